import CPQ
import Storage

/// One connection to the server, with its prepared statements; one thread uses it at a time.
final class Connection {
  let address: ServerAddress
  let handle: OpaquePointer
  private var statements: [Statement: String] = [:]
  /// The answer that is still on its way, whose rest must be read before anything else is asked.
  private var running: Answer?

  private var cursors = 0

  /// Statements that let numbers given by the server follow the highest one in use, as SQLite
  /// gives them, so that a write that was undone leaves no gap.
  var renumbering = ""

  private struct Statement: Hashable {
    var text: String
    /// A NULL leaves its type open, so the same text may be prepared more than once.
    var types: [Oid]
  }

  /// Statements that are kept prepared; a program has far fewer, unless a text is made from data.
  private static let mostStatements = 500

  init(_ address: ServerAddress) throws(StorageError) {
    // What the address says comes later and counts.
    let options = [
      ("connect_timeout", "10"), ("tcp_user_timeout", "30000"),
      ("fallback_application_name", "hefu"), ("dbname", address.text), ("client_encoding", "UTF8"),
    ]
    guard let handle = Self.connect(options) else {
      throw .unreachable(server: address.name, detail: "内存不足")
    }
    self.address = address
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else {
      throw .unreachable(server: address.name, detail: complaint)
    }
    // Notices are for whoever types SQL; here they would only go to the error stream.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  private static func connect(_ options: [(key: String, value: String)]) -> OpaquePointer? {
    var keys = options.map { $0.key.copied }
    var values = options.map { $0.value.copied }
    defer { for pointer in keys + values { pointer?.deallocate() } }
    keys.append(nil)
    values.append(nil)
    return PQconnectdbParams(keys, values, 1)
  }

  /// What libpq says about the connection, on one line.
  private var complaint: String {
    String(cString: PQerrorMessage(handle)).split(whereSeparator: \.isNewline)
      .map { $0.drop(while: \.isWhitespace) }.joined(separator: "；")
  }

  var isLost: Bool { PQstatus(handle) != CONNECTION_OK }

  // MARK: Asking

  /// Runs statements without arguments and returns the last row of the last one as text.
  @discardableResult
  func command(_ text: String) throws -> [String] {
    try makeWay()
    let result = PQexec(handle, text)
    defer { PQclear(result) }
    try check(result)
    return (0..<PQnfields(result)).map { column in
      PQntuples(result) > 0 ? String(cString: PQgetvalue(result, 0, column)) : ""
    }
  }

  /// Calls with each row of an answer as it comes in, holding one at a time.
  ///
  /// A question asked from inside `body` makes the rest of the answer wait in memory.
  func each(_ sql: SQL, _ body: (SQLRow) throws -> Void) throws {
    let (name, binding) = try prepared(sql)
    let sent = binding.withParts { count, values, lengths, formats in
      PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
    }
    guard sent == 1, PQsetSingleRowMode(handle) == 1 else { throw failure() }
    let answer = Answer(of: self)
    running = answer
    defer {
      answer.discard()
      if running === answer { running = nil }
    }
    var row = SQLRow(columns: [], values: [])
    while try answer.next(into: &row) { try body(row) }
  }

  /// Calls with some thousand rows of an answer at a time and returns its texts.
  func blocks(_ sql: SQL, _ body: (RowBlock) throws -> Void) throws -> [String] {
    try Cursor(sql, on: self).blocks(body)
  }

  /// A name for a cursor that no other one of the connection has.
  func nextCursorName() -> String {
    cursors += 1
    return "hefu_\(cursors)"
  }

  /// Runs a statement and returns how many rows it changed.
  func execute(_ sql: SQL) throws -> Int {
    let (name, binding) = try prepared(sql)
    let result = binding.withParts { count, values, lengths, formats in
      PQexecPrepared(handle, name, count, values, lengths, formats, 1)
    }
    defer { PQclear(result) }
    try check(result)
    return Int(String(cString: PQcmdTuples(result))) ?? 0
  }

  /// The types of the columns that a query answers with.
  func types(of sql: SQL) throws -> [Oid] {
    let result = PQdescribePrepared(handle, try prepared(sql).name)
    defer { PQclear(result) }
    try check(result)
    return (0..<PQnfields(result)).map { PQftype(result, $0) }
  }

  /// Reads the rest of the answer that is on its way into memory, so that the line is free.
  func makeWay() throws {
    if Task.isCancelled { throw CancellationError() }
    let waiting = running
    running = nil
    try waiting?.keepRest()
  }

  private func prepared(_ sql: SQL) throws -> (name: String, binding: Binding) {
    try makeWay()
    let binding = try Binding(sql.arguments)
    let statement = Statement(text: sql.text { "$\($0)" }, types: binding.types)
    if let name = statements[statement] { return (name, binding) }
    if statements.count >= Self.mostStatements {
      try command("DEALLOCATE ALL")
      statements.removeAll()
    }
    let name = "s\(statements.count)"
    let result = PQprepare(
      handle, name, statement.text, CInt(binding.types.count), binding.types)
    defer { PQclear(result) }
    try check(result)
    statements[statement] = name
    return (name, binding)
  }

  // MARK: Judging

  /// Throws what a result complains about.
  func check(_ result: OpaquePointer?) throws {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COPY_IN: return
    default: throw failure(result)
    }
  }

  /// What went wrong, as an error: the connection, the caller's own wish, or the statement.
  func failure(_ result: OpaquePointer? = nil) -> any Error {
    let said = ServerComplaint(result)
    if isLost || said.endsConnection { return ConnectionLost() }
    if said.isCancelled, Task.isCancelled { return CancellationError() }
    guard !said.state.isEmpty else { return StorageError.failed(complaint) }
    return StorageError(said, server: address.name)
  }
}

extension String {
  /// A copy for C, which the caller lets go of.
  fileprivate var copied: UnsafePointer<CChar>? {
    let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: utf8.count + 1)
    for (index, byte) in utf8.enumerated() { bytes[index] = CChar(bitPattern: byte) }
    bytes[utf8.count] = 0
    return UnsafePointer(bytes)
  }
}
