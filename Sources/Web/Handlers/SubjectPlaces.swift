import Definitions
import Facts
import Feel
import Ledgers

/// Where a subject stands in the ledger: commitments that count it, and those it might still serve.
struct SubjectPlaces: Sendable {
  private(set) var relations: [SubjectPage.Relation] = []
  private(set) var findings: [SubjectPage.Finding] = []

  /// Judges the subject by every metric; what counts is decided by all facts, what is told by those
  /// that the reader may see.
  init(_ reading: RegisterReading, row: Int) async throws {
    let desk = reading.desk
    let register = reading.register
    let code = reading.snapshot.codes[row]
    let full = try await desk.site.snapshots.snapshot(of: register, asOf: desk.asOf)
    guard let place = full.row(code: code) else { return }
    for ledger in try await desk.readings() where desk.may(ledger.commitment) {
      guard let metric = desk.site.ledger.metric(of: ledger.commitment) else { continue }
      let judgement = metric.judge(from: ledger.from, day: ledger.day, of: register) {
        full.value($0, row: place)
      }
      if judgement.counts == true, metric.measure.registers.contains(register.id) {
        relations.append(
          Self.relation(ledger, metric, why: reading.grounds(of: metric, row: row)))
      }
      for rule in metric.candidates
      where rule.register == register.id && judgement.candidates.contains(rule.id) {
        if reading.mayTell(rule, row: row) { findings.append(Self.finding(rule, ledger)) }
      }
    }
  }

  private static func relation(
    _ ledger: Reading, _ metric: Metric, why: String
  ) -> SubjectPage.Relation {
    .init(
      kind: "承诺", code: ledger.id, name: ledger.commitment.text,
      path: "/commitments/\(Address.encoded(ledger.id))", note: "已计入“\(metric.title)”" + why)
  }

  private static func finding(
    _ rule: CandidateRule, _ ledger: Reading
  ) -> SubjectPage.Finding {
    .init(
      title: rule.title,
      reasons: [rule.because, "关系到 \(ledger.id) \(ledger.commitment.text)"],
      path: "/commitments/\(Address.encoded(ledger.id))")
  }
}

extension Metric {
  /// Fields that decide whether a subject counts.
  fileprivate var deciding: [String] {
    switch measure {
    case .count(_, let filter, let on): (filter?.names ?? []) + [on].compactMap(\.self)
    case .sum(_, let filter, let key): (filter?.names ?? []) + [key]
    case .share(_, let numerator, let denominator): (denominator?.names ?? []) + numerator.names
    case .milestone(_, let filter, let on): (filter?.names ?? []) + [on]
    case .series, .difference, .growth, .unavailable: []
    }
  }
}

extension RegisterReading {
  /// The facts for which a metric counts a subject, those that the reader may see.
  fileprivate func grounds(of metric: Metric, row: Int) -> String {
    let fields = metric.deciding.compactMap { register.field($0) }
    var told: [String] = []
    for field in fields where !isHidden(field, row: row) {
      guard let value = snapshot.value(field.key, row: row) else { continue }
      let ground = "\(field.label) \(words.text(value, of: field))"
      if !told.contains(ground) { told.append(ground) }
    }
    return told.isEmpty ? "" : "：" + told.joined(separator: "，")
  }

  /// Whether the reader may see every fact that makes a subject a candidate: the word “已过
  /// 2000 万元” tells of the revenue as surely as the revenue itself.
  func mayTell(_ rule: CandidateRule, row: Int) -> Bool {
    rule.rule.names.compactMap { register.field($0) }.allSatisfy { !isHidden($0, row: row) }
  }
}
