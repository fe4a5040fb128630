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

  /// Sends the rows, taking each one as it is needed.
  func send(_ rows: some Sequence<[SQLValue]>) throws {
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

  private func put(_ rows: some Sequence<[SQLValue]>) throws {
    var packet = Self.signature
    packet.reserveCapacity(Self.packet + (1 << 12))
    for row in rows {
      try append(row, to: &packet)
      if packet.count >= Self.packet { try flush(&packet) }
    }
    packet.appendBigEndian(Int16(-1))
    try flush(&packet)
  }

  private func append(_ row: [SQLValue], to packet: inout [UInt8]) throws(StorageError) {
    guard row.count == types.count else {
      throw .failed("写入 \(table) 的一行有 \(row.count) 个值，应有 \(types.count) 个")
    }
    packet.appendBigEndian(Int16(row.count))
    for (index, value) in row.enumerated() {
      switch (value, types[index]) {
      case (.null, _):
        packet.appendBigEndian(Int32(-1))
        continue
      case (.integer, ServerType.integer8), (.real, ServerType.real8): break
      case (.blob, ServerType.bytes): break
      case (.text(let text), ServerType.text):
        guard !text.utf8.contains(0) else { throw .zeroCharacter }
      // The binary form carries no type, so the server would take the bytes for something else.
      default: throw .refused("“\(columns[index])”一列不能存这种值：\(value)")
      }
      let start = packet.count
      packet.appendBigEndian(Int32(0))
      packet.appendBinary(value)
      let length = Int32(packet.count - start - 4)
      for place in 0..<4 {
        packet[start + place] = UInt8(truncatingIfNeeded: length >> (24 - 8 * place))
      }
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
