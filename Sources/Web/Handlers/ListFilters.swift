import Definitions
import Facts
import Frames
import Quantities

/// The filter chips of a list: one value of a coded field each, and a part of the name or code.
struct ListFilters: Sendable {
  let reading: RegisterReading
  /// What has to occur in the name or the code; empty when nothing has to.
  let find: String
  private let chosen: [(field: Field, value: String)]
  private static let prefix = "f."
  private static let mostOptions = 60

  init(_ reading: RegisterReading) {
    self.reading = reading
    find = reading.desk.address["q"]?.trimmingBlanks ?? ""
    chosen = reading.desk.address.items.compactMap { item in
      guard item.name.hasPrefix(Self.prefix),
        let field = reading.register.field(String(item.name.dropFirst(Self.prefix.count))),
        reading.visibility.mayShow(field)
      else { return nil }
      return (field, item.value)
    }
  }

  private var snapshot: Snapshot { reading.snapshot }

  /// Rows that fit all chips.
  var rows: Bitmap {
    var rows = Bitmap(count: snapshot.count, repeating: true)
    for (field, value) in chosen { rows = rows.intersection(self.rows(field, value)) }
    guard !find.isEmpty else { return rows }
    let wanted = find.lowercased()
    return rows.intersection(
      Bitmap(
        count: snapshot.count,
        rows: rows.rows.filter { row in
          snapshot.name(row: row).lowercased().contains(wanted)
            || snapshot.codes[row].lowercased().contains(wanted)
        }))
  }

  private func rows(_ field: Field, _ value: String) -> Bitmap {
    Bitmap(
      count: snapshot.count,
      rows: (0..<snapshot.count).filter { row in
        snapshot.value(field.key, row: row).map(Self.key) == value
      })
  }

  /// A menu for each coded column, with the values that occur.
  func menus(for columns: [Field]) -> [FilterMenu] {
    let fields = columns + chosen.map(\.field).filter { !columns.contains($0) }
    return fields.compactMap(menu)
  }

  private func menu(_ field: Field) -> FilterMenu? {
    guard
      field.type == .code || field.type == .boolean || field.type == .reference(register: "unit")
    else { return nil }
    var counts: [String: Int] = [:]
    for row in 0..<snapshot.count {
      guard let value = snapshot.value(field.key, row: row) else { continue }
      counts[Self.key(value), default: 0] += 1
    }
    let now = chosen.first { $0.field == field }?.value
    guard now != nil || (2...Self.mostOptions).contains(counts.count) else { return nil }
    return FilterMenu(
      name: Self.prefix + field.key, title: field.label,
      options: counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { value, count in
        .init(value: value, title: title(value, of: field), count: count)
      }, chosen: now)
  }

  private func title(_ value: String, of field: Field) -> String {
    field.type == .boolean
      ? reading.words.bare(.boolean(value == "true"), of: field)
      : reading.words.name(value, of: field)
  }

  /// A value as it stands in an address.
  private static func key(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number): number.description
    case .day(let day): day.description
    }
  }
}
