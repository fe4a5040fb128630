import Definitions
import Facts
import Quantities
import Storage

/// Every name and code of one register, past and present, laid end to end for looking through.
///
/// Looking through two megabytes of names takes a few milliseconds, finds one and two characters
/// as well as ten, and gives the same answer whatever the store is.
struct NameIndex: Sendable {
  /// A name or a code of a subject, and since when it was known and valid.
  struct Entry: Sendable {
    var subject: Subject.ID
    var isCode: Bool
    var text: String
    /// Entry of the journal that wrote it.
    var seq: Int64
    /// First day on which it held; nil for what always held.
    var from: Day?
    /// Entry that corrected it or took it back: from then on it is no former name but a mistake.
    var until: Int64?
    fileprivate var start = 0
    fileprivate var firstLetter = 0
    fileprivate var letters = 0
  }

  /// Head of the journal up to which it is complete.
  private(set) var head: Int64 = 0
  private(set) var entries: [Entry] = []
  private var bytes: [UInt8] = []
  private var letters: [PinyinInitials.Letters] = []
  private var initials = PinyinInitials()
  /// The last entry of each subject and period of a name.
  private var places: [Place: Int] = [:]

  private struct Place: Hashable {
    var subject: Subject.ID
    var period: Int64
  }

  /// Adds what was written since.
  mutating func bringForward(_ register: Register, region: String, in session: any Session) throws {
    let now = try FactStore.head(in: session)
    guard now > head else { return }
    try session.each(
      """
      SELECT id, code, seq FROM subject
      WHERE register = \(register.id) AND region = \(region) AND seq > \(head) AND seq <= \(now)
      ORDER BY id
      """
    ) { row in
      add(Entry(subject: try row.get(0), isCode: true, text: try row.get(1), seq: try row.get(2)))
    }
    try addNames(of: register, region: region, upTo: now, in: session)
    head = now
  }

  private mutating func addNames(
    of register: Register, region: String, upTo now: Int64, in session: any Session
  ) throws {
    guard let name = register.nameField,
      let field = try FactStore.field(name, of: register.id, in: session)
    else { return }
    try session.each(
      """
      SELECT fact.subject_id, fact.period, fact.seq, fact.text FROM fact
      JOIN subject ON subject.id = fact.subject_id
      WHERE fact.field_id = \(field) AND fact.seq > \(head) AND fact.seq <= \(now)
        AND subject.region = \(region)
      ORDER BY fact.subject_id, fact.period, fact.seq
      """
    ) { row in
      let place = Place(subject: try row.get(0), period: try row.get(1))
      let seq: Int64 = try row.get(2)
      if let earlier = places[place] { entries[earlier].until = seq }
      guard let written: String = try row.get(3) else { return }
      places[place] = entries.count
      add(
        Entry(
          subject: place.subject, isCode: false, text: written, seq: seq,
          from: place.period == 0 ? nil : Period(code: place.period)?.first))
    }
  }

  private mutating func add(_ entry: Entry) {
    var entry = entry
    let folded = SearchText.folded(entry.text)
    entry.start = bytes.count
    bytes.append(contentsOf: folded.utf8)
    // A byte that occurs in no text keeps one name from running into the next.
    bytes.append(0xFF)
    entry.firstLetter = letters.count
    if !entry.isCode { letters.append(contentsOf: initials.letters(of: folded)) }
    entry.letters = letters.count - entry.firstLetter
    entries.append(entry)
  }

  /// How well an entry fits what was typed, the best first.
  enum Fit: Int, Comparable, Sendable {
    case whole, start, part, initialsWhole, initialsStart, initialsPart

    static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }
  }

  /// Calls with every entry that contains the folded text or its letters as first letters.
  func each(matching text: String, _ body: (Entry, Fit) -> Void) {
    let wanted = Array(text.utf8)
    guard !wanted.isEmpty else { return }
    let typed = PinyinInitials.typed(text)
    bytes.withUnsafeBufferPointer { bytes in
      letters.withUnsafeBufferPointer { letters in
        for (index, entry) in entries.enumerated() {
          let end = index + 1 < entries.count ? entries[index + 1].start - 1 : bytes.count - 1
          if let place = Self.place(of: wanted, in: bytes, from: entry.start, to: end) {
            let isWhole = end - entry.start == wanted.count
            body(entry, isWhole ? .whole : place == entry.start ? .start : .part)
          } else if let typed, entry.letters >= typed.count,
            let place = Self.place(of: typed, in: letters, entry)
          {
            let isWhole = entry.letters == typed.count
            body(entry, isWhole ? .initialsWhole : place == 0 ? .initialsStart : .initialsPart)
          }
        }
      }
    }
  }

  private static func place(
    of wanted: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    var place = start
    while place + wanted.count <= end {
      var length = 0
      while length < wanted.count, bytes[place + length] == wanted[length] { length += 1 }
      if length == wanted.count { return place }
      place += 1
    }
    return nil
  }

  private static func place(
    of typed: [PinyinInitials.Letters], in letters: UnsafeBufferPointer<PinyinInitials.Letters>,
    _ entry: Entry
  ) -> Int? {
    for start in 0...(entry.letters - typed.count) {
      var length = 0
      while length < typed.count,
        letters[entry.firstLetter + start + length] & typed[length] != 0
      { length += 1 }
      if length == typed.count { return start }
    }
    return nil
  }
}
