package import Definitions
import Frames
package import Quantities
package import Storage

/// Keeps the snapshots of the registers in memory and current by the tail of the journal.
///
/// A view of the past is built when it is asked for and a few are kept; the view of a day as it is
/// known today is brought forward by the facts that were written since, and built anew only when
/// much has changed.
package actor SnapshotCache {
  private struct Key: Hashable {
    var register: String
    var asOf: AsOf
  }

  private let database: any Database
  private let region: String
  private var kept: [Key: Snapshot] = [:]
  private var order: [Key] = []
  private let capacity: Int

  package init(database: any Database, region: String, capacity: Int = 24) {
    self.database = database
    self.region = region
    self.capacity = capacity
  }

  /// Returns everything the store knows of a register; hand it out only through a visibility.
  package func snapshot(of register: Register, asOf: AsOf) async throws -> Snapshot {
    let key = Key(register: register.id, asOf: asOf)
    let region = region
    let old = kept[key]
    let snapshot = try await database.read { session in
      guard let old, old.register == register else {
        return try SnapshotBuilder(register: register, region: region, asOf: asOf)
          .build(in: session)
      }
      guard asOf.knownAt == nil else { return old }
      return try SnapshotTail(snapshot: old, region: region).broughtForward(in: session)
    }
    remember(snapshot, as: key)
    return snapshot
  }

  /// Brings the views of today's knowledge forward as soon as an entry is committed, by this
  /// process or another, so that pages find them ready; ends with its task.
  package func followJournal() async {
    var seen: Int64 = 0
    while !Task.isCancelled {
      do {
        let head = try await database.read { try FactStore.head(in: $0) }
        if head != seen { try await bringForward() }
        seen = head
        try await database.nextChange(within: .seconds(1))
      } catch {
        // The store is away: a page that asks says so, and we look again later.
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// The entry up to which a kept view of today's knowledge is current; nil when none is kept.
  package func head(of register: Register, on day: Day) -> Int64? {
    kept[Key(register: register.id, asOf: AsOf(day))]?.head
  }

  private func bringForward() async throws {
    for key in order where key.asOf.knownAt == nil {
      guard let register = kept[key]?.register else { continue }
      _ = try await snapshot(of: register, asOf: key.asOf)
    }
  }

  private func remember(_ snapshot: Snapshot, as key: Key) {
    // Two readers may come back in any order: the newer view stays.
    if let present = kept[key], present.head > snapshot.head { return }
    kept[key] = snapshot
    order.removeAll { $0 == key }
    order.append(key)
    while order.count > capacity { kept[order.removeFirst()] = nil }
  }
}

/// Brings a snapshot of today's knowledge forward by the facts written since it was made.
struct SnapshotTail {
  let snapshot: Snapshot
  let region: String

  func broughtForward(in session: any Session) throws -> Snapshot {
    let head = try FactStore.head(in: session)
    guard head > snapshot.head else { return snapshot }
    let changed = try changedCells(upTo: head, in: session)
    let cells = changed.reduce(0) { $0 + $1.value.count }
    guard cells <= snapshot.count / 4 + 64,
      let grown = try appendingRows(for: Set(changed.values.joined()), in: session)
    else { return try rebuilt(in: session) }
    var next = grown
    next.head = head
    let precedence = try Precedence(knownAt: head, in: session)
    for field in snapshot.register.fields {
      guard let subjects = changed[field.key] else { continue }
      try refresh(field, subjects: subjects.sorted(), by: precedence, of: &next, in: session)
    }
    return next.droppingEmptyRows()
  }

  private func rebuilt(in session: any Session) throws -> Snapshot {
    try SnapshotBuilder(register: snapshot.register, region: region, asOf: snapshot.asOf)
      .build(in: session)
  }

  private func changedCells(
    upTo head: Int64, in session: any Session
  ) throws -> [String: Set<Int64>] {
    var changed: [String: Set<Int64>] = [:]
    try session.each(
      """
      SELECT field.key, fact.subject_id FROM fact
      JOIN field ON field.id = fact.field_id
      JOIN subject ON subject.id = fact.subject_id
      WHERE fact.seq > \(snapshot.head) AND fact.seq <= \(head)
        AND field.register = \(snapshot.register.id) AND subject.region = \(region)
      """
    ) { row in changed[try row.get(0), default: []].insert(try row.get(1)) }
    for cell in try QualityDecisions.cells(
      of: snapshot.register.id, region: region, after: snapshot.head, upTo: head, in: session)
    {
      changed[cell.field, default: []].insert(cell.subject)
    }
    return changed
  }

  /// Adds rows for new subjects, or returns nil when one would not come last.
  private func appendingRows(
    for subjects: Set<Int64>, in session: any Session
  ) throws -> Snapshot? {
    let known = Set(snapshot.frame.subjects)
    let added = subjects.subtracting(known).sorted()
    guard let first = added.first else { return snapshot }
    if let last = snapshot.frame.subjects.last, first < last { return nil }
    var grown = snapshot
    grown.codes += try added.flatMap { id in
      try session.rows("SELECT code FROM subject WHERE id = \(id)").map { try $0.get("code") }
    }
    let ids = snapshot.frame.subjects + added
    grown.frame = Frame(subjects: ids, columns: [:])
    for field in snapshot.register.fields {
      guard let column = snapshot.frame.columns[field.key] else { continue }
      grown.frame.columns[field.key] =
        ColumnBuilder(field: field, continuing: column, count: ids.count).column
      grown.series[field.key] = snapshot.series[field.key]?.mapValues {
        ColumnBuilder(field: field, continuing: $0, count: ids.count).column
      }
    }
    let padding = added.count
    grown.evidence = snapshot.evidence.mapValues { $0 + Array(repeating: 0, count: padding) }
    grown.periods = snapshot.periods.mapValues { $0 + Array(repeating: 0, count: padding) }
    return grown
  }

  private func refresh(
    _ field: Field, subjects: [Int64], by precedence: Precedence, of next: inout Snapshot,
    in session: any Session
  ) throws {
    guard
      let number = try FactStore.field(field.key, of: next.register.id, in: session),
      let column = next.frame.columns[field.key]
    else { return }
    var run = FieldRun(
      field: field, number: number, subjects: subjects, day: next.asOf.day,
      precedence: precedence)
    var versions: [FactVersion] = []
    for subject in subjects {
      versions += try session.rows(
        """
        SELECT \(FactVersion.columns) FROM fact
        WHERE subject_id = \(subject) AND field_id = \(number) AND seq <= \(next.head)
        ORDER BY period, seq
        """
      ).map { try FactVersion($0) }
    }
    versions.sort { ($0.period, $0.subject, $0.seq) < ($1.period, $1.subject, $1.seq) }
    for version in versions {
      run.add(
        period: version.period, subject: version.subject, value: version.value,
        grade: Int64(version.evidence.rawValue), seq: version.seq)
    }
    run.finish()
    var builder = ColumnBuilder(field: field, continuing: column, count: next.count)
    let fresh = run.current.column
    for (index, subject) in subjects.enumerated() {
      guard let row = next.frame.row(of: subject) else { continue }
      builder.set(stored(fresh, row: index, of: field), row: row)
      next.evidence[field.key]?[row] = run.grades[index]
      next.periods[field.key]?[row] = run.periods[index]
    }
    next.frame.columns[field.key] = builder.column
    guard case .periodic = field.time else { return }
    refreshSeries(of: field, from: run, subjects: subjects, in: &next)
  }

  private func refreshSeries(
    of field: Field, from run: FieldRun, subjects: [Int64], in next: inout Snapshot
  ) {
    var columns = next.series[field.key] ?? [:]
    for period in Set(columns.keys).union(run.series.keys) {
      var builder =
        columns[period].map { ColumnBuilder(field: field, continuing: $0, count: next.count) }
        ?? ColumnBuilder(field: field, count: next.count)
      let fresh = run.series[period]?.column
      for (index, subject) in subjects.enumerated() {
        guard let row = next.frame.row(of: subject) else { continue }
        builder.set(fresh.map { stored($0, row: index, of: field) } ?? .withdrawn, row: row)
      }
      columns[period] = builder.column.valid.ones == 0 ? nil : builder.column
    }
    next.series[field.key] = columns
  }

  private func stored(_ column: Column, row: Int, of field: Field) -> StoredValue {
    guard column.valid[row] else { return .withdrawn }
    return switch column.storage {
    case .integers(let values, places: _): StoredValue(number: values[row])
    case .days(let values): StoredValue(number: Int64(values[row]))
    case .booleans(let flags): StoredValue(number: flags[row] ? 1 : 0)
    case .codes(let values, let dictionary): StoredValue(text: dictionary[Int(values[row])])
    }
  }
}
