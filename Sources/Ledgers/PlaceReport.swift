package import Commands
import Storage

/// Says whose report one is; one of another government is kept beside the district's own.
package struct PlaceReport: Command {
  package static let name = "place-report"
  package static let title = "登记报告层级"

  package struct Body: Codable, Sendable {
    var report: Report.ID
    var place: Report.Place?
  }

  package let body: Body

  /// Nil says that the report is the district's own.
  package init(_ report: Report.ID, place: Report.Place?) {
    body = Body(report: report, place: place)
  }

  package static let needed = Permission("report", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let stored = try LedgerStore.report(body.report, knownAt: nil, in: transaction) else {
      throw JournalError.invalid("没有报告 \(body.report)，没有改动")
    }
    var report = stored.report
    guard report.place != body.place else {
      throw JournalError.invalid("报告 \(report.id) 的层级没有变化，没有改动")
    }
    let items = try LedgerStore.items(of: report.id, knownAt: nil, in: transaction)
    let codes = Set(items.map(\.id) + [report.id])
    let links = try LinkStore.links(knownAt: nil, in: transaction)
    if let link = links.first(where: { codes.contains($0.from) || codes.contains($0.to) }) {
      throw JournalError.invalid(
        "报告 \(report.id) 的承诺已与别的报告关联（\(link.from) 与 \(link.to)），层级没有改动。请先撤销关联")
    }
    if let place = body.place {
      try Self.check(place)
      for item in items where item.commitment.metric != nil {
        var bare = item.commitment
        (bare.metric, bare.metricReasons) = (nil, [])
        try LedgerStore.write(bare, seq: context.seq, in: transaction)
      }
    }
    report.place = body.place
    try LedgerStore.write(report, text: stored.text, seq: context.seq, in: transaction)
  }

  static func check(_ place: Report.Place) throws {
    guard !place.name.isEmpty, place.name.count <= 40 else {
      throw JournalError.invalid("其他政府的报告要写明是哪里的，如：某市，没有登记")
    }
  }

  /// The district's registers know nothing of what others promise.
  static func check(
    metric: String?, for report: Report.ID, in context: CommandContext
  ) throws {
    guard metric != nil,
      let place = try LedgerStore.reports(knownAt: nil, in: context.transaction)
        .first(where: { $0.id == report })?.place
    else { return }
    throw JournalError.invalid("这是\(place.name)的承诺，本区的登记簿算不出它，不能选计数口径，没有改动")
  }
}
