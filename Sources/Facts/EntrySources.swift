import Storage

/// The unit, or the post where it has none, that wrote each entry.
///
/// A journal grows for years, and who wrote an entry matters only where versions of one fact meet:
/// an entry is looked up when it is first asked about.
struct EntrySources: Sendable {
  /// The place of the source of each entry that was learned.
  private var entries: [Int64: Int32] = [:]
  /// Each source once.
  private var names: [String] = []
  private var places: [String: Int32] = [:]
  /// The units that each post has belonged to, each from an entry on.
  private let units: [String: [(since: Int64, unit: String)]]

  init(in session: any Session) throws {
    units = try Self.units(in: session)
  }

  /// Looks up those of some entries that are not known yet.
  mutating func learn(_ wanted: some Sequence<Int64>, in session: any Session) throws {
    let unknown = Set(wanted.filter { entries[$0] == nil }).sorted()
    guard let first = unknown.first, let last = unknown.last else { return }
    guard last - first > Int64(unknown.count) * 8 else {
      return try take(
        "SELECT seq, post FROM journal WHERE seq BETWEEN \(first) AND \(last)", session)
    }
    var rest = unknown[...]
    while !rest.isEmpty {
      let (some, size) = (rest.prefix(Self.most), Self.size(for: rest.count))
      let padding = repeatElement(some[some.startIndex], count: size - some.count)
      let list = SQL.joined((some + padding).map { "\($0)" })
      try take("SELECT seq, post FROM journal WHERE seq IN (\(list))", session)
      rest = rest.dropFirst(some.count)
    }
  }

  /// Entries of one question.
  private static let most = 256

  /// How many entries a question names: few sizes, so that few statements are prepared.
  private static func size(for count: Int) -> Int {
    [1, 4, 16, 64].first { $0 >= count } ?? most
  }

  private mutating func take(_ question: SQL, _ session: any Session) throws {
    try session.each(question) { row in
      let seq: Int64 = try row.get(0)
      entries[seq] = place(of: source(of: seq, by: try row.get(1)))
    }
  }

  /// The source of an entry that was learned; empty for one that the journal does not hold.
  subscript(seq: Int64) -> String { entries[seq].map { names[Int($0)] } ?? "" }

  /// Returns the source of an entry that a post wrote.
  ///
  /// An entry speaks for the unit of its post at that time: a post that moves to another unit later
  /// changes nothing that was known before.
  func source(of seq: Int64, by post: String) -> String {
    units[post]?.last { $0.since <= seq }?.unit ?? post
  }

  private mutating func place(of source: String) -> Int32 {
    if let place = places[source] { return place }
    let place = Int32(names.count)
    names.append(source)
    places[source] = place
    return place
  }

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
