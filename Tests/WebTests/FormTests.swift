import Documents
import Testing

@testable import Web

/// Reads bodies as browsers send them, and bodies as nobody should.
struct FormTests {
  @Test(
    arguments: [
      ("a=1&b=2", ["a": "1", "b": "2"]),
      ("name=%E5%85%AC%E5%8F%B8+%26+Co", ["name": "公司 & Co"]),
      ("empty=&flag", ["empty": "", "flag": ""]),
      ("bad=%zz&good=1", ["good": "1"]),
      ("cut=%E5%85", [:]),
      ("=nobody", [:]),
      ("", [:]),
    ] as [(String, [String: String])])
  func `reads an address or a plain form`(text: String, expected: [String: String]) {
    let items = QueryText.items(text)
    let read = Dictionary(items.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    #expect(read == expected)
  }

  @Test func `an address survives being written and read`() {
    var random = SystemRandomNumberGenerator()
    let letters = Array("aZ09 +&=%/?#\"'<>公司🏭\u{0}\n")
    for _ in 0..<200 {
      let value = String((0..<12).map { _ in letters.randomElement(using: &random) ?? "a" })
      let text = Address("/x", [.init(name: "q", value: value)]).text
      let query = text.split(separator: "?", maxSplits: 1).last ?? ""
      #expect(QueryText.items(query) == [.init(name: "q", value: value)], "\(text)")
    }
  }

  private let type = "multipart/form-data; boundary=X"

  private func body(_ parts: String...) -> [UInt8] {
    Array((parts.map { "--X\r\n\($0)\r\n" }.joined() + "--X--\r\n").utf8)
  }

  @Test func `reads texts and a file out of a multipart body`() throws {
    let form = try Form.read(
      body(
        "Content-Disposition: form-data; name=\"title\"\r\n\r\n年度 报告",
        "Content-Disposition: form-data; name=\"file\"; filename=\"C:\\a\\名 录.csv\"\r\n"
          + "Content-Type: text/csv\r\n\r\n--Y\r\n\r\na,b\r\n"), type: type)
    #expect(form["title"] == "年度 报告")
    #expect(form.file("file")?.name == "名 录.csv")
    #expect(
      try form.file("file").map {
        String(decoding: try $0.content.bytes(at: 0, count: 100), as: UTF8.self)
      } == "--Y\r\n\r\na,b\r\n")
  }

  @Test func `a file field that was left empty is no file`() throws {
    let form = try Form.read(
      body("Content-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n"), type: type)
    #expect(form.file("file") == nil)
  }

  @Test(
    arguments: [
      "", "--X", "--X\r\n", "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
      "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--X",
      "--X\r\nno head\r\n\r\nb\r\n--X--\r\n", "--Z--\r\n",
    ])
  func `a broken multipart body is refused whole`(text: String) {
    #expect(throws: Form.Problem.brokenMultipart) {
      try Form.read(Array(text.utf8), type: type)
    }
  }

  @Test func `every cut of a good body is refused or reads as a shorter one`() throws {
    let whole = body(
      "Content-Disposition: form-data; name=\"a\"\r\n\r\n1",
      "Content-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n\u{0}\u{1}\r\n")
    for end in 0..<whole.count {
      _ = try? Form.read(Array(whole[..<end]), type: type)
    }
    #expect(try Form.read(whole, type: type)["a"] == "1")
  }

  @Test(
    arguments: [
      ("application/json", Form.Problem.unknownType), ("multipart/form-data", .brokenMultipart),
      ("application/x-www-form-urlencoded", .notText),
    ] as [(String, Form.Problem)])
  func `another kind of body is refused`(type: String, problem: Form.Problem) {
    #expect(throws: problem) { try Form.read([0x61, 0xff, 0xfe], type: type) }
  }

  @Test(
    arguments: [
      ("/", true), ("/a?b=c#d", true), ("//evil", false), ("/\\evil", false), ("https://x", false),
      ("", false), ("/a b", false), ("/a\r\nSet-Cookie: x", false),
    ])
  func `only an address of this site is gone back to`(path: String, isLocal: Bool) {
    #expect(Visit.isLocal(path) == isLocal)
  }

  @Test func `finds a run of bytes wherever it stands`() {
    let text = Array("aabaabaaabaab".utf8)
    let search = ByteSearch(Array("aaab".utf8))
    #expect(search.first(in: text, from: 0) == 6)
    #expect(search.first(in: text, from: 7) == nil)
    #expect(ByteSearch([1]).first(in: [], from: 0) == nil)
  }
}
