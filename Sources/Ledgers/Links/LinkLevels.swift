package import Commands
package import Quantities
import Storage

/// Confirms that a commitment is a share of one that the level above makes.
///
/// The shares that are known may not come to more than the whole, or carry an explicit
/// over-allocation, as the parts of a split.
package struct LinkLevels: Command {
  package static let name = "link-levels"
  package static let title = "确认上下级关联"

  package struct Body: Codable, Sendable {
    var lower: Commitment.ID
    var upper: Commitment.ID
    var assigned: Number?
    var mayExceed: Bool
    var reasons: [String]
  }

  package let body: Body

  package init(
    _ lower: Commitment.ID, under upper: Commitment.ID, assigned: Number?, mayExceed: Bool,
    reasons: [String]
  ) {
    body = Body(
      lower: lower, upper: upper, assigned: assigned, mayExceed: mayExceed, reasons: reasons)
  }

  package static let needed = LinkYears.needed
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let ends = LinkEnds(context)
    let (lower, upper) = (try ends.promise(body.lower), try ends.promise(body.upper))
    let (here, above) = (try ends.report(lower.report), try ends.report(upper.report))
    guard above.level.isAbove(here.level) else {
      throw JournalError.invalid(
        "\(upper.id)（\(above.level.title)）不是 \(lower.id)（\(here.level.title)）的上级承诺，没有改动")
    }
    guard above.year == here.year else {
      throw JournalError.invalid("\(above.year) 年与 \(here.year) 年的承诺不能上下级关联，没有改动")
    }
    let links = try LinkStore.links(knownAt: nil, in: context.transaction)
    if let other = links.first(where: { $0.from == lower.id && $0.share != nil }) {
      throw JournalError.invalid("\(lower.id) 已关联上级承诺 \(other.to)，没有改动。请先撤销那一项")
    }
    if body.assigned?.isNegative == true {
      throw JournalError.invalid("下达数不能小于 0，没有改动")
    }
    let link = CommitmentLink(
      from: lower.id, to: upper.id,
      kind: .share(.init(assigned: body.assigned, mayExceed: body.mayExceed)),
      reasons: body.reasons, act: Act(context.permit.actor, on: context.day))
    let shares = links.filter { $0.to == upper.id && $0.share != nil } + [link]
    try checkSum(ShareSum(of: upper, try shares.map { ($0, try ends.promise($0.from)) }))
    try LinkStore.write(link, seq: context.seq, in: context.transaction)
  }

  private func checkSum(_ sum: ShareSum) throws {
    guard sum.isAddable else {
      throw JournalError.invalid("两级目标的单位不同，合不成一个数，没有改动。请先核对单位")
    }
    guard let total = sum.total, let whole = sum.whole, total > whole, !body.mayExceed else {
      return
    }
    throw JournalError.invalid(
      "已关联的下级合计 \(total) \(sum.unit)，比上级目标 \(whole) 多 \(total - whole)，没有写入。确有加码的，请勾选“允许超过上级目标”")
  }
}

/// What the shares of an upper commitment come to, beside it.
package struct ShareSum: Hashable, Sendable {
  /// What the level above asks for; nil where its number cannot be divided.
  package var whole: Number?
  /// What the linked ones take over, in the unit of the whole; nil where one gives no number.
  package var total: Number?
  package var unit: String
  package var count: Int
  /// Whether all of them measure the same.
  package var isAddable: Bool

  package init(of upper: Commitment, _ lower: [(link: CommitmentLink, commitment: Commitment)]) {
    whole = upper.isDivisible ? upper.target.value : nil
    unit = upper.target.unit ?? ""
    count = lower.count
    let isNumber = upper.target.value != nil
    isAddable = lower.allSatisfy {
      !isNumber || $0.commitment.target.value == nil
        || $0.commitment.target.isAddable(to: upper.target)
    }
    let parts = lower.compactMap { link, commitment in
      (link.share?.assigned ?? commitment.target.value)
        .map { commitment.target.converted($0, toUnitOf: upper.target) }
    }
    total = whole == nil || !isAddable || parts.isEmpty ? nil : parts.reduce(.zero, +)
  }

  /// By how many per cent the shares exceed the whole; nil when they do not.
  package var excess: Number? {
    guard let whole, let total, total > whole, !whole.isZero else { return nil }
    return ((total - whole) * 100).divided(by: whole)?.rounded(toPlaces: 1, .halfUp)
  }

  /// The law in one sentence; nil where there is no number to divide.
  package var words: String? {
    guard let whole, let total else { return nil }
    let sum = "已关联 \(count) 项，合计 \(total) \(unit)，上级目标 \(whole) \(unit)"
    if let excess { return "\(sum)，层层加码 +\(excess)%" }
    if total == whole { return "\(sum)，正好分完" }
    return "\(sum)，其余 \(whole - total) \(unit)由尚未关联的承担"
  }
}
