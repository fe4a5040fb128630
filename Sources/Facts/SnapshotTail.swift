import Definitions
import Frames
import Quantities
import Storage

/// Brings a snapshot of today's knowledge forward by the facts written since it was made.
///
/// Only the columns in which something was written are copied, and only its rows are read again.
struct SnapshotTail {
  let snapshot: Snapshot
  let region: String

  /// Above so many, reading the register anew is quicker than looking each of them up.
  private static let mostCells = 4_000

  func broughtForward(in session: any Session) throws -> Snapshot {
    let head = try FactStore.head(in: session)
    guard head > snapshot.head else { return snapshot }
    let changed = try changedCells(upTo: head, in: session)
    var next = snapshot
    next.head = head
    let news = try Confirmation.News(after: snapshot.head, upTo: head, in: session)
    guard !changed.isEmpty || news != .nothing else { return next }
    guard news != .takenBack else { return try rebuilt(in: session) }
    let confirmed = try ConfirmedStates.read(
      of: news == .nothing ? Set(changed.keys.map(\.field.key)) : nil, in: snapshot.register,
      on: snapshot.asOf.day, knownAt: head, session)
    let cells = changed.reduce(0) { $0 + $1.value.count }
    guard cells <= min(snapshot.count / 4 + 64, Self.mostCells),
      let grown = try appendingRows(for: Set(changed.values.joined()), to: next, in: session)
    else { return try rebuilt(in: session) }
    next = grown
    for (key, states) in confirmed { next.confirm(key, states.newer(than: snapshot.head)) }
    var precedence = try Precedence(knownAt: head, in: session)
    for (number, subjects) in changed.sorted(by: { $0.key.number < $1.key.number }) {
      try refresh(
        number, of: subjects.sorted(), confirmed[number.field.key], by: &precedence, in: &next,
        session)
    }
    return try next.droppingAbsentRows(in: session)
  }

  private func rebuilt(in session: any Session) throws -> Snapshot {
    try SnapshotBuilder(register: snapshot.register, region: region, asOf: snapshot.asOf)
      .build(in: session)
  }

  /// A field of the view, under its number in the store.
  private struct NumberedField: Hashable {
    var number: Int64
    var field: Field
  }

  /// Subjects of which something was written, by field.
  private func changedCells(
    upTo head: Int64, in session: any Session
  ) throws -> [NumberedField: Set<Int64>] {
    let numbers = try FactStore.fields(of: snapshot.register.id, in: session)
    var changed: [Int64: Set<Int64>] = [:]
    for field in snapshot.register.fields { numbers[field.key].map { changed[$0] = [] } }
    _ = try session.blocks(FactTail(after: snapshot.head, upTo: head).cells) { block in
      for row in 0..<block.count {
        changed[block.numbers[row]]?.insert(block.numbers[RowBlock.capacity + row])
      }
    }
    // Who counts among several sources may have been decided anew, without a fact.
    let decided = try QualityDecisions.cells(
      of: snapshot.register.id, region: region, after: snapshot.head, upTo: head, in: session)
    for cell in decided { numbers[cell.field].map { _ = changed[$0]?.insert(cell.subject) } }
    var cells: [NumberedField: Set<Int64>] = [:]
    for field in snapshot.register.fields {
      guard let number = numbers[field.key], let subjects = changed[number], !subjects.isEmpty
      else { continue }
      cells[NumberedField(number: number, field: field)] = subjects
    }
    return cells
  }

  /// Adds rows for new subjects of the region, or returns nil when one would not come last or was
  /// left out before, with more facts than the new ones.
  private func appendingRows(
    for subjects: Set<Int64>, to next: Snapshot, in session: any Session
  ) throws -> Snapshot? {
    var added: [Int64] = []
    var codes: [String] = []
    for id in subjects.filter({ next.frame.row(of: $0) == nil }).sorted() {
      let rows = try session.rows(
        "SELECT code, seq FROM subject WHERE id = \(id) AND region = \(region)")
      guard let row = rows.first else { continue }
      let entered: Int64 = try row.get("seq")
      if entered <= snapshot.head { return nil }
      added.append(id)
      codes.append(try row.get("code"))
    }
    guard let first = added.first else { return next }
    if let last = next.frame.subjects.last, first < last { return nil }
    return next.appending(subjects: added, codes: codes)
  }

