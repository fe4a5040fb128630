import Definitions
import Facts
import Frames
import Quantities

/// Sums of a list: exact, over everything the filters let through, beside what is missing in them.
struct ListFigures: Sendable {
  let reading: RegisterReading
  let columns: [Field]
  /// Rows that the filters let through.
  let rows: Bitmap
  private static let mostGroups = 200

  /// One cell for each column; nil where nothing can be added up.
  var totals: [RegisterListPage.Total?] { columns.map { total($0, in: rows) } }

  private func total(_ field: Field, in rows: Bitmap) -> RegisterListPage.Total? {
    guard field.isAdditive, let column = reading.snapshot.frame.columns[field.key],
      reading.snapshot.hidden[field.key]?.isDisjoint(with: rows) ?? true,
      let sum = column.sum(in: rows)
    else { return nil }
    let known = column.count(in: rows)
    let missing = rows.ones - known
    return .init(
      sum: known == 0 ? nil : reading.words.cell(.number(sum), of: field),
      missing: missing)
  }

  private func group(
    _ title: String, _ rows: Bitmap, item: Address.Item?
  ) -> RegisterListPage.Group? {
    guard !rows.isEmpty else { return nil }
    return .init(
      title: title, count: rows.ones, totals: columns.map { total($0, in: rows) }, item: item)
  }

  /// The list in groups of one field: how many are in each, and their sums.
  func groups(by field: Field) -> RegisterListPage.Groups {
    let scan = ColumnScan(reading.snapshot, field.key)
    let counted = scan.counts(in: rows).sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    let groups = counted.prefix(Self.mostGroups).map { value, count in
      let members = rows.intersection(scan.rows(holding: value))
      return RegisterListPage.Group(
        title: reading.words.title(ofKey: value, of: field), count: count,
        totals: columns.map { total($0, in: members) }, item: ListFilters.item(field, value))
    }
    // A value that is hidden is not missing, and its rows form a group that leads nowhere.
    let unknown = rows.subtracting(scan.known)
    let hidden = reading.snapshot.hidden[field.key]?.intersection(unknown)
    let missing = hidden.map { unknown.subtracting($0) } ?? unknown
    let rest = [
      group("没有数据", missing, item: ListFilters.item(field, FieldState.missing)),
      hidden.flatMap { group("无权查看", $0, item: nil) },
    ]
    return .init(
      title: field.label, groups: groups + rest.compactMap(\.self),
      left: max(0, counted.count - Self.mostGroups))
  }
}
