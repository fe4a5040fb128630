import Commands
import Facts
import Findings
import Ledgers

/// Where a subject stands in the ledger: commitments that count it, and those it might still serve.
struct SubjectPlaces: Sendable {
  private(set) var relations: [SubjectPage.Relation] = []
  private(set) var findings: [SubjectPage.Finding] = []

  init(_ desk: DeskVisit, register: String, code: String) async throws {
    let ledger = desk.site.ledger
    for reading in try await desk.readings() where desk.may(reading.commitment) {
      let metric = ledger.metric(of: reading.commitment)
      guard let metric, metric.reads(register) else { continue }
      let explanation = try await ledger.explanation(
        of: reading.id, asOf: desk.asOf, visibility: desk.visibility)
      guard let explanation else { continue }
      add(explanation, register: register, code: code)
    }
  }

  private mutating func add(_ explanation: ReadingExplanation, register: String, code: String) {
    let reading = explanation.reading
    let path = "/commitments/\(Address.encoded(reading.id))"
    for item in reading.measurement.counted where item.register == register && item.code == code {
      relations.append(
        .init(
          kind: "承诺", code: reading.id, name: reading.commitment.text, path: path,
          note: "已计入：\(item.reasons.joined(separator: "；"))"))
    }
    for finding in explanation.candidates
    where finding.register == register && finding.code == code {
      let serves = "关系到 \(reading.id) \(reading.commitment.text)"
      findings.append(
        .init(
          title: finding.title,
          reasons: [finding.because] + finding.reached + finding.wanting + [serves], path: path))
    }
  }
}
