import Commands
import Definitions
import Facts
import Frames
import Quantities
import Storage

/// Values of series that were first recorded after the day on which they were due, by keeper.
///
/// What fell due before the ledger was opened was loaded, and not late.
struct LateReport: Sendable {
  /// Periods that are looked at, counted back from the day of the page.
  private static let periods = 13

  private let desk: DeskVisit
  private(set) var items: [LateTable.Row] = []

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let opened = try await desk.site.database.read { try JournalEntry.entry(1, in: $0)?.day }
    guard let opened else { return }
    for register in desk.site.registers.all where desk.mayOpen(register) {
      let fields = register.fields.filter { field in
        if case .periodic = field.time {
          desk.visibility(of: register).mayShow(field)
        } else {
          false
        }
      }
      guard !fields.isEmpty else { continue }
      let reading = try await RegisterReading(desk, register)
      guard reading.snapshot.count > 0 else { continue }
      items += try await rows(of: fields, in: reading, opened: opened)
    }
    items.sort {
      ($0.keeper, $1.daysLate, $0.field, $1.period) < ($1.keeper, $0.daysLate, $1.field, $0.period)
    }
  }

  private static let rowsOfPage = 20

  /// One page of the list; nil when nothing came late.
  func table(at address: Address) -> LateTable? {
    guard !items.isEmpty else { return nil }
    let pages = (items.count + Self.rowsOfPage - 1) / Self.rowsOfPage
    let page = min(max(address["page"].flatMap { Int($0) } ?? 1, 1), pages)
    return LateTable(
      rows: Array(items.dropFirst((page - 1) * Self.rowsOfPage).prefix(Self.rowsOfPage)),
      total: items.count, pager: Pager(address: address, page: page, pages: pages))
  }

  private func rows(
    of fields: [Field], in reading: RegisterReading, opened: Day
  ) async throws -> [LateTable.Row] {
    let (day, knownAt) = (desk.asOf.day, desk.asOf.knownAt)
    let id = reading.register.id
    let told = try await desk.site.database.read { session in
      let numbers = try FactStore.fields(of: id, in: session)
      var told: [(Field, Period, Day, [LateFact])] = []
      for field in fields {
        guard let number = numbers[field.key] else { continue }
        for (period, due) in Self.due(field, by: day) where due >= opened {
          let late = try LateFact.read(
            number, period, after: try JournalEntry.head(onOrBefore: due, in: session),
            knownAt: knownAt, in: session)
          if !late.isEmpty { told.append((field, period, due, late)) }
        }
      }
      return told
    }
    return told.compactMap { field, period, due, late in row(field, period, due, late, reading) }
  }

  /// The last periods of a field that were due by a day.
  private static func due(_ field: Field, by day: Day) -> [(Period, Day)] {
    guard case .periodic(let length) = field.time else { return [] }
    let last = Period(length, containing: day)
    return (0..<periods).compactMap { back in
      let period = last.advanced(by: -back)
      guard let due = field.due(of: period), due < day else { return nil }
      return (period, due)
    }
  }

  private func row(
    _ field: Field, _ period: Period, _ due: Day, _ late: [LateFact], _ reading: RegisterReading
  ) -> LateTable.Row? {
    let seen = late.filter { fact in
      reading.snapshot.frame.row(of: fact.subject).map { !reading.isHidden(field, row: $0) }
        ?? false
    }
    guard let worst = seen.map(\.day).max() else { return nil }
    let register = reading.register
    return .init(
      keeper: desk.units(field.keeper), register: register.title, field: field.label,
      period: period.chinese, due: due, count: seen.count,
      among: reading.snapshot.series[field.key]?[period]?.valid.ones ?? seen.count,
      daysLate: Day.days(from: due, to: worst),
      path: Address(
        desk.site.registers.list(register.id), [.init(name: "column", value: field.key)]))
  }
}

/// A value whose first version came after it was due.
private struct LateFact: Sendable {
  var subject: Subject.ID
  var day: Day

  /// Reads the facts of one field and period of which nothing was recorded up to an entry.
  static func read(
    _ field: Int64, _ period: Period, after due: Int64, knownAt: Int64?, in session: any Session
  ) throws -> [LateFact] {
    try session.rows(
      """
      SELECT first.subject_id, journal.day FROM (
        SELECT subject_id, MIN(seq) AS seq FROM fact
        WHERE field_id = \(field) AND period = \(period.code) AND seq <= \(knownAt ?? .max)
        GROUP BY subject_id HAVING MIN(seq) > \(due)
      ) AS first JOIN journal ON journal.seq = first.seq
      """
    ).compactMap { row in
      let (subject, day): (Subject.ID, String) = (try row.get(0), try row.get(1))
      return Day(day).map { LateFact(subject: subject, day: $0) }
    }
  }
}
