import Commands
import Definitions
import Documents
import Facts
import Quantities
import Storage

/// How much is asked of whom, and how much the store answered (采集负担).
struct BurdenHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/burden", Permissions.readBurden, answer: page),
      .desk(.get, "/burden/file", Permissions.readBurden, answer: file),
    ]
  }

  private func page(_ desk: DeskVisit) async throws -> Answer {
    .page(BurdenPage(shell: desk.shell, model: try await BurdenMeter(desk).model))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    let meter = try await BurdenMeter(desk)
    let model = meter.model
    let asked = SheetPlan(
      name: "各单位负担", title: "采集负担：各单位被问", note: "截至\(desk.asOf.day.chinese)",
      columns: [
        .init("月份", width: 14), .init("发出单位", width: 20), .init("被问单位", width: 20),
        .init("格数", format: .number(places: 0)), .init("采集次数", format: .number(places: 0)),
      ])
    let spared = SheetPlan(
      name: "库里答复", title: "采集负担：库里答复的比例", note: "截至\(desk.asOf.day.chinese)",
      columns: [
        .init("月份", width: 14), .init("发出单位", width: 20),
        .init("要的格数", format: .number(places: 0)), .init("库里答复", format: .number(places: 0)),
        .init("别处已问", format: .number(places: 0)), .init("发出", format: .number(places: 0)),
        .init("库里答复比例", unit: "%", format: .number(places: 1)),
      ])
    let bytes = try WorkbookWriter.bytes(created: desk.today) { writer throws(DocumentError) in
      try writer.begin(asked)
      for row in model.asked {
        try writer.append([
          .text(row.month), .text(row.asker), .text(row.asked), Self.cell(row.cells),
          Self.cell(row.asks),
        ])
      }
      try writer.begin(spared)
      for row in model.spared {
        try writer.append([
          .text(row.month), .text(row.asker), Self.cell(row.wanted), Self.cell(row.known),
          Self.cell(row.repeated), Self.cell(row.sent), .number(row.share, written: "\(row.share)"),
        ])
      }
    }
    return .download(.workbook("采集负担\(desk.asOf.day)", bytes))
  }

  private static func cell(_ count: Int) -> Cell { .number(Number(count), written: "\(count)") }
}

/// The cells that were asked, by month, asker and asked, as far as the acting post may see.
private struct BurdenMeter: Sendable {
  let model: BurdenPage.Model

  init(_ desk: DeskVisit) async throws {
    let knownAt = desk.asOf.knownAt
    let (asks, burden) = try await desk.site.database.read { session in
      (
        try AskStore.asks(knownAt: knownAt, in: session).map(\.ask),
        try AskStore.burden(knownAt: knownAt, in: session)
      )
    }
    let unit = desk.actor.post.unit
    let all = desk.seesEveryAsk
    let from =
      desk.address["from"].flatMap { Period($0) } ?? Period(.year, containing: desk.asOf.day)
    var asked: [Key: (cells: Int, asks: Int)] = [:]
    var spared: [Key: BurdenPage.Spared] = [:]
    // What was withdrawn was asked all the same; a doubt about one fact is no collection.
    for ask in asks where from.contains(ask.day) && ask.doubt == nil {
      let month = Period(.month, containing: ask.day)
      if all || ask.unit == unit {
        let key = Key(month: month, asker: ask.unit, asked: "")
        var row =
          spared[key]
          ?? .init(
            month: month.chinese, asker: desk.units(ask.unit), wanted: 0, known: 0, repeated: 0,
            sent: 0)
        row.wanted += ask.wanted
        row.known += ask.known
        row.repeated += ask.repeated
        row.sent += ask.sent
        spared[key] = row
      }
      for (keeper, cells) in burden[ask.code] ?? [:]
      where all || ask.unit == unit || keeper == unit {
        let key = Key(month: month, asker: ask.unit, asked: keeper)
        let old = asked[key] ?? (0, 0)
        asked[key] = (old.cells + cells, old.asks + 1)
      }
    }
    let sums = spared.values.reduce(into: (wanted: 0, known: 0)) {
      $0.wanted += $1.wanted
      $0.known += $1.known
    }
    model = BurdenPage.Model(
      year: from.chinese, previous: from.previous.description,
      next: from.next.first <= desk.today ? from.next.description : nil,
      asked: asked.sorted { $0.key < $1.key }.map { key, value in
        .init(
          month: key.month.chinese, asker: desk.units(key.asker), asked: desk.units(key.asked),
          cells: value.cells, asks: value.asks)
      }, spared: spared.sorted { $0.key < $1.key }.map(\.value),
      wanted: sums.wanted, known: sums.known, isOwnOnly: !all,
      file: Address("/burden/file", [.init(name: "from", value: from.description)]))
  }

  private struct Key: Hashable, Comparable {
    var month: Period
    var asker: String
    var asked: String

    /// The newest month first.
    static func < (left: Self, right: Self) -> Bool {
      left.month == right.month
        ? (left.asker, left.asked) < (right.asker, right.asked) : right.month < left.month
    }
  }
}
