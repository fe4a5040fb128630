import Definitions
import Facts
import Frames
import Quantities

/// What is wanting in the registers that a reader may open: required facts that are missing, facts
/// that have not been renewed in time, references that lead nowhere.
struct QualityReport: Sendable {
  /// One kind of want in one field.
  struct Item: Hashable, Sendable {
    var register: String
    var registerTitle: String
    var field: String
    var fieldTitle: String
    var keeper: String
    var state: FieldState
    var count: Int
    /// Subjects of which this could be said at all.
    var among: Int
    /// The list of exactly these subjects.
    var list: Address
  }

  private(set) var items: [Item] = []

  init(_ desk: DeskVisit) async throws {
    for register in desk.site.registers.all where desk.mayOpen(register) {
      let plain = try await RegisterReading(desk, register)
      guard plain.snapshot.count > 0 else { continue }
      let reading = try await plain.naming(register.fields)
      let states = FieldStates(reading)
      for field in reading.visibleFields {
        for state in [FieldState.missing, .stale, .orphan] where Self.applies(state, to: field) {
          add(state, of: field, states, reading)
        }
      }
    }
  }

  private static func applies(_ state: FieldState, to field: Field) -> Bool {
    switch state {
    case .missing: field.required
    case .stale: field.freshness != .unlimited
    case .orphan: field.target != nil
    case .known: false
    }
  }

  private mutating func add(
    _ state: FieldState, of field: Field, _ states: FieldStates, _ reading: RegisterReading
  ) {
    let count = states.rows(state, of: field).ones
    guard count > 0 else { return }
    let register = reading.register
    let known = ColumnScan(reading.snapshot, field.key).known.ones
    items.append(
      Item(
        register: register.id, registerTitle: register.title, field: field.key,
        fieldTitle: field.label, keeper: field.keeper, state: state, count: count,
        among: state == .missing ? reading.snapshot.count : known,
        list: Address(
          reading.desk.site.registers.list(register.id),
          [ListFilters.item(field, state), .init(name: "column", value: field.key)])))
  }
}
