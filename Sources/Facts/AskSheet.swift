import Definitions
package import Documents
import Frames
package import Quantities

extension RegisterSheet {
  /// Returns the form of the facts that somebody asks of a unit, which imports back as it is.
  ///
  /// Subjects, names and what is known stand in it already; only what is asked is open. `snapshot`
  /// holds what the unit may see.
  package func ask(
    _ cells: [FactCell], title: String, note: String, from snapshot: Snapshot, on day: Day
  ) throws(DocumentError) -> [UInt8] {
    let columns = columns(of: cells)
    let name = register.nameField.flatMap { register.field($0) }
    // Where the name itself is asked, it stands once.
    let named = name.flatMap { name in columns.contains { $0.field == name } ? nil : name }
    let all = (named.map { [Column(field: $0)] } ?? []) + columns
    var plan = plan(all, title: title, note: note, isForm: true)
    plan.isProtected = true
    let asked = Dictionary(grouping: cells, by: \.code)
    return try WorkbookWriter.bytes(created: day) { writer throws(DocumentError) in
      try writer.begin(plan)
      for code in asked.keys.sorted() {
        let own = Set(asked[code] ?? [])
        let row = snapshot.row(code: code)
        var line: [Cell] = [.text(code)]
        var open: Set<Int> = []
        for column in all {
          let cell = FactCell(
            code: code, field: column.field.key, period: column.period?.code ?? 0)
          if own.contains(cell) {
            open.insert(line.count)
            line.append(.empty)
          } else {
            line.append(row.flatMap { known(column, in: snapshot, row: $0) } ?? .empty)
          }
        }
        try writer.append(line, open: open)
      }
    }
  }

  private func columns(of cells: [FactCell]) -> [Column] {
    let places = Set(cells.map { FactCell(code: "", field: $0.field, period: $0.period) })
    return register.fields.flatMap { field in
      places.filter { $0.field == field.key }.map(\.period).sorted().map { code in
        Column(field: field, period: code == 0 ? nil : Period(code: code))
      }
    }
  }

  private func known(_ column: Column, in snapshot: Snapshot, row: Int) -> Cell? {
    let field = column.field
    let value =
      column.period.map { snapshot.series[field.key]?[$0]?.value(row: row) }
      ?? snapshot.value(field.key, row: row)
    return value.map { cell($0, of: field) }
  }
}
