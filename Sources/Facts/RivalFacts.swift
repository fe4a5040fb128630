package import Definitions
package import Quantities
package import Storage

/// One fact with everything that its sources say of it, each source's last word.
package struct RivalFacts: Hashable, Sendable {
  /// What one source says: a unit of the government, or a firm of itself.
  package struct Claim: Hashable, Sendable {
    package var source: String
    package var post: String
    package var day: String
    package var seq: Int64
    package var value: StoredValue
    package var evidence: Evidence
  }

  package var code: String
  package var field: Field
  package var period: Period?
  /// In the order in which they were written; at least two.
  package var claims: [Claim]
  /// The source that somebody chose after the last of them; nil while nobody has.
  package var chosen: String?
}

extension RivalFacts {
  /// The claim that counts: the one that was chosen, otherwise the best evidence, then the unit that
  /// keeps the field, then the latest.
  package var counting: Claim? {
    if let chosen, let claim = claims.last(where: { $0.source == chosen }) { return claim }
    return claims.max { left, right in
      (left.evidence.rawValue, left.source == field.keeper ? 1 : 0, left.seq)
        < (right.evidence.rawValue, right.source == field.keeper ? 1 : 0, right.seq)
    }
  }

  /// Returns the facts of a register of which more than one source has spoken.
  package static func read(
    of register: Register, region: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> [RivalFacts] {
    let head = try knownAt ?? FactStore.head(in: session)
    let precedence = try Precedence(knownAt: head, in: session)
    let keys = Dictionary(
      uniqueKeysWithValues: try FactStore.fields(of: register.id, in: session).map {
        ($0.value, $0.key)
      })
    var rivals: [RivalFacts] = []
    var last: (field: Int64, period: Int64, subject: Int64)?
    try session.each(
      """
      SELECT fact.field_id, fact.period, fact.subject_id, fact.seq, fact.number, fact.text,
        fact.evidence, subject.code, journal.post, journal.day
      FROM (
        SELECT field_id, period, subject_id FROM fact WHERE seq <= \(head)
        GROUP BY field_id, period, subject_id HAVING COUNT(*) > 1
      ) AS told
      JOIN fact ON fact.field_id = told.field_id AND fact.period = told.period
        AND fact.subject_id = told.subject_id AND fact.seq <= \(head)
      JOIN subject ON subject.id = fact.subject_id
      JOIN journal ON journal.seq = fact.seq
      WHERE subject.register = \(register.id) AND subject.region = \(region)
      ORDER BY fact.field_id, fact.period, fact.subject_id, fact.seq
      """
    ) { row in
      let place: (Int64, Int64, Int64) = (try row.get(0), try row.get(1), try row.get(2))
      guard let field = keys[place.0].flatMap({ register.field($0) }) else { return }
      let grade: Int64 = try row.get(6)
      let post: String = try row.get(8)
      let seq: Int64 = try row.get(3)
      let claim = Claim(
        source: precedence.source(of: seq, by: post), post: post, day: try row.get(9), seq: seq,
        value: StoredValue(number: try row.get(4), text: try row.get(5)),
        evidence: Evidence(rawValue: Int(grade)) ?? .none)
      if let last, last == place, let open = rivals.indices.last {
        rivals[open].add(claim)
      } else {
        let period = place.1 == 0 ? nil : Period(code: place.1)
        rivals.append(
          RivalFacts(code: try row.get(7), field: field, period: period, claims: [claim]))
      }
      rivals[rivals.count - 1].chosen = precedence.chosenSource(
        at: .init(field: place.0, period: place.1, subject: place.2), lastWord: seq)
      last = place
    }
    return rivals.compactMap(\.settled)
  }

  /// A source's later word takes the place of its earlier one.
  private mutating func add(_ claim: Claim) {
    claims.removeAll { $0.source == claim.source }
    claims.append(claim)
  }

  /// Without what was taken back; nil when fewer than two sources are left.
  private var settled: RivalFacts? {
    var settled = self
    settled.claims.removeAll { $0.value.isWithdrawn }
    return settled.claims.count > 1 ? settled : nil
  }
}
