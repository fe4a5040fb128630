import Definitions
import Quantities
import Storage

/// Reads the values that count now, one field and period at a time.
///
/// One object, because its columns share what they learn of the journal.
final class PresentValues {
  private let numbers: [String: Int64]
  private let day: Day
  private var precedence: Precedence
  private let subjects: KnownSubjects
  private let speaker: Intake.Speaker?

  init(intake: Intake, subjects: KnownSubjects, in session: any Session) throws {
    self.subjects = subjects
    numbers = try FactStore.fields(of: intake.register.id, in: session)
    day = intake.validFrom
    speaker = intake.speaker
    precedence = try Precedence(in: session)
  }

  /// Returns the value of each subject by its place: of the period, or for a state the one valid on
  /// the day.
  func values(
    of field: Field, period: Period? = nil, in session: any Session
  ) throws -> PresentColumn {
    guard let number = numbers[field.key],
      let code = field.periodCode(period, validFrom: day)
    else { return PresentColumn() }
    let first = field.time == .state ? Int64.min : code
    var run = PresentRun(
      field: field, number: number, period: code, subjects: subjects, source: speaker?.source)
    let words = try session.blocks(
      """
      SELECT \(FieldRun.columns(of: field, from: "fact")) FROM fact
      WHERE field_id = \(number) AND period BETWEEN \(first) AND \(code)
      ORDER BY field_id, period, subject_id, seq
      """
    ) { try run.take($0, by: &precedence, in: session) }
    return run.finish(words: words, by: precedence)
  }
}

/// Folds the versions of one field, sorted by period, subject and entry, into the values that count.
private struct PresentRun {
  private struct Version {
    var period: Int64
    var subject: Subject.ID
    var stored: Int64
    var isWithdrawn: Bool
    var grade: Int
    var seq: Int64
  }

  private let field: Field
  private let number: Int64
  private let period: Int64
  private let subjects: KnownSubjects
  /// The source of the file; nil when nobody asks whose word a value is.
  private let source: String?
  private var pending: [Version] = []
  private var last = -1
  /// The version that counts by the place of its subject; a later period takes an earlier one's.
  private var counting: [Version?] = []
  /// The last words of the file's source that do not count, by the place of their subject.
  private var beside: [Int: Version] = [:]

  init(
    field: Field, number: Int64, period: Int64, subjects: KnownSubjects, source: String?
  ) {
    self.field = field
    self.number = number
    self.period = period
    self.subjects = subjects
    self.source = source
  }

  mutating func take(
    _ block: RowBlock, by precedence: inout Precedence, in session: any Session
  ) throws {
    try precedence.learn(block, after: pending.last.map { (place(of: $0), $0.seq) }, in: session)
    let (numbers, size) = (block.numbers, RowBlock.capacity)
    if source != nil {
      try precedence.learn(Set(numbers[size * 4..<size * 4 + block.count]), in: session)
    }
    for row in 0..<block.count {
      let version = Version(
        period: numbers[row], subject: numbers[size + row], stored: numbers[size * 2 + row],
        isWithdrawn: block.isNull[size * 2 + row], grade: Int(numbers[size * 3 + row]),
        seq: numbers[size * 4 + row])
      if let last = pending.last, last.subject != version.subject || last.period != version.period {
        settle(by: precedence)
      }
      pending.append(version)
    }
  }

  private func place(of version: Version) -> Precedence.Place {
    Precedence.Place(field: number, period: version.period, subject: version.subject)
  }

  private mutating func settle(by precedence: Precedence) {
    defer { pending.removeAll(keepingCapacity: true) }
    guard let first = pending.first, let place = subjects.place(of: first.subject, after: last)
    else { return }
    last = place
    guard
      let version = precedence.counting(
        among: pending, at: self.place(of: first), keeper: field.keeper, seq: \.seq,
        evidence: \.grade, isWithdrawn: \.isWithdrawn)
    else { return }
    while counting.count <= place { counting.append(nil) }
    counting[place] = pending[version]
    guard let source, pending.count > 1, first.period == period,
      let own = pending.lastIndex(where: { precedence.source(of: $0.seq) == source }),
      own != version, !pending[own].isWithdrawn
    else { return }
    beside[place] = pending[own]
  }

  mutating func finish(words: [String], by precedence: Precedence) -> PresentColumn {
    settle(by: precedence)
    var column = PresentColumn()
    // Entries write many rows, so that the one before mostly tells whose word the next one is.
    var heard: (seq: Int64, source: String)?
    for (place, version) in counting.enumerated() {
      guard let version else { continue }
      if source != nil, heard?.seq != version.seq {
        heard = (version.seq, precedence.source(of: version.seq))
      }
      column.set(
        PresentColumn.Present(
          value: value(of: version, words), grade: Evidence(rawValue: version.grade) ?? .none,
          isOfPeriod: version.period == period, isOwn: source != nil && heard?.source == source,
          isKeeper: heard?.source == field.keeper), at: place)
    }
    for (place, version) in beside {
      column.setBeside(
        PresentColumn.Beside(
          value: value(of: version, words), grade: Evidence(rawValue: version.grade) ?? .none),
        at: place)
    }
    return column
  }

  private func value(of version: Version, _ words: [String]) -> StoredValue {
    field.isWord
      ? StoredValue(text: words[Int(version.stored)]) : StoredValue(number: version.stored)
  }
}

/// The values of one field and period that count now, by the places of their subjects.
struct PresentColumn {
  /// A value that counts, with the grade of its evidence.
  struct Present {
    var value: StoredValue
    var grade: Evidence
    /// Whether it was told of the very day or period that the file speaks of.
    var isOfPeriod: Bool
    /// Whether it is the word of the file's own source.
    var isOwn = false
    /// Whether it is the word of the unit that keeps the field.
    var isKeeper = false
  }

  /// The last word of the file's source of the same day or period, where another's counts.
  struct Beside {
    var value: StoredValue
    var grade: Evidence
  }

  private var values = ValueColumn()
  /// The grade, with bits above it for values of the very period, of the own source, of the keeper.
  private var marks: [UInt8] = []
  private var besides: [Int: Beside] = [:]
  private static let ofPeriod: UInt8 = 0x80
  private static let own: UInt8 = 0x40
  private static let keeper: UInt8 = 0x20
  private static let grade: UInt8 = 0x07

  subscript(place: Int) -> Present? {
    guard let value = values[place] else { return nil }
    let mark = marks[place]
    return Present(
      value: value, grade: Evidence(rawValue: Int(mark & Self.grade)) ?? .none,
      isOfPeriod: mark & Self.ofPeriod != 0, isOwn: mark & Self.own != 0,
      isKeeper: mark & Self.keeper != 0)
  }

  func beside(_ place: Int) -> Beside? { besides.isEmpty ? nil : besides[place] }

  mutating func set(_ present: Present, at place: Int) {
    values.set(present.value, at: place)
    while marks.count <= place { marks.append(0) }
    marks[place] =
      UInt8(present.grade.rawValue) | (present.isOfPeriod ? Self.ofPeriod : 0)
      | (present.isOwn ? Self.own : 0) | (present.isKeeper ? Self.keeper : 0)
  }

  mutating func setBeside(_ beside: Beside, at place: Int) { besides[place] = beside }
}
