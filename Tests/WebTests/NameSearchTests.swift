import Commands
import Definitions
import Foundation
import Testing

@testable import Web

/// The one search box: short words, former names, first letters, rights and time.
struct NameSearchTests {
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态
      91419802MA00000A9H,澄川重工机械有限公司,存续
      91419802MA00000B7C,恒润电子（集团）科技有限公司,存续
      91419802MA00000C57,长乐储能有限公司,存续
      """, on: "2022-03-01", as: "DU-market-regulation")
    try await district.write(
      "enterprise", "统一社会信用代码,企业名称\n91419802MA00000A9H,禾丰专用车辆有限公司\n", on: "2022-05-01",
      as: "DU-market-regulation")
    return district
  }

  private func codes(
    _ typed: String, in district: SmallDistrict, as post: String = "SV", day: String? = nil
  ) async throws -> [String] {
    var items = [Address.Item(name: "q", value: typed)]
    if let day { items.append(.init(name: "day", value: day)) }
    let reply = try await district.browser(as: post).get(Address("/search", items).text)
    if let location = reply.location { return [String(location.suffix(18))] }
    return ["91419802MA00000A9H", "91419802MA00000B7C", "91419802MA00000C57"].filter {
      reply.body.contains("<td class=\"code\"><a href=\"/enterprises/\($0)")
    }
  }

  private static let (heavy, hengrun, changle) = (
    "91419802MA00000A9H", "91419802MA00000B7C", "91419802MA00000C57"
  )

  @Test(
    arguments: [
      // One and two characters, full-width forms, brackets, capitals.
      ("储", [changle]), ("电子", [hengrun]), ("集团科技", [hengrun]), ("(集团)", [hengrun]),
      ("ｍａ00000b7c", [hengrun]), ("0000", [heavy, hengrun, changle]),
      // First letters, by every reading of 重, 长 and 乐.
      ("hfzycl", [heavy]), ("zgjx", [heavy]), ("cgjx", [heavy]), ("clcn", [changle]),
      ("zlcn", [changle]), ("cycn", [changle]), ("HRDZ", [hengrun]), ("jtkj", [hengrun]),
      // Nothing that is there.
      ("不存在", []), ("xyzxyz", []), ("，", []),
    ] as [(String, [String])])
  func `finds by part, by former name and by first letters`(typed: String, found: [String])
    async throws
  {
    #expect(try await codes(typed, in: try await district()) == found, "\(typed)")
  }

  @Test func `a former name is found and named as such`() async throws {
    let district = try await district()
    let page = try await district.browser(as: "SV").get(
      Address("/search", [.init(name: "q", value: "重工")]).text
    ).body
    #expect(page.contains("禾丰专用车辆有限公司") && page.contains("曾用名 澄川重工机械有限公司"))
  }

  @Test func `on a day before the change the later name is unknown`() async throws {
    let district = try await district()
    #expect(try await codes("禾丰", in: district, day: "2022-04-01") == [])
    #expect(try await codes("重工", in: district, day: "2022-04-01") == [Self.heavy])
    #expect(try await codes("重工", in: district, day: "2022-02-01") == [])
  }

  @Test func `a name that was taken back is no former name`() async throws {
    let district = try await district()
    let batch = try await district.write(
      "enterprise", "统一社会信用代码,企业名称\n\(Self.changle),误录名称有限公司\n", on: "2022-06-25",
      as: "DU-market-regulation")
    #expect(try await codes("误录", in: district) == [Self.changle])
    let clerk = try await district.browser(as: "DU-market-regulation")
    let reply = try await clerk.post("/imports/\(batch)/reversal", [("csrf", SmallDistrict.csrf)])
    #expect(reply.status == 303)
    #expect(try await codes("误录", in: district) == [])
  }

  /// Whatever lies in the index is what one would find by reading every name.
  @Test func `every part of every name is found where it stands, and nowhere else`() async throws {
    let district = try await SmallDistrict.open()
    var random = SeededGenerator(seed: 2022)
    let words = ["澄川", "恒润", "重工", "Ａ", "b2", "（集团）", " ", "长乐", "储能", "科技", "·", "电子", "有限公司"]
    var firms: [(code: String, name: String)] = []
    for number in 0..<60 {
      let body = "MA" + String(format: "%06d", number * 7)
      let code = try #require(CreditCode.code(kind: "91", region: "419802", body: body))
      let count = Int.random(in: 1...5, using: &random)
      let name = "企" + (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      firms.append((code, name))
    }
    let rows = firms.map { "\($0.code),\($0.name),存续" }.joined(separator: "\n")
    try await district.write(
      "enterprise", "统一社会信用代码,企业名称,登记状态\n\(rows)\n", on: "2022-03-01",
      as: "DU-market-regulation")
    let desk = try await district.browser(as: "SV")
    for _ in 1...150 {
      let name = Array(firms.randomElement(using: &random)?.name ?? "")
      let start = Int.random(in: 0..<name.count, using: &random)
      let part = String(name[start..<Int.random(in: (start + 1)...name.count, using: &random)])
      let folded = SearchText.folded(part)
      // Letters alone may be first letters as well.
      guard !folded.isEmpty, PinyinInitials.typed(folded) == nil else { continue }
      let wanted = firms.count {
        SearchText.folded($0.name).contains(folded) || $0.code.lowercased().contains(folded)
      }
      let page = try await desk.get(Address("/enterprises", [.init(name: "q", value: part)]).text)
      let found = page.body.firstMatch(of: /<h1>企业<small>([0-9]+) 个/)?.output.1
      #expect(found.flatMap { Int($0) } == wanted, "“\(part)”")
    }
  }

  @Test func `nothing is found that the reader may not see`() async throws {
    let district = try await district()
    #expect(try await codes("有限", in: district, as: "EA") == [Self.heavy], "its own firm")
    #expect(try await codes("有限", in: district, as: "PB") == [])
    #expect(try await codes("有限", in: district).count == 3)
  }

  @Test func `a name of a person is masked and found by nobody, the record by its code`()
    async throws
  {
    let district = try await district()
    try await district.write(
      "person", "人员编号,姓名,所在企业,人才层次,服务专员岗位\nRY-00001,测试人甲,\(Self.heavy),省级,ES\n",
      on: "2022-06-01", as: "ES")
    func found(_ typed: String, as post: String) async throws -> Bool {
      let reply = try await district.browser(as: post).get(
        Address("/search", [.init(name: "q", value: typed)]).text)
      return reply.body.contains("RY-00001") || reply.location?.contains("RY-00001") == true
    }
    #expect(try await !found("人甲", as: "EA"), "not even by the firm, which sees it masked")
    #expect(try await !found("csrj", as: "EA"))
    #expect(try await found("RY-00001", as: "EA"))
    #expect(try await !found("人甲", as: "ST"), "sees the record, and not the name")
    #expect(try await !found("csrj", as: "ST"))
    #expect(try await found("RY-00001", as: "ST"))
  }
}
