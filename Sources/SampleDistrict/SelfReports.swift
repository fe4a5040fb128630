import Quantities

/// What some firms state about themselves: a second source beside the offices.
struct SelfReports {
  struct Report: Sendable {
    var code: String
    var post: String
    var revenue: Int
    var staff: Int
  }

  private(set) var all: [Report] = []
  private(set) var flaws: [Flaw] = []

  /// Firms that state their figures, fewer than have accounts, so that each has a post of its own.
  static let count = 40

  init(district: CensusDistrict) {
    guard district.isFlawed else { return }
    var random = SeededGenerator(seed: district.seed, part: 17, subject: 0)
    var seen: Set<String> = []
    var tries = 0
    while all.count < Self.count, tries < 20_000 {
      tries += 1
      let entity = district.entity(random.below(district.entities))
      let told = ReportedEntity(entity, in: district)
      guard let revenue = told.revenue(of: 2021), let staff = told.staff, entity.closed == nil,
        told.flaws.isEmpty, revenue > 10_000, seen.insert(entity.code).inserted
      else { continue }
      add(entity.code, revenue, staff, &random)
    }
  }

  /// One in four states another revenue, one in eight other staff; one in four rounds.
  private mutating func add(
    _ code: String, _ revenue: Int, _ staff: Int, _ random: inout SeededGenerator
  ) {
    var report = Report(code: code, post: "EA-\(all.count + 1)", revenue: revenue, staff: staff)
    switch random.below(8) {
    case 0, 1:
      report.revenue = revenue * random.pick([60, 75, 85, 118, 130, 160]) / 100
      flaws.append(
        Flaw(
          .conflict, "enterprise", code, field: "revenue", period: "2021",
          other: Value.hundredths(report.revenue).written, manner: "firm-and-office"))
    case 2:
      report.staff = staff + max(2, staff * 3 / 10)
      flaws.append(
        Flaw(
          .conflict, "enterprise", code, field: "staff", period: "2021",
          other: "\(report.staff)", manner: "firm-and-office"))
    case 3, 4: report.revenue = revenue / 100 * 100
    default: break
    }
    all.append(report)
  }

  func table(of report: Report) -> SampleTable {
    SampleTable(
      heads: ["统一社会信用代码", "营业收入（万元）2021年", "从业人员2021年"],
      rows: [[.text(report.code), .hundredths(report.revenue), .count(report.staff)]])
  }
}
