import Commands
import Definitions
import Facts
import Findings
import Quantities

/// How a doubt stands.
enum DoubtState: String, CaseIterable, Sendable {
  case open, reopened, asked, decided

  var title: String {
    switch self {
    case .open: "待处理"
    case .reopened: "数据变了，待复核"
    case .asked: "已问主管单位"
    case .decided: "已处理"
    }
  }

  var mark: HTML {
    let kind: HTML = self == .decided ? " ok" : self == .asked ? "" : " wait"
    return #"<span class="tag\#(kind)">\#(title)</span>"#
  }
}

/// The doubts about the data that a reader may see, each with what was decided about it.
struct DoubtQueue: Sendable {
  struct Item: Sendable {
    var issue: DataIssue
    var decision: QualityDecisions.Standing?
    var state: DoubtState
  }

  let check: DataCheck
  let items: [Item]

  init(_ desk: DeskVisit) async throws {
    let found = try await desk.site.doubts.found(in: desk.site, asOf: desk.asOf)
    check = found.check
    let bygone = Self.bygone(found, desk)
    let shown = found.check.shown(found.issues + bygone) { desk.visibility(of: $0) }
    items = shown.map { issue in
      let decision = found.decisions.byDoubt[issue.key]
      return Item(issue: issue, decision: decision, state: Self.state(issue, decision))
    }
  }

  private static func state(
    _ issue: DataIssue, _ decision: QualityDecisions.Standing?
  ) -> DoubtState {
    guard let decision = decision?.decision else { return .open }
    guard decision.basis == issue.basis else { return .reopened }
    return decision.verdict == .asked ? .asked : .decided
  }

  /// Pairs that no longer look alike and about which a decision stands all the same, so that it can
  /// be seen and taken back.
  private static func bygone(_ found: DoubtShelf.Found, _ desk: DeskVisit) -> [DataIssue] {
    let present = Set(found.issues.map(\.key))
    return found.decisions.byDoubt.values.map(\.decision).sorted { $0.doubt < $1.doubt }
      .compactMap { decision in
        guard decision.other != nil, !present.contains(decision.doubt),
          let detector = desk.site.library.detectors[decision.detector],
          let snapshot = found.check.snapshots[decision.register],
          let row = snapshot.row(code: decision.code),
          let name = snapshot.register.nameField.flatMap({ snapshot.register.field($0) })
        else { return nil }
        var issue = DataIssue(
          detector: detector, code: decision.code, name: snapshot.name(row: row),
          other: decision.other, reasons: ["按现在的数据已不像同一个；原来的决定仍然有效"],
          remedy: "不再需要的，撤销原来的决定", evidence: snapshot.evidence(name.key, row: row),
          keeper: name.keeper)
        issue.basis = decision.basis
        return issue
      }
  }

  func item(_ key: String) -> Item? { items.first { $0.issue.key == key } }

  /// The sources that speak of a fact in conflict.
  func claims(of issue: DataIssue) -> RivalFacts? {
    guard issue.other == nil else { return nil }
    return check.rivals[issue.register]?.first {
      $0.code == issue.code && $0.field.key == issue.field && $0.period == issue.period
    }
  }
}
