import Definitions
import Findings
import Quantities

/// The stock accounts as the page of the data's quality shows them.
struct StockTables: Sendable {
  private static let mostGaps = 50
  let all: [StockTable]

  init(_ desk: DeskVisit) async throws {
    all = try await StockReport(desk, withDays: true).sections.map { section in
      let gaps = Self.gaps(section, desk)
      return StockTable(
        title: section.year.title, year: section.year, days: section.days,
        gaps: Array(gaps.prefix(Self.mostGaps)),
        furtherGaps: max(0, gaps.count - Self.mostGaps))
    }
  }

  /// The gaps of the days, and those of the year that no shown day explains.
  private static func gaps(_ section: StockReport.Section, _ desk: DeskVisit) -> [StockTable.Gap] {
    let ofDays = section.days.flatMap { day in
      day.gaps.map { (title: day.closing.chinese, issue: $0) }
    }
    let shown = Set(ofDays.map(\.issue.code))
    let ofYear = section.year.gaps.filter { !shown.contains($0.code) }.map {
      (title: "今年早些时候", issue: $0)
    }
    return (ofDays + ofYear).map { title, issue in
      .init(
        day: title, code: issue.code, name: issue.name,
        path: desk.site.registers.subject(issue.register, issue.code), reasons: issue.reasons,
        keeper: desk.units(issue.keeper))
    }
  }
}
