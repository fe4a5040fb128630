import Foundation
import Quantities

/// Reads the two ways in which geographic programs write a shape as text.
struct GeometryText {
  private let text: String

  init(_ text: String) { self.text = text.trimmingCharacters(in: .whitespacesAndNewlines) }

  var isJSON: Bool { text.hasPrefix("{") }

  // MARK: GeoJSON

  private struct Named: Decodable { var type: String }
  private struct Coordinates<Nested: Decodable>: Decodable { var coordinates: Nested }

  func geoJSON() throws(Geometry.Problem) -> Geometry.Shape {
    switch try decoded(Named.self).type {
    case "Point":
      guard let point = Self.point(try coordinates([Decimal].self)) else { throw .noCoordinates }
      return .point(point)
    case "Polygon": return .polygons([try Self.rings(try coordinates([[[Decimal]]].self))])
    case "MultiPolygon":
      var polygons: [[Geometry.Ring]] = []
      for rings in try coordinates([[[[Decimal]]]].self) { polygons.append(try Self.rings(rings)) }
      guard !polygons.isEmpty else { throw .noCoordinates }
      return .polygons(polygons)
    case let kind: throw .unknownKind(kind)
    }
  }

  private func coordinates<Nested: Decodable>(
    _ type: Nested.Type
  ) throws(Geometry.Problem) -> Nested {
    try decoded(Coordinates<Nested>.self).coordinates
  }

  private func decoded<Value: Decodable>(_ type: Value.Type) throws(Geometry.Problem) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch {
      throw .notJSON
    }
  }

  private static func rings(_ rings: [[[Decimal]]]) throws(Geometry.Problem) -> [Geometry.Ring] {
    let read = rings.map { $0.compactMap(point) }
    guard !read.isEmpty, zip(read, rings).allSatisfy({ $0.count == $1.count }) else {
      throw .noCoordinates
    }
    return read
  }

  /// A position is east and north; a height behind them is left out.
  private static func point(_ numbers: [Decimal]) -> Geometry.Point? {
    guard numbers.count >= 2, let x = Number(numbers[0].description),
      let y = Number(numbers[1].description)
    else { return nil }
    return Geometry.Point(x: x, y: y)
  }

  // MARK: WKT

  func wkt() throws(Geometry.Problem) -> Geometry.Shape {
    let kind = text.prefix { $0.isLetter }.uppercased()
    var rest = text.dropFirst(kind.count).filter { !$0.isNewline }[...]
    let shape: Geometry.Shape
    switch kind {
    case "POINT":
      guard let point = try Self.list(&rest, Self.position).first else { throw .noCoordinates }
      shape = .point(point)
    case "POLYGON": shape = .polygons([try Self.list(&rest, Self.ring)])
    case "MULTIPOLYGON": shape = .polygons(try Self.list(&rest, Self.polygon))
    case "": throw .notWKT(String(text.prefix(12)))
    default: throw .unknownKind(kind)
    }
    Self.skipBlanks(&rest)
    guard rest.isEmpty else { throw .notWKT(String(rest.prefix(12))) }
    return shape
  }

  private static func polygon(
    _ rest: inout Substring
  ) throws(Geometry.Problem) -> [Geometry.Ring] { try list(&rest, ring) }

  private static func ring(_ rest: inout Substring) throws(Geometry.Problem) -> Geometry.Ring {
    try list(&rest, position)
  }

  private static func position(
    _ rest: inout Substring
  ) throws(Geometry.Problem) -> Geometry.Point {
    let written = rest.prefix { $0 != "," && $0 != ")" && $0 != "(" }
    let numbers = written.split(separator: " ").map { Number($0) }
    guard (2...3).contains(numbers.count), let x = numbers[0], let y = numbers[1] else {
      throw .notWKT(String(rest.prefix(12)))
    }
    rest = rest.dropFirst(written.count)
    return Geometry.Point(x: x, y: y)
  }

  /// Reads `(item, item)`.
  private static func list<Item>(
    _ rest: inout Substring, _ item: (inout Substring) throws(Geometry.Problem) -> Item
  ) throws(Geometry.Problem) -> [Item] {
    var items: [Item] = []
    guard take("(", from: &rest) else { throw .notWKT(String(rest.prefix(12))) }
    repeat {
      skipBlanks(&rest)
      items.append(try item(&rest))
    } while take(",", from: &rest)
    guard take(")", from: &rest) else { throw .notWKT(String(rest.prefix(12))) }
    return items
  }

  private static func take(_ mark: Character, from rest: inout Substring) -> Bool {
    skipBlanks(&rest)
    guard rest.first == mark else { return false }
    rest.removeFirst()
    return true
  }

  private static func skipBlanks(_ rest: inout Substring) { rest = rest.drop { $0 == " " } }
}
