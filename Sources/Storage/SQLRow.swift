/// One row of an answer, read by column name or position.
///
/// Reading asks for a type and refuses anything else, so a NULL where a value was promised is an
/// error with the column's name in it and never a zero.
package struct SQLRow: Hashable, Sendable {
  package var columns: [String]
  package var values: [SQLValue]

  package init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// Returns the value of a named column.
  package func get<T: SQLConvertible>(_ column: String) throws(StorageError) -> T {
    guard let index = columns.firstIndex(of: column) else {
      throw .noColumn(column, among: columns)
    }
    return try get(index)
  }

  /// Returns the value of a column by its position, counted from 0.
  package func get<T: SQLConvertible>(_ index: Int) throws(StorageError) -> T {
    guard values.indices.contains(index), let value = T(sqlValue: values[index]) else {
      throw misfit(index, "\(T.self)")
    }
    return value
  }
}

// The types of which long answers are made; without them each value of a million rows would take
// the way through a generic function of another module.
extension SQLRow {
  package func get(_ index: Int) throws(StorageError) -> Int64 {
    guard values.indices.contains(index), case .integer(let number) = values[index] else {
      throw misfit(index, "Int64")
    }
    return number
  }

  package func get(_ index: Int) throws(StorageError) -> Int64? {
    guard values.indices.contains(index) else { throw misfit(index, "Int64?") }
    switch values[index] {
    case .null: return nil
    case .integer(let number): return number
    default: throw misfit(index, "Int64?")
    }
  }

  package func get(_ index: Int) throws(StorageError) -> String? {
    guard values.indices.contains(index) else { throw misfit(index, "String?") }
    switch values[index] {
    case .null: return nil
    case .text(let text): return text
    default: throw misfit(index, "String?")
    }
  }

  private func misfit(_ index: Int, _ wanted: String) -> StorageError {
    values.indices.contains(index)
      ? .wrongType(column: columns[index], wanted: wanted)
      : .noColumn("\(index)", among: columns)
  }
}
