import Commands
import Definitions
import Facts
import Ledgers
import Storage

/// Something that waits for a decision of the acting post, with the background and the choice.
struct Waiting: Hashable, Sendable {
  var text: String
  var path: String

  /// Returns what waits, kind by kind in the order of the rule.
  static func all(for desk: DeskVisit, in order: [BriefRule.Decision]) async throws -> [Waiting] {
    var waiting: [Waiting] = []
    for kind in order {
      switch kind {
      case .targets: waiting += try await targets(desk)
      case .bulletins: waiting += try await bulletins(desk)
      case .answers: waiting += try await answers(desk)
      case .commitments: waiting += try await commitments(desk)
      }
    }
    return waiting
  }

  private static func targets(_ desk: DeskVisit) async throws -> [Waiting] {
    let knownAt = desk.asOf.knownAt
    let changes = try await desk.site.database.read {
      try TargetChangeStore.changes(knownAt: knownAt, in: $0)
    }
    return changes.filter(desk.mayJudge).map { change in
      Waiting(
        text: "\(change.commitment) 目标 \(change.before.title) 拟改 \(change.target.title)，同意或不同意",
        path: "/commitments/\(Address.encoded(change.commitment))#target-change")
    }
  }

  private static func bulletins(_ desk: DeskVisit) async throws -> [Waiting] {
    guard desk.may(Permissions.issueBulletins) else { return [] }
    let knownAt = desk.asOf.knownAt
    return try await desk.site.database.read {
      try BulletinStore.bulletins(knownAt: knownAt, in: $0).map(\.bulletin)
    }.filter { $0.issue == nil }.map { draft in
      Waiting(
        text: "通报“\(draft.draft.title)”待印发", path: "/bulletins/\(Address.encoded(draft.id))")
    }
  }

  private static func answers(_ desk: DeskVisit) async throws -> [Waiting] {
    try await desk.assignments()
      .filter { $0.state == .answered && desk.judging($0) != nil }
      .map { task in
        Waiting(
          text: "\(desk.units(task.owner.unit))已反馈“\(task.words.prefix(16))”，办结或退回",
          path: "/tasks/\(Address.encoded(task.id))")
      }
  }

  private static func commitments(_ desk: DeskVisit) async throws -> [Waiting] {
    let count = try await desk.site.ledger.commitments(knownAt: desk.asOf.knownAt).count {
      $0.state == .proposed && desk.may(Permissions.confirmCommitments, reaching: $0.reach)
    }
    return count > 0 ? [Waiting(text: "\(count) 项承诺待确认", path: "/commitments")] : []
  }
}
