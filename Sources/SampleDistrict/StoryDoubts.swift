import Definitions
import Quantities

/// What goes wrong in the story, as it does in a real year: two offices that say different things of
/// one fact, slips of unit and point, firms that stop reporting, a project entered twice.
///
/// Each comes in a file of its own and touches nothing that a metric of the year counts, so that the
/// doubts are there to be decided and the readings are those of the story.
struct StoryDoubts {
  let district: SampleDistrict

  /// Everything that comes in besides the regular files, in no order.
  var batches: [SampleBatch] {
    [headcounts, taxes, month, contracts, twins, yearEnd].filter { !$0.table.rows.isEmpty }
  }

  // MARK: Who is concerned

  /// Firms above scale all year that belong to no chain and no cluster and are no character of the
  /// story.
  private var bystanders: [Firm] {
    let named = Set(NamedFirms.all.map(\.code))
    return district.firms.all.filter { firm in
      firm.aboveScaleOn.map { $0 < Day.of(2022, 1, 1) } == true && firm.aboveScaleExitOn == nil
        && firm.closed == nil && firm.cluster == nil && !named.contains(firm.code)
        && firm.revenue ?? 0 > 0 && firm.staff ?? 0 > 0 && firm.tax ?? 0 > 0
    }.sorted { $0.code < $1.code }
  }

  /// Firms that report no month from September on, without anybody having asked them why.
  static func silent(in district: SampleDistrict) -> Set<String> {
    Set(StoryDoubts(district: district).bystanders.dropFirst(6).prefix(3).map(\.code))
  }

  /// The last month that the silent firms report.
  static let lastWord = 8

  // MARK: Slips

  /// Temporary hands counted with a zero too many.
  private var headcounts: SampleBatch {
    batch(
      Day.of(2022, 3, 15), "enterprise", "DU-human-resources", "企业-从业人员-补报",
      reason: "用工备案补报", heads: [EnterpriseTables.code, "从业人员2021年"],
      rows: bystanders.prefix(2).map { [.text($0.code), .count(($0.staff ?? 0) * 20)] })
  }

  /// Yuan taken for 万元 and halved by a refund.
  private var taxes: SampleBatch {
    batch(
      Day.of(2022, 4, 20), "enterprise", "DU-tax", "企业-税务-补报",
      reason: "汇算清缴后补报", heads: [EnterpriseTables.code, "纳税额（万元）2021年"],
      rows: bystanders.dropFirst(2).prefix(2).map {
        [.text($0.code), .hundredths(($0.tax ?? 0) * 40)]
      })
  }

  /// A month with its point one place too far right.
  private var month: SampleBatch {
    batch(
      Day.of(2022, 8, 19), "enterprise", "DU", "企业-月报-2022年6月-更正",
      reason: "企业来函更正", heads: [EnterpriseTables.code, "月度营业收入（万元）2022年6月"],
      rows: bystanders.dropFirst(4).prefix(2).map {
        [.text($0.code), $0.revenue(inMonth: 6).map { .hundredths($0 * 10) }]
      })
  }

  // MARK: Two sources

  /// Projects that investors signed before the year, which no metric of the year counts.
  private var signedBefore: [Project] {
    district.projects.all.filter { project in
      project.signedOn.map { $0 < Day.of(2022, 1, 1) } == true && project.investor != nil
    }.sorted { $0.code < $1.code }
  }

  /// What the bureau of commerce has on its own list of projects, on papers only, of the day of which
  /// the commission had told.
  private var contracts: SampleBatch {
    var batch = batch(
      Day.of(2022, 6, 22), "project", "IAM", "项目-招商清单核对", evidence: .documented,
      reason: "招商清单半年核对", heads: ["项目编号", "计划总投资（亿元）"],
      rows: signedBefore.dropFirst(2).prefix(4).enumerated().map { place, project in
        let share = [118, 90, 132, 75][place]
        return [.text(project.code), .hundredths(project.investment * share / 100)]
      })
    batch.validFrom = Day.of(2021, 12, 31)
    return batch
  }

  // MARK: Twice

  /// Projects of earlier years that were entered again under a number of this year.
  private var twins: SampleBatch {
    batch(
      Day.of(2022, 2, 24), "project", "IAM", "项目-招商清单补录", evidence: .documented,
      reason: "历年签约项目补录",
      heads: [
        "项目编号", "项目名称", "项目类别", "所属镇街", "责任单位", "所属园区", "计划总投资（亿元）", "投资方", "来源地",
        "区外投资", "签约日期", "注册落地日期",
      ],
      rows: signedBefore.prefix(2).enumerated().map { place, project in
        [
          .text("X-2022-090\(place + 1)"),
          .text(project.name.replacing("项目", with: "建设项目")), .text(project.kind),
          .text(Place.towns[project.town].code), .text(project.unit),
          project.park.map { .text($0) },
          .hundredths(project.investment * 101 / 100), project.investor.map { .text($0) },
          project.origin.map { .text($0) }, project.isFromOutside.map { .boolean($0) },
          project.signedOn.map { .day($0.adding(days: 6)) },
          project.registeredOn.map { .day($0) },
        ]
      })
  }

  // MARK: Found unchanged

  /// The whole list of the registration authority at the end of the year: nothing has changed of the
  /// firms to which nothing happened in December, and that is worth knowing.
  private var yearEnd: SampleBatch {
    let told = Day.of(2022, 11, 30)
    let day = Day.of(2022, 12, 30)
    let firms = district.firms.all.filter { firm in
      firm.founded <= told && firm.closed.map { $0 <= told } != false
    }
    var batch = batch(
      day, "enterprise", "DU-market-regulation", "企业-登记-年末核对", reason: "年末名录核对",
      heads: [], rows: [])
    batch.table = EnterpriseTables.registration(firms, on: told)
    return batch
  }

  private func batch(
    _ day: Day, _ register: String, _ post: String, _ name: String,
    evidence: Evidence = .confirmed, reason: String, heads: [String], rows: [[Value?]]
  ) -> SampleBatch {
    SampleBatch(
      day: day, register: register, post: post, name: name, validFrom: day.adding(days: -1),
      evidence: evidence, reason: reason, table: SampleTable(heads: heads, rows: rows))
  }
}
