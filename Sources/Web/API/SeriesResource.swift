import Definitions
import Facts
import Quantities

extension VintageTable {
  /// The series for programs: every period with every value that was recorded for it.
  var json: JSON {
    .object([
      ("field", .text(key)), ("label", .text(title)), ("unit", .text(unit.isEmpty ? nil : unit)),
      ("periods", .list(rows.map(\.json))),
    ])
  }
}

extension VintageTable.Row {
  fileprivate var json: JSON {
    .object([
      ("period", .text(period.description)), ("due", .text(due?.description)),
      ("revision", vintage.revision.map { .number($0) } ?? .null),
      ("values", .list(zip(vintage.words, words).map { $1.json(of: $0, vintage.field) })),
    ])
  }
}

extension VintageTable.Word {
  fileprivate func json(of word: Vintage.Word, _ field: Field) -> JSON {
    .object([
      ("value", RegisterResource.value(field.value(of: word.version.value))),
      ("act", .text(act.rawValue)), ("counts", .boolean(isCounting)),
      ("evidence", .text(evidence.code)), ("days_late", daysLate.map { .number($0) } ?? .null),
      ("unit", .text(unit)), ("reason", .text(reason)),
      (
        "source",
        .object([("seq", .number(seq)), ("at", .text(at)), ("title", .text(source))])
      ),
    ])
  }
}

extension SchemaBook {
  /// What a version did to what was known before it.
  static let act = JSON.object([
    ("type", .text("string")), ("enum", .list(FactAct.allCases.map { .text($0.rawValue) })),
    (
      "description",
      .text(FactAct.allCases.map { "\($0.rawValue) \($0.title)" }.joined(separator: "，"))
    ),
  ])

  static let series = object([
    ("field", text("数据项的键")), ("label", text("数据项")), ("unit", optional("string")),
    ("periods", each(period)),
  ])

  private static let period = object([
    ("period", text("期间，例如 2022-05")), ("due", optional("string")),
    ("revision", optional("number")), ("values", each(word)),
  ])

  private static let word = object([
    (
      "value",
      .object([("type", .list(["string", "number", "boolean", "null"].map { .text($0) }))])
    ), ("act", act),
    ("counts", .object([("type", .text("boolean")), ("description", .text("是否为现值"))])),
    ("evidence", .object([("type", .text("string")), ("pattern", .text("^E[0-4]$"))])),
    ("days_late", optional("integer")), ("unit", text("记录单位")), ("reason", text("记录的缘由")),
    (
      "source", object([("seq", count), ("at", text("记录时间")), ("title", text("来源"))])
    ),
  ])

  private static func each(_ schema: JSON) -> JSON {
    .object([("type", .text("array")), ("items", schema)])
  }
}
