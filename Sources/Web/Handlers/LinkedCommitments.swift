import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// The commitments of other years and levels that one is linked with, as its page shows them.
struct LinkedCommitments: Sendable {
  private let desk: DeskVisit
  private let commitment: Commitment
  private let links: [CommitmentLink]
  private let items: [Commitment.ID: Commitment]
  private let reports: [Report.ID: Report]
  private let readings: [Commitment.ID: Reading]

  init(_ desk: DeskVisit, _ commitment: Commitment) async throws {
    self.desk = desk
    self.commitment = commitment
    let (code, knownAt, day) = (commitment.id, desk.asOf.knownAt, desk.asOf.day)
    let found = try await desk.site.database.read { session in
      let all = try LinkStore.links(knownAt: knownAt, in: session)
      let own = all.filter { $0.from == code || $0.to == code }
      guard !own.isEmpty else { return ([], [:], [:]) as Found }
      // What stands beside it under the same upper commitment belongs to the same sum.
      let uppers = Set(own.filter { $0.share != nil }.map(\.to))
      let links = all.filter { own.contains($0) || ($0.share != nil && uppers.contains($0.to)) }
      let codes = Set(links.flatMap { [$0.from, $0.to] })
      let items = try LedgerStore.items(knownAt: knownAt, in: session).map(\.commitment)
        .filter { codes.contains($0.id) && $0.isPromise }.map { $0.standing(on: day) }
      let reports = try LedgerStore.reports(knownAt: knownAt, in: session)
      return (
        links, Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
        Dictionary(reports.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      )
    }
    (links, items, reports) = found
    let relatives = Set(own(found.0).flatMap { [$0.from, $0.to] }).subtracting([code])
    readings = try await desk.site.ledger.readings(of: relatives, asOf: desk.asOf)

    func own(_ links: [CommitmentLink]) -> [CommitmentLink] {
      links.filter { $0.from == code || $0.to == code }
    }
  }

  private typealias Found = (
    [CommitmentLink], [Commitment.ID: Commitment], [Report.ID: Report]
  )

  var relatives: CommitmentPage.Relatives? {
    let own = links.filter { $0.from == commitment.id || $0.to == commitment.id }
    guard !own.isEmpty else { return nil }
    let rows = own.map(row)
    return .init(rows: rows.compactMap(\.self), sums: sums, hidden: rows.count { $0 == nil })
  }

  /// Nil where the reader may not see it.
  private func row(_ link: CommitmentLink) -> CommitmentPage.Relative? {
    let other = link.from == commitment.id ? link.to : link.from
    let isUp = link.from == commitment.id
    let relation = link.share == nil ? (isUp ? "上年" : "下年") : (isUp ? "上级" : "下级")
    guard let item = items[other] else {
      // The report that no longer speaks of it.
      return .init(
        relation: relation, code: other, path: "/reports/\(Address.encoded(other))",
        text: reports[other]?.title ?? other, target: "—", reading: "—", note: note(link),
        beside: beside(link))
    }
    let isForeign = reports[item.report]?.place != nil
    guard desk.may(item) || (isForeign && desk.may(Permissions.readReports)) else { return nil }
    return .init(
      relation: relation, code: other,
      path: desk.may(item) ? "/commitments/\(Address.encoded(other))" : nil, text: text(item),
      target: item.target.title,
      reading: readings[other].map(ReportPairReading.words) ?? "数据不足", note: note(link),
      beside: beside(link))
  }

  private func text(_ item: Commitment) -> String {
    guard let place = reports[item.report]?.place else { return item.text }
    return "\(place.name)：\(item.text)"
  }

  private func note(_ link: CommitmentLink) -> String {
    let by = "\(link.act.name) \(link.act.day) 确认"
    if let year = link.succession {
      let missing = year.remainder.map { "，还差 \(ReadingFigures.text($0))\(year.unit ?? "")" } ?? ""
      return "\(year.change.title(ofKind: commitment.kind))\(missing)；\(by)"
    }
    guard let assigned = link.share?.assigned, let lower = items[link.from] else { return by }
    let unit = lower.target.unit ?? ""
    guard let own = lower.target.value, own != assigned, !assigned.isZero else {
      return "下达数 \(assigned)\(unit)；\(by)"
    }
    let difference =
      own > assigned
      ? "加码 +\((((own - assigned) * 100).divided(by: assigned) ?? .zero).rounded(toPlaces: 1, .halfUp))%"
      : "比下达数少 \(assigned - own)\(unit)"
    return "下达数 \(assigned)\(unit)，\(difference)；\(by)"
  }

  /// The sums that it is a part of, and the one that it is the whole of.
  private var sums: [String] {
    Set(links.filter { $0.share != nil }.map(\.to)).sorted().compactMap { code in
      guard let upper = items[code] else { return nil }
      let lower = links.filter { $0.to == code && $0.share != nil }.compactMap { link in
        items[link.from].map { (link, $0) }
      }
      return ShareSum(of: upper, lower).words.map { "\(code) \($0)" }
    }
  }

  private func beside(_ link: CommitmentLink) -> String? {
    guard desk.may(Permissions.readReports) else { return nil }
    let from = items[link.from]?.report ?? link.from
    guard let to = items[link.to]?.report, from != to else { return nil }
    return "/reports/\(Address.encoded(from))/beside/\(Address.encoded(to))"
  }
}
