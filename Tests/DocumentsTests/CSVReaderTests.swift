import Documents
import Quantities
import Testing

/// Reads all rows of a text table.
private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

private func rows(_ bytes: [UInt8]) throws -> [[String]] {
  var reader = try CSVReader(bytes, name: "表.csv")
  var rows: [[String]] = []
  while let record = reader.next() { rows.append(record.cells) }
  return rows
}

struct CSVReaderTests {
  @Test(
    arguments: [
      ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
      ("a,b\n\n1,2\n", [["a", "b"], [], ["1", "2"]]),
      ("a,\"b,c\"\n", [["a", "b,c"]]),
      ("\"说“好”\",\"写\"\"字\"\"\"\n", [["说“好”", "写\"字\""]]),
      ("\"上\r\n下\",b\n1,2\n", [["上\n下", "b"], ["1", "2"]]),
      ("\"上\r下\",b\n", [["上\n下", "b"]]),
      ("\"\",\"\"\n", [["", ""]]),
      ("a,,\n,,c\n", [["a", "", ""], ["", "", "c"]]),
      ("a,\"b\" \n", [["a", "b "]]),
      ("a,\"b\"c\n", [["a", "bc"]]),
      ("a,5\" 管\n", [["a", "5\" 管"]]),
      ("代码,=\"00123\"\n", [["代码", "00123"]]),
      ("a;b;1,5\nc;d;2,5\n", [["a", "b", "1,5"], ["c", "d", "2,5"]]),
      ("a\tb,c\nd\te,f\n", [["a", "b,c"], ["d", "e,f"]]),
      ("0012\t,甲\n0034\t,乙\n", [["0012\t", "甲"], ["0034\t", "乙"]]),
      ("sep=;\na;b\n", [["a", "b"]]),
      ("", []),
      ("一行没有分隔", [["一行没有分隔"]]),
      (",\n", [["", ""]]),
    ] as [(String, [[String]])])
  func `rows and cells as they are written`(text: String, expected: [[String]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test func `the same table reads the same in every encoding`() throws {
    let text = "企业,营业收入\n龙湖机电,1200\n"
    let expected = [["企业", "营业收入"], ["龙湖机电", "1200"]]
    for bytes in [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), gb18030(text),
      wide(text, bigEndian: false), wide(text, bigEndian: true),
    ] {
      #expect(try rows(bytes) == expected)
    }
  }

  @Test func `rows and lines are counted apart where cells hold line breaks`() throws {
    var reader = try CSVReader(Array("a,\"1\n2\"\nb,3\n".utf8), name: "表.csv")
    let records = [reader.next(), reader.next()]
    #expect(records.map { $0?.row } == [1, 2])
    #expect(records.map { $0?.line } == [1, 3])
  }

  @Test(
    arguments: [
      ("a,b\nx,\"y\n1,2\n", 2, [["a", "b"], ["x", "\"y"], ["1", "2"]]),
      ("a,b\n\"x,y\n\"1\",2\n", 2, [["a", "b"], ["\"x", "y"], ["1", "2"]]),
      ("\"", 1, [["\""]]),
    ] as [(String, Int, [[String]])])
  func `a quote that is never closed costs one remark and no row`(
    text: String, line: Int, expected: [[String]]
  ) throws {
    var reader = try CSVReader(Array(text.utf8), name: "表.csv")
    var rows: [[String]] = []
    while let record = reader.next() { rows.append(record.cells) }
    #expect(rows == expected)
    #expect(reader.remarks.map(\.line) == [line])
  }

  @Test func `zero characters are dropped with a remark`() throws {
    let text = String(repeating: "企业,收入\n", count: 40) + "甲\0,1\n"
    var reader = try CSVReader(Array(text.utf8), name: "表.csv")
    var last: CSVRecord?
    while let record = reader.next() { last = record }
    #expect(last?.cells == ["甲", "1"])
    #expect(reader.remarks.map(\.line) == [41])
  }

  @Test func `a row that a comma made longer is remarked`() throws {
    let text = "企业,地址,收入\n甲,东街,1\n乙,西街,2\n丙,南街,龙湖区,3\n丁,北街,4\n"
    let workbook = try WorkbookReader.read(Array(text.utf8), name: "企业.csv")
    #expect(workbook.sheets.map(\.name) == ["企业"])
    #expect(workbook.remarks.map(\.line) == [4])
    #expect(workbook.sheets[0].rows[3].map(\.written) == ["丙", "南街", "龙湖区", "3"])
  }

  @Test func `any table that is written reads back`() throws {
    var random = SeededGenerator(seed: 4180)
    let alphabet = Array("甲乙,\"\n;\t 0=a'|")
    for _ in 1...400 {
      let width = Int.random(in: 2...5, using: &random)
      var writer = CSVWriter(marked: Bool.random(using: &random))
      let table = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<width).map { _ in
          String(
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
              alphabet.randomElement(using: &random) ?? "甲"
            })
        }
      }
      for row in table { writer.append(row) }
      let bytes = writer.take()
      #expect(try rows(bytes) == table, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func `cells are quoted only where they need it`() {
    var writer = CSVWriter()
    writer.append(["甲", "a,b", "说\"好\"", "=1+1", ""])
    writer.append([.number(300), .day(Day(number: 0)), .boolean(true), .empty] as [Cell])
    #expect(
      String(decoding: writer.take(), as: UTF8.self)
        == "\u{FEFF}甲,\"a,b\",\"说\"\"好\"\"\",\"=1+1\",\r\n300,1970-01-01,TRUE,\r\n")
    #expect(writer.take().isEmpty)
  }
}
