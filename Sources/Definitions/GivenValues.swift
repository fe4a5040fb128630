import Feel
import Quantities

/// The facts of a worked case, read as the fields they are given for.
struct GivenValues {
  private var values: [String: Value] = [:]

  subscript(key: String) -> Value? { values[key] }

  init(
    _ pairs: [(key: Entry, value: Entry)], register: Register, codeLists: [String: CodeList]
  ) {
    let known = register.fields.map(\.label)
    for (key, entry) in pairs {
      guard let field = register.field(named: key.key) else {
        key.error(
          "登记簿“\(register.title)”没有“\(key.key)”" + Suggestion.hint(for: key.key, among: known))
        continue
      }
      let codes = field.codes.flatMap { codeLists[$0] }
      values[field.key] = Self.value(entry, as: field.valueType, codes)
    }
  }

  init(_ pairs: [(key: Entry, value: Entry)], inputs: [Vocabulary.Name]) {
    for (key, entry) in pairs {
      guard let input = inputs.first(where: { $0.key == key.key || $0.label == key.key }) else {
        key.error(
          "亮灯规则没有“\(key.key)”这一项"
            + Suggestion.hint(for: key.key, among: inputs.map(\.label)))
        continue
      }
      values[input.key] = Self.value(entry, as: input.type, nil)
    }
  }

  static func value(
    _ entry: Entry, as type: ValueType, _ codes: CodeList?
  ) -> Value? {
    switch type {
    case .boolean: return entry.flag().map { .boolean($0) }
    case .day: return entry.day().map { .day($0) }
    case .text: return entry.text().map { .text($0) }
    case .code: return code(entry, codes).map { .text($0) }
    case .number(let unit):
      guard let text = entry.text() else { return nil }
      if let number = Number(text) { return .number(number) }
      if let unit, let quantity = try? Quantity(parsing: text),
        let converted = try? quantity.converted(to: unit)
      {
        return .number(converted.amount)
      }
      entry.error("“\(entry.key)”写的是“\(text)”，应当是数字" + (unit.map { "，单位\($0.symbol)" } ?? ""))
      return nil
    }
  }

  /// Reads a word as an import would read it, so that a case cannot state what no fact can be.
  private static func code(_ entry: Entry, _ codes: CodeList?) -> String? {
    guard let text = entry.text() else { return nil }
    guard let codes else { return text }
    if let code = codes.code(for: text) { return code }
    entry.error(
      "“\(entry.key)”写的是“\(text)”，不在代码表“\(codes.title)”里"
        + Suggestion.hint(for: text, among: codes.items.map(\.name)))
    return nil
  }
}
