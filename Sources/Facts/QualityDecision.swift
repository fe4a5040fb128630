import Foundation
package import Quantities
package import Storage

/// What somebody decided about a doubt about the data, and what it was decided on.
package struct QualityDecision: Hashable, Sendable, Codable {
  package enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// The pair is one thing, told twice.
    case same
    case different
    /// The pair's second is more money for the first, no project of its own.
    case increment
    /// One of two sources counts.
    case counts
    /// The value is odd and right.
    case explained
    /// Its keeper has been asked.
    case asked

    package var title: String {
      switch self {
      case .same: "相同"
      case .different: "不同"
      case .increment: "增资"
      case .counts: "已定取哪个"
      case .explained: "属实"
      case .asked: "已问主管单位"
      }
    }
  }

  /// Identity of the doubt.
  package var doubt: String
  package var detector: String
  package var register: String
  package var code: String
  /// The other record of a pair, the one that was recorded first.
  package var other: String?
  package var field: String
  package var period: Int64
  package var verdict: Verdict
  package var reason: String
  /// Digest of what was looked at; a doubt that rests on other values is open again.
  package var basis: String
  /// The source whose word counts, of a conflict.
  package var source: String?
  /// The ask that went to the keeper.
  package var ask: String?
  package var person: String
  package var day: Day

  package init(
    doubt: String, detector: String, register: String, code: String, other: String? = nil,
    field: String, period: Int64, verdict: Verdict, reason: String, basis: String,
    source: String? = nil, ask: String? = nil, person: String, day: Day
  ) {
    self.doubt = doubt
    self.detector = detector
    self.register = register
    self.code = code
    self.other = other
    self.field = field
    self.period = period
    self.verdict = verdict
    self.reason = reason
    self.basis = basis
    self.source = source
    self.ask = ask
    self.person = person
    self.day = day
  }
}

/// The decisions that stand, by the doubt they are about.
package struct QualityDecisions: Sendable {
  package struct Standing: Hashable, Sendable {
    package var decision: QualityDecision
    /// The entry that made it.
    package var seq: Int64
  }

  package private(set) var byDoubt: [String: Standing] = [:]

  package static let none = QualityDecisions()

  private init() {}

  /// Reads the decisions that stood at an entry, of all registers or of one.
  package init(
    register: String? = nil, knownAt: Int64? = nil, in session: any Session
  ) throws {
    try session.each(
      """
      SELECT doubt, seq, verdict, register, body FROM quality_decision
      WHERE seq <= \(knownAt ?? .max) ORDER BY doubt, seq
      """
    ) { row in
      let doubt: String = try row.get(0)
      let owner: String = try row.get(3)
      guard register == nil || register == owner else { return }
      let verdict: String? = try row.get(2)
      guard verdict != nil else {
        byDoubt[doubt] = nil
        return
      }
      byDoubt[doubt] = Standing(
        decision: try QualityDecision.read(row.get(4)), seq: try row.get(1))
    }
  }

  /// Returns the choices between sources that stood at an entry, in the order of their entries.
  ///
  /// Other decisions, of which there are many more, are not read.
  static func choices(knownAt: Int64?, in session: any Session) throws -> [Standing] {
    let limit = knownAt ?? .max
    // Goes from doubt to doubt: what was decided before about the same one is passed over unread.
    return try session.rows(
      """
      WITH RECURSIVE doubts (doubt) AS (
        SELECT MIN(doubt) FROM quality_decision
        UNION ALL
        SELECT (SELECT MIN(further.doubt) FROM quality_decision AS further
          WHERE further.doubt > doubts.doubt)
        FROM doubts WHERE doubts.doubt IS NOT NULL)
      SELECT choice.body, choice.seq FROM doubts
      JOIN quality_decision AS choice ON choice.doubt = doubts.doubt AND choice.seq = (
        SELECT MAX(newest.seq) FROM quality_decision AS newest
        WHERE newest.doubt = doubts.doubt AND newest.seq <= \(limit))
      WHERE choice.verdict = \(QualityDecision.Verdict.counts.rawValue)
      ORDER BY choice.seq
      """
    ).map { Standing(decision: try QualityDecision.read($0.get(0)), seq: try $0.get(1)) }
  }

  /// Returns the facts of which another version may count since an entry, because somebody chose
  /// between sources or took a choice back.
  static func cells(
    of register: String, region: String, after seq: Int64, upTo head: Int64, in session: any Session
  ) throws -> [(field: String, subject: Subject.ID)] {
    try session.rows(
      """
      SELECT body FROM quality_decision
      WHERE seq > \(seq) AND seq <= \(head) AND register = \(register)
      """
    ).compactMap { row in
      let decision = try QualityDecision.read(row.get(0))
      guard decision.other == nil,
        let subject = try FactStore.subject(
          register: register, region: region, code: decision.code, in: session)
      else { return nil }
      return (decision.field, subject)
    }
  }

  /// The pairs of a register that are one thing, and those of which one is more money for the other.
  package func pairs(of register: String) -> DecidedPairs {
    var pairs = DecidedPairs()
    for standing in byDoubt.values.sorted(by: { $0.seq < $1.seq })
    where standing.decision.register == register {
      guard let other = standing.decision.other else { continue }
      let pair = DecidedPairs.Pair(first: other, second: standing.decision.code)
      switch standing.decision.verdict {
      case .same: pairs.same.append(pair)
      case .increment: pairs.increments.append(pair)
      case .different, .counts, .explained, .asked: continue
      }
    }
    return pairs
  }
}

extension QualityDecision {
  /// Reads the body of a row.
  fileprivate static func read(_ text: String) throws -> QualityDecision {
    try JSONDecoder().decode(QualityDecision.self, from: Data(text.utf8))
  }
}
