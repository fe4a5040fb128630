import Definitions
import Frames
import Quantities
import Storage

/// Folds the versions of one field, sorted by period, subject and entry, into columns.
///
/// Facts come by the million, so a fact that nobody disputes is put in its row as it comes: nothing
/// is made for it but the cell.
struct FieldRun {
  private struct Version {
    var period: Int64
    var subject: Int64
    var stored: Int64
    var isWithdrawn: Bool
    var grade: UInt8
    var seq: Int64
  }

  private let field: Field
  /// Number under which the store keeps the field.
  private let number: Int64
  private let subjects: [Int64]
  private let blank: BlankColumn
  private let day: Day
  private let isPeriodic: Bool
  private var current: ColumnBuilder
  private(set) var grades: [UInt8]
  private(set) var periods: [Int64]
  /// The last day on which the state of each row was found unchanged, 0 where it was not; nil where
  /// nobody has confirmed anything of the field.
  private(set) var confirmed: [Int64]?
  private let confirmations: ConfirmedStates?
  private var series: [Period: ColumnBuilder] = [:]
  /// Versions of one fact; a second one makes it disputed.
  private var pending: [Version] = []
  /// What counts in the period that is being read, and whether the view shows that period.
  private var entries: [ColumnBuilder.Entry] = []
  private var open: (code: Int64, period: Period?, isShown: Bool)?
  private var lastRow = -1
  private var lastSubject = Int64.min

  init(
    field: Field, number: Int64, subjects: [Int64], blank: BlankColumn, day: Day,
    confirmations: ConfirmedStates? = nil
  ) {
    self.confirmations = confirmations
    confirmed = confirmations.map { _ in blank.integers }
    self.field = field
    self.number = number
    self.subjects = subjects
    self.blank = blank
    self.day = day
    isPeriodic = if case .periodic = field.time { true } else { false }
    current = ColumnBuilder(field: field, blank: blank)
    grades = blank.grades
    periods = blank.integers
  }

  /// The columns of a query that a run takes in.
  static func columns(of field: Field, from table: SQL) -> SQL {
    let value: SQL = field.isWord ? "text" : "number"
    return
      "\(table).period, \(table).subject_id, \(table).\(value), \(table).evidence, \(table).seq"
  }

  /// Takes the next versions; of several of one period and subject the one that counts is shown.
  mutating func take(
    _ block: RowBlock, by precedence: inout Precedence, in session: any Session
  ) throws {
    let (numbers, isNull) = (block.numbers, block.isNull)
    try precedence.learn(block, after: pending.last.map { (place(of: $0), $0.seq) }, in: session)
    let (subject, value) = (RowBlock.capacity, RowBlock.capacity * 2)
    let (grade, seq) = (RowBlock.capacity * 3, RowBlock.capacity * 4)
    for row in 0..<block.count {
      let version = Version(
        period: numbers[row], subject: numbers[subject + row], stored: numbers[value + row],
        isWithdrawn: isNull[value + row], grade: UInt8(clamping: numbers[grade + row]),
        seq: numbers[seq + row])
      if let last = pending.last, last.subject != version.subject || last.period != version.period {
        settle(by: precedence)
      }
      pending.append(version)
    }
  }

  /// Returns the latest value of each row and the columns of its periods.
  mutating func finish(
    words: [String], by precedence: Precedence
  ) -> (current: Column, series: [Period: Column]) {
    settle(by: precedence)
    close()
    return (current.column(words: words), series.mapValues { $0.column(words: words) })
  }

  /// Shows the version that counts among those of one fact.
  private mutating func settle(by precedence: Precedence) {
    defer { pending.removeAll(keepingCapacity: true) }
    guard let first = pending.first else { return }
    if first.period != open?.code { begin(first.period) }
    guard open?.isShown == true else { return }
    guard pending.count > 1 else {
      if !first.isWithdrawn { show(first) }
      return
    }
    if let place = precedence.counting(
      among: pending, at: place(of: first), keeper: field.keeper, seq: \.seq,
      evidence: { Int($0.grade) },
      isWithdrawn: \.isWithdrawn)
    {
      show(pending[place])
    }
  }

  private func place(of version: Version) -> Precedence.Place {
    Precedence.Place(field: number, period: version.period, subject: version.subject)
  }

  private mutating func show(_ version: Version) {
    guard let row = row(of: version.subject) else { return }
    entries.append(ColumnBuilder.Entry(row: row, stored: version.stored))
    grades[row] = version.grade
    periods[row] = version.period
    if let confirmations {
      confirmed?[row] =
        confirmations.last(of: version.subject, told: version.period, by: version.seq) ?? 0
    }
  }

  /// Facts come sorted by their period, so each period begins and ends once.
  private mutating func begin(_ code: Int64) {
    close()
    let period = code == 0 ? nil : Period(code: code)
    let isShown =
      switch field.time {
      case .constant: true
      case .state: period.map { $0.first <= day } ?? false
      case .periodic: period.map { $0.last <= day } ?? false
      }
    open = (code, period, isShown)
  }

  private mutating func close() {
    guard !entries.isEmpty else { return }
    current.set(entries)
    if isPeriodic, let period = open?.period {
      series[period, default: ColumnBuilder(field: field, blank: blank)].set(entries)
    }
    entries.removeAll(keepingCapacity: true)
  }

  /// Finds the row of a subject; runs come in ascending order, so the next row is tried first.
  private mutating func row(of subject: Int64) -> Int? {
    if subject > lastSubject, lastRow + 1 < subjects.count, subjects[lastRow + 1] == subject {
      lastRow += 1
    } else {
      var low = 0
      var high = subjects.count
      while low < high {
        let middle = (low + high) / 2
        if subjects[middle] < subject { low = middle + 1 } else { high = middle }
      }
      guard low < subjects.count, subjects[low] == subject else { return nil }
      lastRow = low
    }
    lastSubject = subject
    return lastRow
  }
}

extension Field {
  /// Whether the store keeps its values as texts.
  var isWord: Bool {
    switch type {
    case .text, .code, .reference: true
    case .number, .money, .area, .day, .boolean: false
    }
  }
}
