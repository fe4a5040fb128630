import CPQ
import Storage

/// Reads the cells of one column of an answer in the binary form.
struct ColumnReader {
  private enum Kind {
    case integer2, integer4, integer8, unsigned4, boolean, real4, real8, text, bytes, nothing
  }

  private let kind: Kind
  private let name: String

  init(type: Oid, column: String) throws(StorageError) {
    name = column
    switch type {
    case ServerType.integer2: kind = .integer2
    case ServerType.integer4: kind = .integer4
    case ServerType.integer8: kind = .integer8
    case ServerType.object: kind = .unsigned4
    case ServerType.boolean: kind = .boolean
    case ServerType.real4: kind = .real4
    case ServerType.real8: kind = .real8
    case ServerType.bytes: kind = .bytes
    case ServerType.void: kind = .nothing
    case ServerType.text, ServerType.varying, ServerType.name, ServerType.characters,
      ServerType.unknown, ServerType.json:
      kind = .text
    // Such as the sum of integers, which is a numeric here and an integer in SQLite.
    default:
      throw .failed("查询结果里“\(column)”一列的类型（\(type)）不能读取，请在查询里用 CAST 写明类型")
    }
  }

  /// Returns a cell; what is no NULL has an address.
  func value(of result: OpaquePointer, row: CInt, column: CInt) -> SQLValue {
    guard PQgetisnull(result, row, column) == 0, kind != .nothing,
      let address = PQgetvalue(result, row, column)
    else { return .null }
    let raw = UnsafeRawPointer(address)
    switch kind {
    case .integer8: return .integer(Int64(bigEndian: raw.loadUnaligned(as: Int64.self)))
    case .integer4: return .integer(Int64(Int32(bigEndian: raw.loadUnaligned(as: Int32.self))))
    case .integer2: return .integer(Int64(Int16(bigEndian: raw.loadUnaligned(as: Int16.self))))
    case .unsigned4: return .integer(Int64(UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self))))
    case .boolean: return .integer(Int64(raw.load(as: UInt8.self)))
    case .real8:
      return .real(Double(bitPattern: UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self))))
    case .real4:
      let bits = UInt32(bigEndian: raw.loadUnaligned(as: UInt32.self))
      return .real(Double(Float(bitPattern: bits)))
    case .text, .bytes:
      let buffer = UnsafeRawBufferPointer(
        start: raw, count: Int(PQgetlength(result, row, column)))
      return kind == .text ? .text(String(decoding: buffer, as: UTF8.self)) : .blob(Array(buffer))
    case .nothing: return .null
    }
  }

  /// Puts a cell into the row that a block is taking in; a text that is known makes no string.
  func put(
    _ result: OpaquePointer, row: CInt, column: CInt, into block: inout RowBlock,
    _ book: inout WordBook
  ) throws(StorageError) {
    if kind == .text, PQgetisnull(result, row, column) == 0,
      let address = PQgetvalue(result, row, column)
    {
      let length = Int(PQgetlength(result, row, column))
      let bytes = UnsafeRawBufferPointer(start: address, count: length)
      block.set(bytes.withMemoryRebound(to: UInt8.self) { book.place(of: $0) }, column: Int(column))
      return
    }
    switch value(of: result, row: row, column: column) {
    case .null: block.set(nil, column: Int(column))
    case .integer(let number): block.set(number, column: Int(column))
    case .real, .text, .blob: throw .wrongType(column: name, wanted: "Int64, String")
    }
  }
}
