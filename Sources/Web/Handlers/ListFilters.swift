import Definitions
import Facts
import Frames
import Quantities

/// The filter chips of a list: values of coded fields, states of fields, a part of a name or code.
struct ListFilters: Sendable {
  let reading: RegisterReading
  /// What has to occur in the name or the code; empty when nothing has to.
  let find: String
  /// Rows that fit all chips.
  let rows: Bitmap
  private let chosen: [(field: Field, value: String)]
  private let states: [(field: Field, state: FieldState)]
  private static let value = "f."
  private static let state = "state."
  private static let mostOptions = 60

  init(_ reading: RegisterReading) async throws {
    let address = reading.desk.address
    find = address["q"]?.trimmingBlanks ?? ""
    chosen = address.items.compactMap { item in
      Self.field(of: item, prefix: Self.value, in: reading).map { ($0, item.value) }
    }
    states = address.items.compactMap { item in
      guard let field = Self.field(of: item, prefix: Self.state, in: reading),
        let state = FieldState(rawValue: item.value)
      else { return nil }
      return (field, state)
    }
    self.reading = try await reading.naming(states.map(\.field))
    var rows = Bitmap(count: reading.snapshot.count, repeating: true)
    for (field, value) in chosen {
      rows.formIntersection(ColumnScan(reading.snapshot, field.key).rows(holding: value))
    }
    for (field, state) in states {
      rows.formIntersection(FieldStates(self.reading).rows(state, of: field))
    }
    if !find.isEmpty { rows.formIntersection(try await NameSearch(reading).rows(find)) }
    self.rows = rows
  }

  private static func field(
    of item: Address.Item, prefix: String, in reading: RegisterReading
  ) -> Field? {
    guard item.name.hasPrefix(prefix),
      let field = reading.register.field(String(item.name.dropFirst(prefix.count))),
      reading.visibility.mayShow(field)
    else { return nil }
    return field
  }

  /// The address item that narrows a list to one value of a field.
  static func item(_ field: Field, _ value: String) -> Address.Item {
    Address.Item(name: Self.value + field.key, value: value)
  }

  /// The address item that narrows a list to one state of a field.
  static func item(_ field: Field, _ state: FieldState) -> Address.Item {
    Address.Item(name: Self.state + field.key, value: state.rawValue)
  }

  /// The chips in words, such as 登记状态：存续.
  var words: [String] {
    chosen.map { "\($0.field.label)：\(reading.words.title(ofKey: $0.value, of: $0.field))" }
      + states.map { "\($0.field.label)：\($0.state.title)" }
  }

  /// A menu for each coded column, with the values that occur.
  func menus(for columns: [Field]) -> [FilterMenu] {
    let fields = columns + chosen.map(\.field).filter { !columns.contains($0) }
    return fields.compactMap(menu) + states.map(menu)
  }

  private func menu(_ field: Field) -> FilterMenu? {
    let now = chosen.first { $0.field == field }?.value
    guard field.isGroupable || now != nil else { return nil }
    let counts = ColumnScan(reading.snapshot, field.key).counts(
      in: Bitmap(count: reading.snapshot.count, repeating: true))
    guard now != nil || (2...Self.mostOptions).contains(counts.count) else { return nil }
    return FilterMenu(
      name: Self.value + field.key, title: field.label,
      options: counts.sorted { ($1.count, $0.value) < ($0.count, $1.value) }
        .prefix(Self.mostOptions).map { value, count in
          .init(value: value, title: reading.words.title(ofKey: value, of: field), count: count)
        }, chosen: now)
  }

  private func menu(_ field: Field, _ state: FieldState) -> FilterMenu {
    FilterMenu(
      name: Self.state + field.key, title: field.label,
      options: FieldState.allCases.filter { $0 != .orphan || field.target != nil }.map {
        .init(value: $0.rawValue, title: $0.title, count: nil)
      }, chosen: state.rawValue)
  }
}

extension Field {
  /// Whether its values are few and stand for groups of subjects.
  var isGroupable: Bool {
    switch type {
    case .code, .boolean, .reference: true
    case .text, .number, .money, .area, .day: false
    }
  }

  var isNumber: Bool { type == .number || type == .money || type == .area }

  /// Whether values of several subjects may be added: amounts and counts, no rates and no years.
  var isAdditive: Bool {
    if type == .money || type == .area { return true }
    guard type == .number, let unit else { return false }
    switch unit.dimension {
    case .counted, .length, .mass, .volume, .energy, .power, .standardCoal: return true
    default: return false
    }
  }
}

extension FieldWords {
  /// The title of a value as it stands in an address.
  func title(ofKey key: String, of field: Field) -> String {
    field.type == .boolean ? bare(.boolean(key == "true"), of: field) : name(key, of: field)
  }
}
