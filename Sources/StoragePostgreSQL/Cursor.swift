import CPQ
import Storage

/// A long answer, fetched some thousand rows at a time: row by row, the client library would make an
/// answer for each of them.
struct Cursor {
  private let connection: Connection
  private let name: String

  /// Asks inside the transaction that is under way.
  init(_ sql: SQL, on connection: Connection) throws {
    try connection.makeWay()
    self.connection = connection
    name = connection.nextCursorName()
    let text = "DECLARE \(name) NO SCROLL CURSOR FOR " + sql.text { "$\($0)" }
    let binding = try Binding(sql.arguments)
    let result = binding.withParts { count, values, lengths, formats in
      PQexecParams(
        connection.handle, text, count, binding.types, values, lengths, formats, 1)
    }
    defer { PQclear(result) }
    try connection.check(result)
  }

  /// Calls with each part of the answer and returns its texts.
  func blocks(_ body: (RowBlock) throws -> Void) throws -> [String] {
    var book = WordBook()
    var block: RowBlock?
    var readers: [ColumnReader] = []
    while true {
      let result = try fetch()
      defer { PQclear(result) }
      if readers.isEmpty {
        readers = try (0..<PQnfields(result)).map { column in
          try ColumnReader(
            type: PQftype(result, column), column: String(cString: PQfname(result, column)))
        }
      }
      let count = PQntuples(result)
      guard count > 0 else { break }
      var filled = block ?? RowBlock(width: readers.count)
      block = nil
      filled.empty()
      for row in 0..<count {
        for (column, reader) in readers.enumerated() {
          try reader.put(result, row: row, column: CInt(column), into: &filled, &book)
        }
        filled.endRow()
      }
      try body(filled)
      block = filled
      if count < RowBlock.capacity { break }
    }
    try connection.command("CLOSE \(name)")
    return book.words
  }

  private func fetch() throws -> OpaquePointer {
    try connection.makeWay()
    let result = PQexecParams(
      connection.handle, "FETCH FORWARD \(RowBlock.capacity) FROM \(name)", 0, nil, nil, nil, nil,
      1)
    guard let result else { throw connection.failure() }
    do {
      try connection.check(result)
    } catch {
      PQclear(result)
      throw error
    }
    return result
  }
}
