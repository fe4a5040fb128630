import Foundation

/// Compares a value of JSON with a schema of the interface's description: the part of JSON Schema
/// that the description uses, and a fault for any word that it does not know.
struct SchemaCheck {
  let schemas: [String: Any]

  /// Returns what does not fit, each with its place.
  func faults(in value: Any, _ schema: [String: Any], at place: String = "") -> [String] {
    schema.keys.sorted().flatMap { word -> [String] in
      switch (word, schema[word]) {
      case ("$ref", let name as String):
        let known = schemas[String(name.split(separator: "/").last ?? "")] as? [String: Any]
        return known.map { faults(in: value, $0, at: place) } ?? ["\(place): no schema \(name)"]
      case ("type", let type): return typeFaults(value, type, place)
      case ("properties", let properties as [String: Any]):
        return propertyFaults(value, properties, schema, place)
      case ("items", let items as [String: Any]):
        return (value as? [Any] ?? []).enumerated().flatMap {
          faults(in: $0.element, items, at: "\(place)/\($0.offset)")
        }
      case ("enum", let words as [Any]):
        return words.contains { "\($0)" == "\(value)" }
          ? [] : ["\(place): \(value) is none of \(words)"]
      case ("const", let wanted):
        return "\(wanted ?? "")" == "\(value)" ? [] : ["\(place): \(value)"]
      case ("pattern", let pattern as String):
        let regex = try? Regex(pattern)
        let matches = regex.flatMap { (value as? String)?.firstMatch(of: $0) } != nil
        return matches ? [] : ["\(place): \(value) does not match \(pattern)"]
      case ("format", _):
        let isDay = (value as? String).map { $0.utf8.count == 10 && $0.contains("-") } ?? true
        return isDay ? [] : ["\(place): \(value) is no day"]
      case ("minimum", let least as Int):
        return (value as? Int).map { $0 >= least } ?? true
          ? [] : ["\(place): \(value) is too small"]
      case ("required", _), ("additionalProperties", _), ("description", _), ("title", _): return []
      case (let word, _): return word.hasPrefix("x-") ? [] : ["\(place): unknown word \(word)"]
      }
    }
  }

  private func typeFaults(_ value: Any, _ type: Any?, _ place: String) -> [String] {
    let types = type as? [String] ?? (type as? String).map { [$0] } ?? []
    return types.contains { Self.isA(value, $0) } ? [] : ["\(place): \(value) is no \(types)"]
  }

  private static func isA(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is NSNumber && !(value is String)
    default: false
    }
  }

  private func propertyFaults(
    _ value: Any, _ properties: [String: Any], _ schema: [String: Any], _ place: String
  ) -> [String] {
    guard let object = value as? [String: Any] else { return [] }
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    let known = object.keys.sorted().flatMap { key -> [String] in
      guard let schema = properties[key] as? [String: Any], let value = object[key] else {
        return ["\(place)/\(key): not in the description"]
      }
      return faults(in: value, schema, at: "\(place)/\(key)")
    }
    return missing.map { "\(place)/\($0): missing" } + known
  }
}
