package import Definitions
import Frames
import Quantities
package import Storage

/// Builds a snapshot from the store, reading each field as one clustered run.
package struct SnapshotBuilder {
  let register: Register
  let region: String
  let asOf: AsOf

  package init(register: Register, region: String, asOf: AsOf) {
    self.register = register
    self.region = region
    self.asOf = asOf
  }

  /// Reads the register; memory is one column a field and one a period.
  package func build(in session: any Session) throws -> Snapshot {
    let limit = asOf.knownAt ?? .max
    let head = Swift.min(limit, try FactStore.head(in: session))
    var ids: [Int64] = []
    var codes: [String] = []
    try session.each(
      """
      SELECT id, code FROM subject
      WHERE register = \(register.id) AND region = \(region) AND seq <= \(head) ORDER BY id
      """
    ) { row in
      ids.append(try row.get("id"))
      codes.append(try row.get("code"))
    }
    var snapshot = Snapshot(
      register: register, asOf: asOf, head: head,
      frame: Frame(subjects: ids, columns: [:]), codes: codes)
    let numbers = try FactStore.fields(of: register.id, in: session)
    let precedence = try Precedence(knownAt: head, in: session)
    for field in register.fields {
      try add(field, number: numbers[field.key], by: precedence, to: &snapshot, in: session)
    }
    return snapshot.droppingEmptyRows()
  }

  private func add(
    _ field: Field, number: Int64?, by precedence: Precedence, to snapshot: inout Snapshot,
    in session: any Session
  ) throws {
    var run = FieldRun(
      field: field, number: number ?? 0, subjects: snapshot.frame.subjects, day: asOf.day,
      precedence: precedence)
    if let number {
      try session.each(
        """
        SELECT period, subject_id, number, text, evidence, seq FROM fact
        WHERE field_id = \(number) AND seq <= \(snapshot.head)
        ORDER BY field_id, period, subject_id, seq
        """
      ) { row in
        let stored = StoredValue(number: try row.get(2), text: try row.get(3))
        run.add(
          period: try row.get(0), subject: try row.get(1), value: stored, grade: try row.get(4),
          seq: try row.get(5))
      }
    }
    run.finish()
    snapshot.frame.columns[field.key] = run.current.column
    snapshot.evidence[field.key] = run.grades
    snapshot.periods[field.key] = run.periods
    if case .periodic = field.time {
      snapshot.series[field.key] = run.series.mapValues(\.column)
    }
  }
}

/// Folds the versions of one field, sorted by period, subject and entry, into columns.
struct FieldRun {
  let field: Field
  /// Number under which the store keeps the field.
  private let number: Int64
  let subjects: [Int64]
  let day: Day
  var current: ColumnBuilder
  var grades: [UInt8]
  var periods: [Int64]
  var series: [Period: ColumnBuilder] = [:]
  private let precedence: Precedence
  private typealias Version = (
    period: Int64, subject: Int64, value: StoredValue, grade: UInt8, seq: Int64
  )
  private var pending: [Version] = []
  private var lastPeriod: (code: Int64, period: Period?) = (0, nil)
  private var lastRow = 0
  private var lastSubject = Int64.min

  init(field: Field, number: Int64, subjects: [Int64], day: Day, precedence: Precedence) {
    self.number = number
    self.precedence = precedence
    self.field = field
    self.subjects = subjects
    self.day = day
    current = ColumnBuilder(field: field, count: subjects.count)
    grades = Array(repeating: 0, count: subjects.count)
    periods = Array(repeating: 0, count: subjects.count)
  }

  /// Takes the next version; of several of one period and subject the one that counts is shown.
  mutating func add(
    period: Int64, subject: Int64, value: StoredValue, grade: Int64, seq: Int64
  ) {
    if let last = pending.last, last.period != period || last.subject != subject { flush() }
    pending.append((period, subject, value, UInt8(clamping: grade), seq))
  }

  mutating func finish() { flush() }

  private mutating func flush() {
    let spot = pending.first.map {
      Precedence.Place(field: number, period: $0.period, subject: $0.subject)
    }
    let place = precedence.counting(
      among: pending, at: spot, keeper: field.keeper, seq: \.seq, evidence: { Int($0.grade) },
      isWithdrawn: { $0.value.isWithdrawn })
    guard let version = place.map({ pending[$0] }) else {
      pending.removeAll(keepingCapacity: true)
      return
    }
    pending.removeAll(keepingCapacity: true)
    guard let row = row(of: version.subject) else { return }
    switch field.time {
    case .constant: show(version, row: row)
    case .state:
      guard let period = period(version.period), period.first <= day else { return }
      show(version, row: row)
    case .periodic:
      guard let period = period(version.period), period.last <= day else { return }
      series[period, default: ColumnBuilder(field: field, count: subjects.count)]
        .set(version.value, row: row)
      show(version, row: row)
    }
  }

  /// Reads a period code; runs come sorted by it, so the last one is remembered.
  private mutating func period(_ code: Int64) -> Period? {
    if code != lastPeriod.code { lastPeriod = (code, Period(code: code)) }
    return lastPeriod.period
  }

  private mutating func show(_ version: Version, row: Int) {
    current.set(version.value, row: row)
    grades[row] = version.grade
    periods[row] = version.period
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

extension Snapshot {
  /// Leaves out the subjects about which nothing is known on the day.
  func droppingEmptyRows() -> Snapshot {
    var known = Bitmap(count: count, repeating: false)
    for column in frame.columns.values { known = known.union(column.valid) }
    for columns in series.values {
      for column in columns.values { known = known.union(column.valid) }
    }
    return known.ones == count ? self : keeping(known)
  }

  /// Keeps the chosen rows, in order.
  func keeping(_ chosen: Bitmap) -> Snapshot {
    var rows: [Int] = []
    chosen.forEachOne { rows.append($0) }
    var kept = self
    kept.frame = Frame(
      subjects: rows.map { frame.subjects[$0] },
      columns: frame.columns.mapValues { $0.taking(rows) })
    kept.codes = rows.map { codes[$0] }
    kept.series = series.mapValues { $0.mapValues { $0.taking(rows) } }
    kept.evidence = evidence.mapValues { grades in rows.map { grades[$0] } }
    kept.periods = periods.mapValues { codes in rows.map { codes[$0] } }
    kept.hidden = hidden.mapValues { $0.taking(rows) }
    return kept
  }
}

extension Bitmap {
  /// Returns the bits of the given rows, in their order.
  func taking(_ rows: [Int]) -> Bitmap {
    var taken = Bitmap(count: rows.count, repeating: false)
    for (index, row) in rows.enumerated() where self[row] { taken[index] = true }
    return taken
  }
}

extension Column {
  /// Returns the given rows, in their order.
  func taking(_ rows: [Int]) -> Column {
    let taken: Storage =
      switch storage {
      case .integers(let values, let places): .integers(rows.map { values[$0] }, places: places)
      case .days(let values): .days(rows.map { values[$0] })
      case .codes(let values, let dictionary):
        .codes(rows.map { values[$0] }, dictionary: dictionary)
      case .booleans(let flags): .booleans(flags.taking(rows))
      }
    return Column(storage: taken, valid: valid.taking(rows))
  }
}
