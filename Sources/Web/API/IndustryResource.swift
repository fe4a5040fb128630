import Facts
import Ledgers
import Quantities

/// The issued months of industry as JSON; what may not be told is null with its reason.
struct IndustryResource: Sendable {
  private let figures: IndustryFigures
  private let published: PublishedGrowth

  init(_ figures: IndustryFigures, _ published: PublishedGrowth) {
    self.figures = figures
    self.published = published
  }

  var months: [JSON] {
    figures.months.map { month in
      .object([
        ("month", .text(month.description)), ("issue", .text(figures.runs[month]?.id)),
        ("published_growth", number(published.own[month])),
        ("city_growth", number(published.city[month])),
        ("measures", .list(IndustryMeasure.allCases.map { measure($0, month) })),
      ])
    }
  }

  private func measure(_ measure: IndustryMeasure, _ month: Period) -> JSON {
    .object([
      ("measure", .text(measure.rawValue)), ("title", .text(measure.title)),
      ("growth", number(figures.total(measure, .month, of: month)?.rate)),
      ("growth_to_date", number(figures.total(measure, .toDate, of: month)?.rate)),
      (
        "groups",
        .list(
          IndustryGrouping.allCases.flatMap { grouping in
            figures.lines(measure, .month, of: month, by: grouping).map { line($0, grouping) }
          })
      ),
    ])
  }

  private func line(_ line: GroupLine, _ grouping: IndustryGrouping) -> JSON {
    .object([
      ("grouping", .text(grouping.rawValue)), ("code", .text(line.code)),
      ("name", .text(line.name)),
      ("respondents", line.respondents.map { .number($0) } ?? .null),
      ("amount", number(line.growth?.now)), ("amount_before", number(line.growth?.before)),
      ("growth", number(line.growth?.rate)), ("share", number(line.share)),
      ("contribution", number(line.contribution)), ("reason", .text(line.reason)),
    ])
  }

  private func number(_ number: Number?) -> JSON { number.map { .number($0) } ?? .null }
}

extension IndustryResource {
  static var schemas: [(String, JSON)] {
    let number = SchemaBook.optional("number")
    let group = SchemaBook.object([
      (
        "grouping",
        .object([
          ("type", .text("string")),
          ("enum", .list(IndustryGrouping.allCases.map { .text($0.rawValue) })),
        ])
      ), ("code", SchemaBook.text("分组的编号，* 为不单列各组的合计")), ("name", SchemaBook.text("分组的名称")),
      ("respondents", SchemaBook.optional("integer")), ("amount", number),
      ("amount_before", number), ("growth", number), ("share", number), ("contribution", number),
      ("reason", SchemaBook.optional("string")),
    ])
    let measure = SchemaBook.object([
      ("measure", SchemaBook.text("指标的键")), ("title", SchemaBook.text("指标")),
      ("growth", number), ("growth_to_date", number),
      ("groups", SchemaBook.list("IndustryGroup")),
    ])
    let month = SchemaBook.object([
      ("month", SchemaBook.text("月份；2 月为 1—2 月合计")), ("issue", SchemaBook.optional("string")),
      ("published_growth", number), ("city_growth", number),
      ("measures", SchemaBook.list("IndustryMeasure")),
    ])
    return [
      ("IndustryGroup", group), ("IndustryMeasure", measure), ("IndustryMonth", month),
      ("IndustryMonths", SchemaBook.answer([("months", SchemaBook.list("IndustryMonth"))])),
    ]
  }
}
