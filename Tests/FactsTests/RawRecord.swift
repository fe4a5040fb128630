import Definitions
import Facts
import Quantities
import Storage

/// The rows of the journal, the posts and the facts as they lie in the store, and a plain telling of
/// what they say on a day as known at an entry.
///
/// It reads no snapshot and asks no rule of the program's: every view is worked out from all rows by
/// itself, slowly.
struct RawRecord {
  struct Row {
    var subject: Int64
    var field: String
    var period: Int64
    var seq: Int64
    var number: Int64?
    var text: String?
    var evidence: Int
    /// The unit, or the post where it has none, that wrote the row.
    var source: String
    var isEmpty: Bool { number == nil && text == nil }
  }

  /// A cell of a view: the value as stored, its grade, its period.
  struct Told: Equatable {
    var number: Int64?
    var text: String?
    var evidence: Int
    var period: Int64
    /// The last day on which it was found unchanged; 0 when it never was.
    var confirmed: Int64
  }

  /// A row of confirmations: what an entry found unchanged, or which entry it takes back.
  struct Confirmed {
    var field: String
    var period: Int64
    var seq: Int64
    var subjects: Set<Int64>
    var takenBack: Int64?
  }

  /// Rows of facts by subject and field.
  private var rows: [Int64: [String: [Row]]] = [:]
  private var confirmed: [Confirmed] = []
  /// The subjects of the region, each with the entry that brought it and the day of that entry.
  private(set) var subjects: [(id: Int64, code: String, seq: Int64, day: String)] = []
  private(set) var head: Int64 = 0

  init(_ register: Register, region: String, in session: any Session) throws {
    var posts: [(id: String, seq: Int64, unit: String)] = []
    for row in try session.rows("SELECT id, seq, unit FROM post") {
      posts.append((try row.get(0), try row.get(1), try row.get(2)))
    }
    var sources: [Int64: String] = [:]
    for row in try session.rows("SELECT seq, post FROM journal") {
      let (seq, post): (Int64, String) = (try row.get(0), try row.get(1))
      let then = posts.filter { $0.id == post && $0.seq <= seq }.max { $0.seq < $1.seq }
      sources[seq] = then?.unit ?? post
      head = max(head, seq)
    }
    for row in try session.rows(
      """
      SELECT subject.id, code, subject.seq, journal.day FROM subject
      JOIN journal ON journal.seq = subject.seq
      WHERE register = \(register.id) AND region = \(region)
      """)
    {
      subjects.append((try row.get(0), try row.get(1), try row.get(2), try row.get(3)))
    }
    for row in try session.rows(
      """
      SELECT field.key, period, confirmation.seq, subjects, taken_back FROM confirmation
      JOIN field ON field.id = confirmation.field_id WHERE field.register = \(register.id)
      """)
    {
      var told: Set<Int64> = []
      let packed: [UInt8]? = try row.get(3)
      packed.flatMap(SubjectSet.init(packed:))?.each { told.insert($0) }
      confirmed.append(
        Confirmed(
          field: try row.get(0), period: try row.get(1), seq: try row.get(2), subjects: told,
          takenBack: try row.get(4)))
    }
    for row in try session.rows(
      """
      SELECT fact.subject_id, field.key, fact.period, fact.seq, fact.number, fact.text,
        fact.evidence
      FROM fact JOIN field ON field.id = fact.field_id WHERE field.register = \(register.id)
      """)
    {
      let seq: Int64 = try row.get(3)
      let told = Row(
        subject: try row.get(0), field: try row.get(1), period: try row.get(2), seq: seq,
        number: try row.get(4), text: try row.get(5), evidence: try row.get(6),
        source: sources[seq] ?? "")
      rows[told.subject, default: [:]][told.field, default: []].append(told)
    }
  }

  /// What counts for one period: each source's last word; of those that stand the best evidence,
  /// then the keeper's, then the latest.
  func counting(_ field: Field, _ subject: Int64, _ period: Int64, knownAt: Int64) -> Row? {
    var last: [String: Row] = [:]
    for row in rows[subject]?[field.key] ?? [] where row.period == period && row.seq <= knownAt {
      if let known = last[row.source], known.seq > row.seq { continue }
      last[row.source] = row
    }
    return last.values.filter { !$0.isEmpty }.sorted { left, right in
      if left.evidence != right.evidence { return left.evidence > right.evidence }
      let (isLeft, isRight) = (left.source == field.keeper, right.source == field.keeper)
      if isLeft != isRight { return isLeft }
      return left.seq > right.seq
    }.first
  }

  /// The periods of a field that a view may speak of, with what counts for each.
  func periods(
    _ field: Field, _ subject: Int64, on day: String, knownAt: Int64
  ) -> [Int64: Row] {
    let codes = Set((rows[subject]?[field.key] ?? []).map(\.period))
    var told: [Int64: Row] = [:]
    for code in codes where isOver(code, field, by: day) {
      told[code] = counting(field, subject, code, knownAt: knownAt)
    }
    return told
  }

  func cell(_ field: Field, _ subject: Int64, on day: String, knownAt: Int64) -> Told? {
    periods(field, subject, on: day, knownAt: knownAt).max { $0.key < $1.key }.map { period, row in
      Told(
        number: row.number, text: row.text, evidence: row.evidence, period: period,
        confirmed: confirmed(field, row, on: day, knownAt: knownAt))
    }
  }

  /// A state is as fresh as the last day of which an entry found it unchanged, after it was told;
  /// an entry that takes another back takes back what that one found.
  private func confirmed(
    _ field: Field, _ row: Row, on day: String, knownAt: Int64
  ) -> Int64 {
    guard field.time == .state else { return 0 }
    let known = confirmed.filter { $0.field == field.key && $0.seq <= knownAt }
    return known.filter { told in
      told.subjects.contains(row.subject) && told.seq > row.seq && told.period >= row.period
        && isOver(told.period, field, by: day)
        && !known.contains { $0.takenBack == told.seq && $0.period == told.period }
    }.map(\.period).max() ?? 0
  }

  /// Whether a subject is there on a day: it has begun by then, as far as that is known, or was
  /// entered by then.
  func isThere(
    _ register: Register, _ subject: Int64, entered: String, on day: String, knownAt: Int64
  ) -> Bool {
    guard let field = register.begins.flatMap({ register.field($0) }),
      let begins = counting(field, subject, 0, knownAt: knownAt)?.number
    else { return true }
    return Day(number: Int32(begins)).description <= day || entered <= day
  }

  /// Whether a state has begun, or a period has ended, by a day; told from the digits of the code.
  private func isOver(_ code: Int64, _ field: Field, by day: String) -> Bool {
    if code == 0 { return true }
    let (year, month, first) = (code / 100_000, code / 1_000 % 100, code / 10 % 100)
    let now = Int64(day.filter { $0 != "-" }) ?? 0
    if code % 10 == 1 { return code / 10 <= now }
    let months: Int64 = [2: 1, 3: 3, 4: 6, 5: 12][code % 10] ?? 1
    precondition(first == 1)
    // The day after the period is the first of the month so many months later.
    let next = year * 12 + month - 1 + months
    return (next / 12 * 100 + next % 12 + 1) * 100 + 1 <= Self.following(day)
  }

  /// The day after a day, as digits; the days of the test are few.
  private static func following(_ day: String) -> Int64 {
    guard let day = Day(day) else { return 0 }
    return Int64(day.adding(days: 1).description.filter { $0 != "-" }) ?? 0
  }
}
