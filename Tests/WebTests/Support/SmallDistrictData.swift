import Commands
import Definitions
import Ledgers
import Quantities
import Reports
import Storage

extension SmallDistrict {
  static let report = """
    政府工作报告
    二、2022年工作安排
    （一）强化工业支撑。力争新增规上工业企业20家，全面提升产业能级。新三板挂牌1家。
    （二）优化服务。市场主体突破5万户。
    """

  func fill() async throws {
    try await write(
      "unit",
      """
      单位代码,单位名称,单位简称
      industry,示例区工业和信息化局,区工信局
      commerce,示例区商务局,区商务局
      town-yanchi,砚池街道,砚池街道
      park-equipment,装备制造开发区,装备园
      """, on: "2022-01-05", as: "SA")
    try await register(Self.report)
  }

  private func register(_ text: String) async throws {
    let permit = try Authority(library: library).permit(
      try actor("SV"), RegisterReport.needed, on: Day("2022-01-20") ?? Self.today)
    try await journal(on: "2022-01-20").commit(
      RegisterReport(
        title: "2022年政府工作报告", year: 2022, file: "report.txt", text: text,
        understanding: Reader(lexicon: library.lexicon).read(text, year: 2022),
        binder: library.binder), permit: permit, reason: "测试")
  }

  var commitments: [Commitment] {
    get async throws {
      try await database.read { try LedgerStore.commitments(knownAt: nil, in: $0) }
    }
  }

  /// Gives a commitment to a unit.
  func assign(_ code: String, to unit: String) async throws {
    guard let commitment = try await commitments.first(where: { $0.id == code }) else { return }
    let permit = try Authority(library: library).permit(
      try actor("SV"), ConfirmCommitment.needed, on: Day("2022-02-01") ?? Self.today)
    try await journal(on: "2022-02-01").commit(
      ConfirmCommitment(commitment: code, metric: commitment.metric, unit: unit), permit: permit,
      reason: "测试")
  }
}
