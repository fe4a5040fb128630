import CPQ
import Storage

/// The rows of one question as the server sends them.
final class Answer {
  private unowned let connection: Connection
  private var columns: [String] = []
  private var readers: [ColumnReader] = []
  private var isOver = false
  /// Rows that had to make way for another question, the next one last.
  private var kept: [[SQLValue]] = []

  init(of connection: Connection) { self.connection = connection }

  /// Fills the row with the next one; returns false when there is none.
  func next(into row: inout SQLRow) throws -> Bool {
    if let values = kept.popLast() {
      row.values = values
      return true
    }
    while !isOver {
      guard let result = PQgetResult(connection.handle) else {
        isOver = true
        return false
      }
      defer { PQclear(result) }
      try connection.check(result)
      guard PQresultStatus(result) == PGRES_SINGLE_TUPLE else { continue }
      try fill(&row, from: result)
      return true
    }
    return false
  }

  /// Reads what is still to come into memory.
  func keepRest() throws {
    guard !isOver else { return }
    var row = SQLRow(columns: columns, values: Array(repeating: .null, count: columns.count))
    var rest: [[SQLValue]] = []
    while try next(into: &row) { rest.append(row.values) }
    kept = rest.reversed()
  }

  /// Reads what is still to come and forgets it, so that the connection can be used again.
  func discard() {
    while !isOver {
      guard let result = PQgetResult(connection.handle) else { break }
      PQclear(result)
    }
    isOver = true
  }

  private func fill(_ row: inout SQLRow, from result: OpaquePointer) throws {
    if columns.isEmpty {
      columns = (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
      readers = try columns.enumerated().map { index, column in
        try ColumnReader(type: PQftype(result, CInt(index)), column: column)
      }
    }
    if row.columns.isEmpty {
      row = SQLRow(columns: columns, values: Array(repeating: .null, count: columns.count))
    }
    for (index, reader) in readers.enumerated() {
      row.values[index] = reader.value(of: result, row: 0, column: CInt(index))
    }
  }
}
