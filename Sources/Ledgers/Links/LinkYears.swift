package import Commands
package import Reports
import Storage

/// Confirms what became of commitments of the year before in a later report.
///
/// Whether a target was kept, raised or lowered is not typed: it follows from the two targets.
package struct LinkYears: Command {
  package static let name = "link-years"
  package static let title = "确认上年承接"

  package struct Pair: Hashable, Sendable, Codable {
    var earlier: Commitment.ID
    /// Nil when the later report does not speak of it.
    var later: Commitment.ID?
    var reasons: [String]

    package init(earlier: Commitment.ID, later: Commitment.ID?, reasons: [String]) {
      self.earlier = earlier
      self.later = later
      self.reasons = reasons
    }
  }

  package struct Body: Codable, Sendable {
    var report: Report.ID
    var pairs: [Pair]
  }

  package let body: Body

  /// Confirms pairs of which the later ones stand in `report`.
  package init(in report: Report.ID, _ pairs: [Pair]) {
    body = Body(report: report, pairs: pairs)
  }

  package static let needed = Permission("commitment", "U")
  package static let most = 300
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard (1...Self.most).contains(body.pairs.count) else {
      throw JournalError.invalid("没有选要确认的承接关系，没有改动")
    }
    let ends = LinkEnds(context)
    let later = try ends.report(body.report)
    var links = try LinkStore.links(knownAt: nil, in: context.transaction)
    for pair in body.pairs {
      let before = try ends.promise(pair.earlier)
      let source = try ends.report(before.report)
      guard source.place == later.place, source.year < later.year else {
        throw JournalError.invalid("\(source.id) 不是 \(later.id) 同一地方以前年度的报告，没有改动")
      }
      let link = CommitmentLink(
        from: pair.later ?? later.id, to: before.id,
        kind: .year(.init(change: try change(from: before, to: pair.later, ends))),
        reasons: pair.reasons, act: Act(context.permit.actor, on: context.day))
      try Self.check(link, among: links)
      try LinkStore.write(link, seq: context.seq, in: context.transaction)
      links.append(link)
    }
  }

  private func change(
    from earlier: Commitment, to later: Commitment.ID?, _ ends: LinkEnds
  ) throws -> CommitmentLink.Change {
    guard let later else { return .dropped }
    let next = try ends.promise(later)
    guard next.report == body.report else {
      throw JournalError.invalid("\(later) 不在报告 \(body.report) 里，没有改动")
    }
    return CommitmentLink.Change(
      ReportComparison.Change(from: earlier.stated(), to: next.stated()))
  }

  /// A commitment has one predecessor, and is not both renewed and given up.
  static func check(_ link: CommitmentLink, among links: [CommitmentLink]) throws {
    if links.contains(where: { $0.id == link.id }) {
      throw JournalError.invalid("\(link.to) 的承接关系已经确认，没有再次确认")
    }
    let years = links.filter { $0.succession != nil }
    if link.succession?.change.succeeds == true,
      let other = years.first(where: { $0.from == link.from })
    {
      throw JournalError.invalid("\(link.from) 已承接 \(other.to)，没有改动。请先撤销那一项")
    }
    let succeeds = link.succession?.change.succeeds == true
    let rival = years.first { $0.to == link.to && $0.succession?.change.succeeds != succeeds }
    if let rival, let change = rival.succession?.change {
      throw JournalError.invalid("\(link.to) 已确认为“\(change.title)”，没有改动。请先撤销那一项")
    }
  }
}

/// Finds the commitments and reports that a link joins.
struct LinkEnds {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  func promise(_ code: Commitment.ID) throws -> Commitment {
    guard let item = try LedgerStore.item(code, in: context.transaction)?.commitment,
      item.isPromise
    else { throw JournalError.invalid("没有承诺 \(code)，没有改动") }
    return item
  }

  func report(_ id: Report.ID) throws -> Report {
    guard let found = try LedgerStore.report(id, knownAt: nil, in: context.transaction) else {
      throw JournalError.invalid("没有报告 \(id)，没有改动")
    }
    return found.report
  }
}

extension CommitmentLink.Change {
  package init(_ change: ReportComparison.Change) {
    self =
      switch change {
      case .kept: .kept
      case .raised: .raised
      case .lowered: .lowered
      case .restated, .added: .restated
      case .dropped: .dropped
      }
  }
}

extension Commitment {
  /// The promise as the reader would state it, to be compared with another report's.
  func stated(in part: Part.Kind = .plan) -> StatedCommitment {
    func range(_ place: [Int]) -> Range<Int> {
      guard let from = place.first, let to = place.last, from <= to else { return 0..<0 }
      return from..<to
    }
    return StatedCommitment(
      span: range(span), sentence: range(sentence), section: section, part: part,
      subject: subject, value: target.value, valueHigh: target.upper, unit: target.unit,
      comparison: target.comparison, kind: StatedCommitment.Kind(rawValue: kind) ?? .milestone,
      modality: modality, strength: StatedCommitment.Strength(rawValue: strength) ?? .plain,
      reference: target.reference, direction: direction,
      explicitness: StatedCommitment.Explicitness(rawValue: explicitness) ?? .explicit)
  }
}
