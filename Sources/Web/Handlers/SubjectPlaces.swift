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
        relations.append(Self.relation(ledger, metric))
      }
      for rule in metric.candidates
      where rule.register == register.id && judgement.candidates.contains(rule.id) {
        if reading.mayTell(rule, row: row) { findings.append(Self.finding(rule, ledger)) }
      }
    }
  }

  private static func relation(_ ledger: Reading, _ metric: Metric) -> SubjectPage.Relation {
    .init(
      kind: "承诺", code: ledger.id, name: ledger.commitment.text,
      path: "/commitments/\(Address.encoded(ledger.id))", note: "已计入“\(metric.title)”")
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

extension RegisterReading {
  /// Whether the reader may see every fact that makes a subject a candidate: the word “已过
  /// 2000 万元” tells of the revenue as surely as the revenue itself.
  func mayTell(_ rule: CandidateRule, row: Int) -> Bool {
    rule.rule.names.compactMap { register.field($0) }.allSatisfy { !isHidden($0, row: row) }
  }
}
