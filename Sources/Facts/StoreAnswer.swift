package import Definitions
import Feel
import Frames
package import Quantities
package import Storage

/// What the store says to a request, cell by cell, before anybody is asked.
///
/// A cell is answered where a fact is known and still fresh on the day. What the asker may not see
/// is answered all the same, without its value: nobody is asked twice for what the district knows.
package struct StoreAnswer: Sendable {
  package enum Standing: Hashable, Sendable {
    /// Known, and fresh up to a day; nil when it does not age.
    case fresh(until: Day?)
    /// Known, and older than its field allows since a day.
    case stale(since: Day)
    case missing
  }

  package struct Cell: Hashable, Sendable {
    package var cell: FactCell
    package var name: String
    package var standing: Standing
    /// The value, where there is one and the asker may see it.
    package var value: Value?
    package var isHidden = false
    /// Period of the fact that is known: the day from which a state holds.
    package var told: Period?
    /// The last day on which it was found unchanged; nil when that never was so.
    package var confirmed: Period?
    package var evidence = Evidence.none

    package var isFresh: Bool { if case .fresh = standing { true } else { false } }
  }

  /// In the order of the subjects, and of the fields as they were asked.
  package private(set) var cells: [Cell] = []
  /// Subjects that the request is about.
  package private(set) var subjects = 0
  /// Subjects of which it is unknown whether the condition holds; they are not asked about.
  package private(set) var undecided = 0

  /// Why a request cannot be asked of the store.
  package struct Problem: Error, Hashable {
    /// Character of the condition, counted from 1.
    package var column: Int
    package var message: String
  }

  /// Asks the store on a day, for somebody who may see what `visibility` lets through; a look at a
  /// past day may be as it was known then.
  package init(
    _ request: DataRequest, of register: Register, region: String, for visibility: Visibility,
    on day: Day, knownAt: Int64? = nil, in session: any Session
  ) throws {
    let rule = try Self.rule(request, register, visibility)
    var keys = Set(request.fields + (rule?.names ?? [])).union(visibility.rowFields)
    if let name = register.nameField { keys.insert(name) }
    let narrow = register.narrowed(to: keys)
    func snapshot(_ day: Day) throws -> Snapshot {
      try SnapshotBuilder(register: narrow, region: region, asOf: AsOf(day, knownAt: knownAt))
        .build(in: session)
    }
    self.init(
      request, rule: rule, fields: request.fields.compactMap { register.field($0) },
      now: try snapshot(day), past: try request.period.map { try snapshot(min($0.last, day)) },
      for: visibility)
  }

  private static func rule(
    _ request: DataRequest, _ register: Register, _ visibility: Visibility
  ) throws(Problem) -> Rule? {
    do throws(RuleError) {
      return try request.rule(over: register, for: visibility)
    } catch {
      throw Problem(column: error.column, message: error.message)
    }
  }

  /// Looks at the register on the day, and at the end of the period that is named; each is looked
  /// at whole, and shown as far as the asker may see it.
  private init(
    _ request: DataRequest, rule: Rule?, fields: [Field], now: Snapshot, past: Snapshot?,
    for visibility: Visibility
  ) {
    let day = now.asOf.day
    let seen = now.limited(to: visibility)
    let pastSeen = past?.limited(to: visibility)
    for row in rows(request, rule, in: seen) {
      subjects += 1
      let code = seen.codes[row]
      for field in fields {
        let isNamed = request.namesPeriod(of: field)
        let known = isNamed ? past ?? now : now
        let shown = isNamed ? pastSeen ?? seen : seen
        let asked = request.period(of: field, on: day)
        var cell = Cell(
          cell: FactCell(code: code, field: field.key, period: asked?.code ?? 0),
          name: seen.name(row: row), standing: .missing)
        if let place = known.row(code: code), known.value(field.key, row: place) != nil {
          let told = Period(code: known.periods[field.key]?[place] ?? 0)
          if !isNamed || told == asked {
            cell.told = told
            cell.evidence = known.evidence(field.key, row: place)
            cell.confirmed = known.lastTold(field.key, row: place).flatMap { $0 == told ? nil : $0 }
            cell.standing = Self.standing(
              field, cell.confirmed ?? told, isNamed: isNamed, on: day)
            // Where the latest is asked and it is fresh, the answer is of its own period.
            if !isNamed, cell.isFresh, asked != nil, let told { cell.cell.period = told.code }
            cell.value = shown.row(code: code).flatMap { shown.value(field.key, row: $0) }
            cell.isHidden = cell.value == nil
          }
        }
        cells.append(cell)
      }
    }
  }

  private static func standing(
    _ field: Field, _ told: Period?, isNamed: Bool, on day: Day
  ) -> Standing {
    // What a past period came to is known once and for all.
    guard !isNamed, let until = field.freshUntil(told) else { return .fresh(until: nil) }
    return until < day ? .stale(since: until.adding(days: 1)) : .fresh(until: until)
  }

  private mutating func rows(_ request: DataRequest, _ rule: Rule?, in seen: Snapshot) -> [Int] {
    guard request.subject.isEmpty else { return seen.row(code: request.subject).map { [$0] } ?? [] }
    guard let rule else { return Array(0..<seen.count) }
    let truth = rule.truth(over: seen.frame.knowing(day: seen.asOf.day, from: seen.asOf.day))
    undecided = truth.isUnknown.ones
    return (0..<seen.count).filter { truth.isTrue[$0] }
  }
}
