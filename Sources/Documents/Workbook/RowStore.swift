import Quantities

/// The rows of a table, kept in few bytes each, to be read again from the first to the last.
///
/// Beyond a few megabytes they lie in a temporary file, so that a table of any length takes little
/// memory.
package struct RowStore: Sendable {
  private var spool = Spool()
  private var pieces: [Spool.Place] = []
  private var open: [UInt8] = []
  private var size = 0
  private var cells = 0
  /// Rows that hold something.
  package private(set) var count = 0
  /// The last of them, counted from 1 as in the file.
  package private(set) var lastRow = 0

  private static let piece = 262_144
  /// Cells and bytes of one table, blank cells between others counted, so that a small hostile file
  /// fills neither the disk nor the day.
  private let mostCells: Int
  private static let mostBytes = 4_294_967_296

  package init(mostCells: Int = 100_000_000) { self.mostCells = mostCells }

  package mutating func append(_ row: Int, _ cells: [Cell]) throws(DocumentError) {
    begin(row, cells.count)
    for cell in cells { CellCode.write(cell, to: &open) }
    try end()
  }

  /// Begins a row; its cells follow one by one.
  mutating func begin(_ row: Int, _ cells: Int) {
    count += 1
    self.cells += cells
    lastRow = row
    CellCode.write(UInt64(row), to: &open)
    CellCode.write(UInt64(cells), to: &open)
  }

  mutating func appendText(_ bytes: UnsafeBufferPointer<UInt8>) {
    CellCode.write(text: bytes, to: &open)
  }

  mutating func append(_ cell: Cell) { CellCode.write(cell, to: &open) }

  /// Ends a row.
  mutating func end() throws(DocumentError) {
    guard cells <= mostCells else {
      throw .tooLarge(file: "表格", detail: "单元格超过 \(mostCells / 10_000) 万个")
    }
    guard open.count >= Self.piece else { return }
    size += open.count
    guard size <= Self.mostBytes else {
      throw .tooLarge(file: "表格", detail: "展开后超过 \(Self.mostBytes >> 30) GB")
    }
    pieces.append(try spool.append(open))
    open.removeAll(keepingCapacity: true)
  }

  /// Calls with each row and its cells until the body returns false.
  package func each(_ body: (_ row: Int, _ cells: [Cell]) throws -> Bool) throws {
    for place in pieces {
      guard try Self.each(of: spool.bytes(at: place), body) else { return }
    }
    _ = try Self.each(of: open, body)
  }

  private static func each(
    of bytes: [UInt8], _ body: (Int, [Cell]) throws -> Bool
  ) throws -> Bool {
    try bytes.withUnsafeBytes { bytes in
      var reader = CellCode.Reader(bytes)
      var cells: [Cell] = []
      while !reader.isAtEnd {
        let row = Int(reader.integer())
        let count = Int(reader.integer())
        cells.removeAll(keepingCapacity: true)
        for _ in 0..<count { cells.append(reader.cell()) }
        guard try body(row, cells) else { return false }
      }
      return true
    }
  }
}

/// The bytes in which a row store keeps a cell.
private enum CellCode {
  private enum Kind: UInt8 {
    case empty, text, number, wideNumber, day, yes, no, error
  }

  static func write(_ cell: Cell, to bytes: inout [UInt8]) {
    switch cell {
    case .empty: bytes.append(Kind.empty.rawValue)
    case .text(let text):
      bytes.append(Kind.text.rawValue)
      write(text, to: &bytes)
    case .number(let number, let written): write(number, written, to: &bytes)
    case .day(let day):
      bytes.append(Kind.day.rawValue)
      write(UInt64(UInt32(bitPattern: day.number)), to: &bytes)
    case .boolean(let flag): bytes.append((flag ? Kind.yes : Kind.no).rawValue)
    case .error(let text):
      bytes.append(Kind.error.rawValue)
      write(text, to: &bytes)
    }
  }

  static func write(text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard !text.isEmpty else { return bytes.append(Kind.empty.rawValue) }
    bytes.append(Kind.text.rawValue)
    write(UInt64(text.count), to: &bytes)
    bytes.append(contentsOf: text)
  }

  private static func write(_ number: Number, _ written: String, to bytes: inout [UInt8]) {
    if let small = Int64(exactly: number.coefficient) {
      bytes.append(Kind.number.rawValue)
      write(UInt64(bitPattern: small &<< 1 ^ small >> 63), to: &bytes)
    } else {
      bytes.append(Kind.wideNumber.rawValue)
      let wide = UInt128(bitPattern: number.coefficient)
      write(UInt64(truncatingIfNeeded: wide), to: &bytes)
      write(UInt64(truncatingIfNeeded: wide >> 64), to: &bytes)
    }
    write(UInt64(bitPattern: Int64(number.exponent)), to: &bytes)
    write(written, to: &bytes)
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    write(UInt64(text.utf8.count), to: &bytes)
    bytes.append(contentsOf: text.utf8)
  }

  /// Seven bits a byte, the low ones first.
  static func write(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads what was written, which this process wrote itself a moment ago.
  struct Reader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func integer() -> UInt64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while true {
        let byte = bytes[place]
        place += 1
        value |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return value }
        shift += 7
      }
    }

    private mutating func text() -> String {
      let count = Int(integer())
      defer { place += count }
      return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    mutating func cell() -> Cell {
      let kind = Kind(rawValue: bytes[place]) ?? .empty
      place += 1
      switch kind {
      case .empty: return .empty
      case .text: return .text(text())
      case .number:
        let folded = integer()
        let small = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
        return number(Int128(small))
      case .wideNumber:
        let low = UInt128(integer())
        return number(Int128(bitPattern: low | UInt128(integer()) << 64))
      case .day: return .day(Day(number: Int32(bitPattern: UInt32(integer()))))
      case .yes: return .boolean(true)
      case .no: return .boolean(false)
      case .error: return .error(text())
      }
    }

    private mutating func number(_ coefficient: Int128) -> Cell {
      let exponent = Int(Int64(bitPattern: integer()))
      let number = Number(coefficient: coefficient, exponent: exponent)
      return .number(number, written: text())
    }
  }
}
