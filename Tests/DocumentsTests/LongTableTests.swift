import Documents
import Foundation
import Quantities
import Testing

/// Tables longer than the pieces in which they are read, from a file on a disk.
@Suite("Long tables") struct LongTableTests {
  private static let rows = 30_000

  /// Rows of which every one is longer or shorter than the next, so that pieces cut them anywhere.
  private static func row(_ number: Int) -> [String] {
    [
      "\(number)", "澄川\(String(repeating: "区", count: number % 7))\(number)号",
      number % 11 == 0 ? "上\n\"下\(number)\"" : "街",
    ]
  }

  private static let text: String = {
    var writer = CSVWriter(marked: false)
    writer.append(["编号", "名称", "住所"])
    for number in 0..<rows { writer.append(row(number)) }
    return String(decoding: writer.take(), as: UTF8.self)
  }()

  private static func onDisk<T>(
    _ bytes: [UInt8], _ body: (ByteSource) throws -> T
  ) throws -> T {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "hefu-\(UUID().uuidString).csv")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try body(try ByteSource(path: file.path, name: "表.csv"))
  }

  @Test(arguments: ["UTF-8", "UTF-8 with mark", "GB18030", "UTF-16LE", "UTF-16BE"])
  func `every row comes back whole, wherever a piece cuts a character`(encoding: String) throws {
    let bytes: [UInt8] =
      switch encoding {
      case "UTF-8 with mark": [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)
      case "GB18030": gb18030(Self.text)
      case "UTF-16LE": wide(Self.text, bigEndian: false)
      case "UTF-16BE": wide(Self.text, bigEndian: true)
      default: Array(Self.text.utf8)
      }
    #expect(bytes.count > 3 * ByteSource.piece)
    let book = try Self.onDisk(bytes) { try TableBook(reading: $0) }
    let table = try #require(book.tables.first)
    #expect(book.remarks.isEmpty)
    #expect(table.rows.count == Self.rows + 1)
    var wrong = 0
    try table.rows.each { row, cells in
      if row > 1, cells.map(\.written) != Self.row(row - 2) { wrong += 1 }
      return true
    }
    #expect(wrong == 0)
    #expect(table.top.rows.count == Table.topRows)
  }

  @Test func `a file cut within a character says so and keeps the rest`() throws {
    let bytes = Array(Array(Self.text.utf8).dropLast(2) + Array("镇".utf8).dropLast())
    let book = try Self.onDisk(bytes) { try TableBook(reading: $0) }
    #expect(book.remarks.map(\.isCutOff) == [true])
    #expect(book.tables.first?.rows.lastRow == Self.rows + 1)
  }

  @Test func `a quote that is never closed costs no row behind it`() throws {
    let lines = (0..<200_000).map { "\($0),北街\($0)号的一处房屋\n" }
    let text = "编号,住所\n甲,\"南街\n" + lines.joined()
    #expect(text.utf8.count > 4_194_304)
    let book = try Self.onDisk(Array(text.utf8)) { try TableBook(reading: $0) }
    #expect(book.tables.first?.rows.count == lines.count + 2)
    #expect(book.remarks.map(\.line) == [2])
  }

  @Test func `a file that shrinks while it is read is refused`() throws {
    let file = FileManager.default.temporaryDirectory
      .appending(path: "hefu-\(UUID().uuidString).csv")
    try Data(Self.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let source = try ByteSource(path: file.path, name: "表.csv")
    try FileHandle(forWritingTo: file).truncate(atOffset: 3)
    #expect(throws: DocumentError.self) { try TableBook(reading: source) }
  }

  @Test func `cells of every kind come back from a row store as they were`() throws {
    let wide = try #require(Number("1234567890123456789012345678.5"))
    let cells: [Cell] = [
      .empty, .text("甲"), .number(wide, written: "1.2E+27"), .number(-12, written: "-12"),
      .day(Day(number: -3)), .boolean(true), .boolean(false), .error("#REF!"),
    ]
    var store = RowStore()
    for row in 1...40_000 { try store.append(row * 2, cells) }
    var seen = 0
    try store.each { row, back in
      seen += 1
      return row == seen * 2 && back == cells
    }
    #expect(seen == 40_000)
    #expect((store.count, store.lastRow) == (40_000, 80_000))
  }
}

/// What a small file may ask of the disk.
extension LongTableTests {
  @Test func `cells spread far apart do not fill the disk`() {
    var store = RowStore(mostCells: 100_000)
    let wide = Array(repeating: Cell.empty, count: 16_383) + [.text("末")]
    #expect(throws: DocumentError.self) {
      for row in 1...10 { try store.append(row, wide) }
    }
  }
}
