package import Feel
import Quantities

/// A number, day or word that documents set and change: 规上工业线 was 500 万元 and is 2000 万元.
///
/// Rules, metrics and tables use it by its title or key; what counts is the value on the day asked about.
package struct ParameterDefinition: Sendable, Identifiable {
  package var head: Head
  package var parameter: Parameter

  package var id: String { head.id }
}

extension ParameterDefinition {
  private enum Kind: String, CaseIterable {
    case number, day, text, boolean
  }

  init?(_ fields: Fields) {
    let head = Head(fields)
    let kind = fields.required("type")?.choice(Kind.self)
    let unitEntry = fields.optional("unit")
    let valuesEntry = fields.required("values")
    fields.close()
    var unit: MeasureUnit?
    if let symbol = unitEntry?.text() {
      unit = MeasureUnit.named(symbol)
      if unit == nil { unitEntry?.error("“\(symbol)”不是认识的计量单位") }
      if let kind, kind != .number { unitEntry?.error("只有数字才写单位") }
    }
    guard let head, let kind, let valuesEntry, let entries = valuesEntry.items() else { return nil }
    guard !entries.isEmpty else {
      valuesEntry.error("参数“\(head.title)”一个值也没有，用到它的规则永远不能判断")
      return nil
    }
    let type: ValueType =
      switch kind {
      case .number: .number(unit)
      case .day: .day
      case .text: .text
      case .boolean: .boolean
      }
    let values = entries.map { DatedEntry($0, type: type) }
    DatedEntry.checkOrder(values)
    let dated = values.compactMap(\.dated)
    guard dated.count == entries.count else { return nil }
    self.init(
      head: head,
      parameter: Parameter(
        key: head.id.replacing("-", with: "_"), label: head.title, type: type, values: dated))
  }
}

/// One value of a parameter with the entries that its days stand in.
private struct DatedEntry {
  let entry: Entry
  let from: Day?
  let to: Day?
  let dated: Parameter.Dated?

  init(_ entry: Entry, type: ValueType) {
    self.entry = entry
    guard let fields = entry.fields() else {
      (from, to, dated) = (nil, nil, nil)
      return
    }
    let value = fields.required("value").flatMap { GivenValues.value($0, as: type, nil) }
    from = fields.required("from")?.day()
    to = fields.optional("to")?.day()
    let document = fields.required("document")?.text()
    fields.close()
    if let value, let from, let document {
      dated = Parameter.Dated(value: value, from: from, to: to, document: document)
    } else {
      dated = nil
    }
  }

  /// Days on which two values hold are an error; days on which none does may be meant.
  static func checkOrder(_ values: [DatedEntry]) {
    for value in values {
      if let from = value.from, let to = value.to, to < from { value.entry.error("to 在 from 之前") }
    }
    for (earlier, later) in zip(values, values.dropFirst()) {
      guard let start = earlier.from, let next = later.from else { continue }
      if next <= start {
        later.entry.error("各个值要按 from 从早到晚写：\(next) 不晚于前一个值的 \(start)")
      } else if let end = earlier.to, next <= end {
        later.entry.error("\(next) 至 \(end) 有两个值：前一个值写到 \(end)")
      } else if let end = earlier.to, end.adding(days: 1) < next {
        later.entry.warn("\(end.adding(days: 1)) 至 \(next.adding(days: -1)) 没有值，这些天用到它的规则不能判断")
      }
    }
  }
}

extension Register {
  /// The register with parameters that its rules may use; a parameter must not hide a field.
  func knowing(_ parameters: [Parameter], at fields: Fields) -> Register {
    var register = self
    register.parameters = parameters
    for parameter in parameters {
      let words = [parameter.key, parameter.label]
      guard
        let field = self.fields.first(where: { words.contains($0.key) || words.contains($0.label) })
      else { continue }
      fields.entry.error(
        "数据项“\(field.label)”与参数“\(parameter.label)”同名，规则里分不清，请改其中一个")
    }
    return register
  }
}
