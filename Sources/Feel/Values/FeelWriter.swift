import Quantities

/// Writes values as FEEL text, up to a length.
///
/// A value may hold another one many times over, so its text can be far longer than the value.
struct FeelWriter {
  private(set) var text = ""
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Whether the text was cut off.
  var isFull: Bool { text.utf8.count > limit }

  mutating func write(_ value: FeelValue) {
    guard !isFull else { return }
    switch value {
    case .null: text += "null"
    case .boolean(let flag): text += flag ? "true" : "false"
    case .number(let number): text += number.description
    case .string(let string): text += FeelWriter.quoted(string)
    case .date(let date): text += date.description
    case .time(let time): text += time.description
    case .dateTime(let dateTime): text += dateTime.description
    case .months(let months): text += DurationText.months(months)
    case .elapsed(let elapsed): text += elapsed.description
    case .list(let items): write(items, "[", "]") { $0.write($1) }
    case .context(let context):
      write(context.entries, "{", "}") { writer, entry in
        writer.text += FeelWriter.key(entry.key) + ": "
        writer.write(entry.value)
      }
    case .range(let range): write(range)
    case .function(let function):
      text += "function(" + function.parameters.map(\.name).joined(separator: ", ") + ")"
    }
  }

  private mutating func write<Item>(
    _ items: [Item], _ open: String, _ close: String, _ each: (inout FeelWriter, Item) -> Void
  ) {
    text += open
    for (index, item) in items.enumerated() {
      if isFull { return }
      if index > 0 { text += ", " }
      each(&self, item)
    }
    text += close
  }

  private mutating func write(_ range: FeelRange) {
    if let comparison = range.comparison {
      text += "(" + comparison.symbol.rawValue
      write(comparison.bound)
      text += ")"
    } else {
      text += range.includesLow ? "[" : "("
      write(range.low)
      text += ".."
      write(range.high)
      text += range.includesHigh ? "]" : ")"
    }
  }

  private static func quoted(_ string: String) -> String {
    "\"" + string.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func key(_ key: String) -> String {
    let isName = key.unicodeScalars.first?.isNameStart ?? false
    let isPlain = key.unicodeScalars.allSatisfy { $0.isNamePart || $0 == " " }
    return isName && isPlain ? key : quoted(key)
  }
}

extension FeelValue {
  /// The value as FEEL text, in which strings stand between quotes; cut off when it is very long.
  package var written: String {
    var writer = FeelWriter(limit: 100_000)
    writer.write(self)
    return writer.isFull ? writer.text + "…" : writer.text
  }

  /// The value as string() gives it, or nil when it is too long.
  var text: String? {
    if case .string(let text) = self { return text }
    var writer = FeelWriter(limit: Evaluation.longestText)
    writer.write(self)
    return writer.isFull ? nil : writer.text
  }
}