  /// Reads what was ever told of some subjects in one field, and puts what counts in their rows.
  private func refresh(
    _ numbered: NumberedField, of subjects: [Int64], _ confirmed: ConfirmedStates?,
    by precedence: inout Precedence, in next: inout Snapshot, _ session: any Session
  ) throws {
    let (number, field) = (numbered.number, numbered.field)
    var run = FieldRun(
      field: field, number: number, subjects: subjects, blank: BlankColumn(count: subjects.count),
      day: next.asOf.day, confirmations: confirmed)
    let told = FactTail(after: snapshot.head, upTo: next.head)
      .versions(of: number, subjects: subjects) { FieldRun.columns(of: field, from: $0) }
    let words = try session.blocks(told) { try run.take($0, by: &precedence, in: session) }
    let (current, series) = run.finish(words: words, by: precedence)
    let rows = subjects.map { next.frame.row(of: $0) }
    next.replace(field.key, rows, by: current, grades: run.grades, periods: run.periods)
    next.replaceConfirmed(field.key, rows, by: run.confirmed)
    if case .periodic = field.time { next.replaceSeries(field, rows, by: series) }
  }
}

extension Snapshot {
  /// Returns the snapshot with rows of subjects about which nothing is known yet.
  fileprivate func appending(subjects: [Int64], codes: [String]) -> Snapshot {
    var grown = self
    let count = count + subjects.count
    grown.frame = Frame(
      subjects: frame.subjects + subjects,
      columns: frame.columns.mapValues { $0.grown(to: count) })
    grown.codes += codes
    grown.series = series.mapValues { $0.mapValues { $0.grown(to: count) } }
    grown.evidence = evidence.mapValues { $0 + Array(repeating: 0, count: subjects.count) }
    grown.periods = periods.mapValues { $0 + Array(repeating: 0, count: subjects.count) }
    grown.confirmed = confirmed.mapValues { $0 + Array(repeating: 0, count: subjects.count) }
    return grown
  }

  fileprivate mutating func replace(
    _ key: String, _ rows: [Int?], by fresh: Column, grades: [UInt8], periods codes: [Int64]
  ) {
    frame.columns[key] = frame.columns[key]?.replacing(rows, by: fresh)
    for (place, row) in rows.enumerated() {
      guard let row else { continue }
      evidence[key]?[row] = grades[place]
      periods[key]?[row] = codes[place]
    }
  }

  /// Notes what newer entries found unchanged; cells that were told anew are read again afterwards.
  fileprivate mutating func confirm(_ key: String, _ newer: [Confirmation]) {
    guard !newer.isEmpty, let told = periods[key] else { return }
    var days = confirmed[key] ?? Array(repeating: 0, count: count)
    for confirmation in newer {
      confirmation.subjects.each { subject in
        guard let row = frame.row(of: subject), told[row] != 0,
          told[row] <= confirmation.period
        else { return }
        days[row] = max(days[row], confirmation.period)
      }
    }
    confirmed[key] = days
  }

  fileprivate mutating func replaceConfirmed(_ key: String, _ rows: [Int?], by fresh: [Int64]?) {
    guard fresh != nil || confirmed[key] != nil else { return }
    var days = confirmed[key] ?? Array(repeating: 0, count: count)
    for (place, row) in rows.enumerated() {
      if let row { days[row] = fresh?[place] ?? 0 }
    }
    confirmed[key] = days
  }

  fileprivate mutating func replaceSeries(
    _ field: Field, _ rows: [Int?], by fresh: [Period: Column]
  ) {
    var columns = series[field.key] ?? [:]
    let nothing = ColumnBuilder(field: field, blank: BlankColumn(count: rows.count))
      .column(words: [])
    for (period, column) in columns where fresh[period] == nil {
      let isTouched = rows.contains { $0.map { column.valid[$0] } ?? false }
      guard isTouched else { continue }
      let left = column.replacing(rows, by: nothing)
      columns[period] = left.valid.isEmpty ? nil : left
    }
    for (period, column) in fresh {
      let old =
        columns[period]
        ?? ColumnBuilder(field: field, blank: BlankColumn(count: count)).column(words: [])
      columns[period] = old.replacing(rows, by: column)
    }
    series[field.key] = columns
  }
}
