import Definitions
package import Storage

/// Decides which of several versions of one fact counts.
///
/// A source's later word takes the place of its earlier one. Between sources the better evidence
/// counts, then the unit that keeps the field, then the later word: what a firm says of itself does
/// not push out what an office has confirmed.
package struct Precedence: Sendable {
  /// Unit, or post where it has none, that wrote each entry.
  private let sources: [Int64: String]

  package init(in session: any Session) throws {
    let units = try Self.units(in: session)
    var sources: [Int64: String] = [:]
    try session.each("SELECT seq, post FROM journal") { row in
      let (seq, post): (Int64, String) = (try row.get("seq"), try row.get("post"))
      sources[seq] = units[post]?.last { $0.since <= seq }?.unit ?? post
    }
    self.sources = sources
  }

  /// Returns the source of an entry.
  func source(of seq: Int64) -> String { sources[seq] ?? "" }

  /// Returns the place of the version that counts among versions in the order of their entries, or
  /// nil when every source has taken its word back.
  package func counting<Version>(
    among versions: [Version], keeper: String, seq: (Version) -> Int64,
    evidence: (Version) -> Int, isWithdrawn: (Version) -> Bool
  ) -> Int? {
    guard versions.count > 1 else {
      return versions.first.map(isWithdrawn) == false ? 0 : nil
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

  /// The units that each post has belonged to, each from an entry on.
  ///
  /// An entry speaks for the unit of its post at that time: a post that moves to another unit later
  /// changes nothing that was known before.
  private static func units(
    in session: any Session
  ) throws -> [String: [(since: Int64, unit: String)]] {
    var units: [String: [(since: Int64, unit: String)]] = [:]
    try session.each("SELECT id, seq, unit FROM post ORDER BY id, seq") { row in
      units[try row.get("id"), default: []].append((try row.get("seq"), try row.get("unit")))
    }
    return units
  }
}
