import Definitions
package import Storage

/// Decides which of several versions of one fact counts.
///
/// A source's later word takes the place of its earlier one. Between sources the better evidence
/// counts, then the unit that keeps the field, then the later word: what a firm says of itself does
/// not push out what an office has confirmed.
package struct Precedence: Sendable {
  /// The sources of the entries that have spoken in a dispute.
  private var sources: EntrySources
  /// The source that somebody chose for a fact, with the entry of the choice.
  private let chosen: [Place: (source: String, seq: Int64)]

  /// One fact: field, period and subject by their numbers.
  package struct Place: Hashable, Sendable {
    package var field: Int64
    package var period: Int64
    package var subject: Int64

    package init(field: Int64, period: Int64, subject: Int64) {
      self.field = field
      self.period = period
      self.subject = subject
    }
  }

  /// Reads what was chosen; who wrote which entry is learned when versions meet.
  package init(knownAt: Int64? = nil, in session: any Session) throws {
    sources = try EntrySources(in: session)
    chosen = try Self.chosen(knownAt: knownAt, in: session)
  }

  /// A precedence between versions that are known already and outlive the session.
  package init(
    among versions: [FactVersion], knownAt: Int64? = nil, in session: any Session
  ) throws {
    try self.init(knownAt: knownAt, in: session)
    try learn(versions.map(\.seq), in: session)
  }

  private static func chosen(
    knownAt: Int64?, in session: any Session
  ) throws -> [Place: (source: String, seq: Int64)] {
    var chosen: [Place: (source: String, seq: Int64)] = [:]
    for standing in try QualityDecisions.choices(knownAt: knownAt, in: session) {
      let decision = standing.decision
      guard let source = decision.source else { continue }
      for row in try session.rows(
        """
        SELECT field.id, subject.id FROM field JOIN subject ON subject.register = field.register
        WHERE field.register = \(decision.register) AND field.key = \(decision.field)
          AND subject.code = \(decision.code)
        """)
      {
        let place = Place(field: try row.get(0), period: decision.period, subject: try row.get(1))
        chosen[place] = (source, standing.seq)
      }
    }
    return chosen
  }

  /// Finds out who wrote some entries, before versions of theirs are weighed.
  mutating func learn(_ entries: some Sequence<Int64>, in session: any Session) throws {
    try sources.learn(entries, in: session)
  }

  /// Finds out who wrote those versions of a block that meet others of the same fact.
  ///
  /// The columns are those of `FieldRun.columns`, sorted by period, subject and entry; `last` is the
  /// version before the first.
  mutating func learn(
    _ block: RowBlock, after last: (place: Place, seq: Int64)?, in session: any Session
  ) throws {
    let (subject, seq) = (RowBlock.capacity, RowBlock.capacity * 4)
    var entries: [Int64] = []
    var before = last.map { (period: $0.place.period, subject: $0.place.subject, seq: $0.seq) }
    var isMet = false
    for row in 0..<block.count {
      let next = (
        period: block.numbers[row], subject: block.numbers[subject + row],
        seq: block.numbers[seq + row]
      )
      if let before, before.subject == next.subject, before.period == next.period {
        if !isMet { entries.append(before.seq) }
        entries.append(next.seq)
        isMet = true
      } else {
        isMet = false
      }
      before = next
    }
    try learn(entries, in: session)
  }

  /// Returns what stands of a fact when the word of an entry is taken back: what its source had said
  /// before, withdrawn where that is nothing; nil where the source has spoken since.
  package mutating func takingBack(
    _ entry: Int64, of versions: [FactVersion], in session: any Session
  ) throws -> FactVersion? {
    guard let place = versions.lastIndex(where: { $0.seq == entry }) else { return nil }
    var restored = versions[place]
    restored.value = .withdrawn
    guard versions.count > 1 else { return restored }
    try learn(versions.map(\.seq), in: session)
    let own = source(of: entry)
    guard versions[(place + 1)...].allSatisfy({ source(of: $0.seq) != own }) else { return nil }
    return versions[..<place].last { source(of: $0.seq) == own } ?? restored
  }

  /// Returns the source of an entry that was learned.
  func source(of seq: Int64) -> String { sources[seq] }

  /// Returns the source of an entry whose post is known.
  func source(of seq: Int64, by post: String) -> String { sources.source(of: seq, by: post) }

  /// Returns the place of the version that counts among versions in the order of their entries, or
  /// nil when every source has taken its word back.
  ///
  /// What somebody chose counts until one of the sources says something new.
  package func counting<Version>(
    among versions: [Version], at spot: Place? = nil, keeper: String, seq: (Version) -> Int64,
    evidence: (Version) -> Int, isWithdrawn: (Version) -> Bool
  ) -> Int? {
    guard versions.count > 1 else {
      return versions.first.map(isWithdrawn) == false ? 0 : nil
    }
    if let place = chosen(among: versions, at: spot, seq: seq, isWithdrawn: isWithdrawn) {
      return place
    }
    var seen: [String] = []
    var best: (place: Int, rank: (Int, Int))?
    for place in versions.indices.reversed() {
      let version = versions[place]
      let source = source(of: seq(version))
      guard !seen.contains(source) else { continue }
      seen.append(source)
      guard !isWithdrawn(version) else { continue }
      let rank = (evidence(version), source == keeper ? 1 : 0)
      // The later ones come first, so that an equal one does not replace them.
      if let best, rank <= best.rank { continue }
      best = (place, rank)
    }
    return best?.place
  }

  private func chosen<Version>(
    among versions: [Version], at spot: Place?, seq: (Version) -> Int64,
    isWithdrawn: (Version) -> Bool
  ) -> Int? {
    guard !chosen.isEmpty, let spot, let choice = chosen[spot], let last = versions.last,
      seq(last) < choice.seq,
      let place = versions.lastIndex(where: { source(of: seq($0)) == choice.source }),
      !isWithdrawn(versions[place])
    else { return nil }
    return place
  }

  /// Returns the source that was chosen for a fact after its last word; nil when none was.
  func chosenSource(at spot: Place, lastWord seq: Int64) -> String? {
    chosen[spot].flatMap { seq < $0.seq ? $0.source : nil }
  }
}
