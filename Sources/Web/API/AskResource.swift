import Commands
import Definitions
import Facts
import Quantities

/// An ask with its progress as JSON.
struct AskResource: Sendable {
  private let progress: AskProgress
  private let register: Register?
  private let units: UnitNames

  init(_ progress: AskProgress, _ desk: DeskVisit) {
    self.progress = progress
    register = desk.site.library.registers[progress.ask.request.register]
    units = desk.units
  }

  var json: JSON { .object(members) }

  private var members: [(String, JSON)] {
    let ask = progress.ask
    return [
      ("code", .text(ask.code)), ("title", .text(ask.title)), ("reason", .text(ask.reason)),
      ("state", .text(AskState(progress).rawValue)), ("unit", .text(ask.unit)),
      ("issued", .text(ask.day.description)), ("due", .text(ask.due.description)),
      ("register", .text(ask.request.register)), ("condition", .text(ask.request.condition)),
      ("subject", .text(ask.request.subject)),
      ("fields", .list(ask.request.fields.map { .text($0) })),
      ("period", .text(ask.request.period?.description)), ("wanted", .number(ask.wanted)),
      ("known", .number(ask.known)), ("repeated", .number(ask.repeated)),
      ("sent", .number(ask.sent)), ("arrived", .number(progress.arrived)),
      ("missing", .number(progress.missing)),
      ("href", .text("\(APIHandlers.root)/asks/\(Address.encoded(ask.code))")),
    ]
  }

  /// The same with each unit's part.
  var file: JSON {
    .object(
      members + [
        (
          "parts",
          .list(
            progress.parts.map { part in
              .object([
                ("keeper", .text(part.keeper)), ("title", .text(units(part.keeper))),
                ("sent", .number(part.total)), ("arrived", .number(part.arrived)),
                ("missing", .number(part.missing)), ("returned", .number(part.returned)),
              ])
            })
        )
      ])
  }
}

/// The schemas of asks.
extension SchemaBook {
  var asks: [(String, JSON)] {
    let word = Self.optional("string")
    let entry: [(String, JSON)] =
      [
        ("code", Self.text("采集编号")), ("title", Self.text("采集名称")), ("reason", Self.text("为什么要")),
        (
          "state",
          .object([
            ("type", .text("string")),
            ("enum", .list(AskState.allCases.map { .text($0.rawValue) })),
          ])
        ), ("unit", Self.text("发出单位的代码")), ("issued", Self.day), ("due", Self.day),
        ("register", Self.text("登记簿的代码")), ("condition", Self.text("条件，空为全部")),
        ("subject", Self.text("只问一个对象时它的编号，否则为空")),
        ("fields", .object([("type", .text("array")), ("items", Self.text("数据项的键"))])),
        ("period", word),
      ] + Self.counts(["wanted", "known", "repeated", "sent", "arrived", "missing"])
      + [("href", Self.text("这次采集的地址"))]
    let part = Self.object(
      [("keeper", Self.text("主管单位的代码")), ("title", Self.text("主管单位"))]
        + Self.counts(["sent", "arrived", "missing", "returned"]))
    let parts = JSON.object([("type", .text("array")), ("items", part)])
    return [
      ("AskEntry", Self.object(entry)),
      ("AskList", Self.answer(Self.counts(["total"]) + [("items", Self.list("AskEntry"))])),
      ("AskFile", Self.answer([("ask", Self.object(entry + [("parts", parts)]))])),
    ]
  }
}
