import Commands
import Definitions
import Documents
import Facts
import Forecasts
import Ledgers
import Papers
import Quantities

/// 亮灯表 as a file: the chosen commitments by unit, with their numbers and their lights.
struct LightTableHandlers: Sendable {
  func routes() -> [Route] {
    [.desk(.get, "/commitments/lights/:form", Permissions.exportCommitments, answer: file)]
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")), form != .docx else {
      throw Refusal.notFound
    }
    let table = try await LightTableFile(desk).table
    let foot = try await desk.paperFoot(code: "亮灯表 \(desk.asOf.day)")
    let name = "亮灯表\(desk.asOf.day)"
    guard form == .pdf else { return .download(.workbook(name, try table.workbook(foot: foot))) }
    return .download(try .pdf(name, table.paper(foot: foot), foot: foot))
  }
}

/// The rows of the table: one for each unit of each commitment that the post may take away.
private struct LightTableFile: Sendable {
  private let list: CommitmentList
  private let months: [LightMonth]

  init(_ desk: DeskVisit) async throws {
    // A forecast stands in every row.
    list = try await CommitmentList(desk, as: .charts)
    months = try await desk.lightMonths(since: list.start, now: list.readings)
  }

  var table: LightTable {
    let desk = list.desk
    let readings = list.narrowed().filter {
      desk.may(Permissions.exportCommitments, reaching: $0.commitment.reach)
    }
    let wanted = desk.address["unit"]
    var units: [String] = []
    for unit in readings.flatMap({ list.values(.unit, of: $0) })
    where !units.contains(unit) && (wanted == nil || unit == wanted) {
      units.append(unit)
    }
    let left = list.hidden + list.narrowed().count - readings.count
    return LightTable(
      title: "\(desk.site.district)承诺亮灯表（\(desk.asOf.day.chinese)）",
      note: left > 0 ? "另有 \(left) 项无权导出。" : "",
      rows: units.flatMap { unit in
        readings.filter { list.values(.unit, of: $0).contains(unit) }.map { row($0, unit: unit) }
      })
  }

  private func row(_ reading: Reading, unit: String) -> LightTable.Row {
    let figures = ReadingFigures(reading)
    let forecast = reading.outlook?.forecast
    func titled(_ number: Number?) -> String { number.map(figures.titled) ?? "—" }
    return .init(
      unit: list.title(.unit, unit), code: reading.id, text: reading.commitment.text,
      target: reading.commitment.target.title, claimed: titled(reading.claimed),
      verified: titled(reading.verified), expected: titled(reading.expected),
      gap: titled(reading.gap),
      forecast: forecast.map { ForecastWords(reading, source: nil).brief($0) } ?? "数据不足",
      chance: forecast?.chance.map { ForecastWords.percentage($0) } ?? "—",
      light: figures.light.letter, reason: reading.reason,
      history: months.dropLast().map { month in
        month.readings[reading.id].map { LightMark($0.light.light).letter } ?? "—"
      }.joined(),
      leader: list.shares.leaders(of: reading.commitment).joined(separator: "、"),
      due: reading.due.description)
  }
}
