import CPQ
import Storage

/// Sends many rows to a table by COPY in the binary form.
struct CopyIn {
  private let connection: Connection
  private let table: String
  private let columns: [String]
  private let types: [Oid]

  private static let signature: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + Array(repeating: 0, count: 9)
  /// Bytes that are gathered before they are handed to libpq.
  private static let packet = 1 << 18

  init(into table: SQL, columns: [SQL], over connection: Connection) throws {
    self.connection = connection
    self.table = table.text()
    self.columns = columns.map { $0.text() }
    types = try connection.types(of: "SELECT \(SQL.joined(columns)) FROM \(table) LIMIT 0")
  }

  /// Sends the rows of a parcel.
  func send(_ rows: RowParcel) throws {
    guard rows.width == types.count else {
      throw StorageError.failed(
        "写入 \(table) 的一行有 \(rows.width) 个值，应有 \(types.count) 个")
    }
    guard !rows.holdsZero else { throw StorageError.zeroCharacter }
    let names = columns.joined(separator: ", ")
    try connection.command("COPY \(table) (\(names)) FROM STDIN (FORMAT binary)")
    do {
      try put(rows)
    } catch {
      try? end(because: "a row could not be sent")
      throw error
    }
    try end(because: nil)
  }

  private func put(_ rows: RowParcel) throws {
    var packet = Self.signature
    packet.reserveCapacity(Self.packet + (1 << 12))
    for row in 0..<rows.count {
      packet.appendBigEndian(Int16(rows.width))
      for column in 0..<rows.width {
        try append(rows, row * rows.width + column, column: column, to: &packet)
      }
      if packet.count >= Self.packet { try flush(&packet) }
    }
    packet.appendBigEndian(Int16(-1))
    try flush(&packet)
  }

  private func append(
    _ rows: RowParcel, _ place: Int, column: Int, to packet: inout [UInt8]
  ) throws(StorageError) {
    switch (rows.kinds[place], types[column]) {
    case (.null, _): packet.appendBigEndian(Int32(-1))
    case (.integer, ServerType.integer8), (.real, ServerType.real8):
      packet.appendBigEndian(Int32(8))
      packet.appendBigEndian(rows.numbers[place])
    case (.blob, ServerType.bytes), (.text, ServerType.text):
      let range = RowParcel.range(of: rows.numbers[place])
      packet.appendBigEndian(Int32(range.count))
      packet.append(contentsOf: rows.bytes[range])
    // The binary form carries no type, so the server would take the bytes for something else.
    default: throw .refused("“\(columns[column])”一列不能存这种值：\(rows[place])")
    }
  }

  private func flush(_ packet: inout [UInt8]) throws {
    if Task.isCancelled { throw CancellationError() }
    let sent = packet.withUnsafeBytes { buffer in
      PQputCopyData(
        connection.handle, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        CInt(buffer.count))
    }
    guard sent == 1 else { throw connection.failure() }
    packet.removeAll(keepingCapacity: true)
  }

  /// Ends the copy, or gives it up with a reason, and reads what the server says to it.
  private func end(because reason: String?) throws {
    guard PQputCopyEnd(connection.handle, reason) == 1 else { throw connection.failure() }
    var problem: (any Error)?
    while let result = PQgetResult(connection.handle) {
      do { try connection.check(result) } catch { problem = problem ?? error }
      PQclear(result)
    }
    if let problem { throw problem }
  }
}
