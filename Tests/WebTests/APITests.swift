import Commands
import Definitions
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// The interface for programs: the same rights and times as the pages, and what its document says.
struct APITests {
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,注册资本（万元）
      91419802MA00000A9H,禾丰专用车辆有限公司,存续,1000.5
      91419802MA00000B7C,恒润电子科技有限公司,存续,
      """, on: "2022-03-01", as: "DU-market-regulation")
    return district
  }

  private func object(_ reply: Reply) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
  }

  @Test func `a list is filtered, sorted, cut and in exact numbers`() async throws {
    let desk = try await district().browser(as: "SV")
    let reply = try await desk.get(
      "/api/v1/registers/enterprise?sort=-registered_capital&column=registered_capital&limit=1")
    #expect(reply.status == 200)
    #expect(reply.body.contains("\"registered_capital\":1000.5"))
    let body = try object(reply)
    #expect(body["total"] as? Int == 2)
    let items = try #require(body["items"] as? [[String: Any]])
    #expect(items.map { $0["code"] as? String } == ["91419802MA00000A9H"])
    let second = try object(
      try await desk.get("/api/v1/registers/enterprise?sort=-registered_capital&limit=1&page=2"))
    let rest = try #require(second["items"] as? [[String: Any]])
    #expect(rest.map { $0["code"] as? String } == ["91419802MA00000B7C"])
    #expect((rest[0]["values"] as? [String: Any])?["registered_capital"] is NSNull)
  }

  @Test func `one subject comes with facts, evidence and sources`() async throws {
    let desk = try await district().browser(as: "SV")
    let body = try object(try await desk.get("/api/v1/registers/enterprise/91419802MA00000A9H"))
    let facts = try #require(body["facts"] as? [[String: Any]])
    let capital = try #require(facts.first { $0["field"] as? String == "registered_capital" })
    #expect(capital["evidence"] as? String == "E3")
    #expect(capital["period"] as? String == "2022-03-01")
    #expect(capital["unit"] as? String == "万元")
    let source = try #require(capital["source"] as? [String: Any])
    #expect(source["title"] as? String == "enterprise.csv 第 2 行")
    #expect((body["hidden_fields"] as? Int ?? 0) > 0)
  }

  @Test(
    arguments: [
      ("/api/v1/registers/enterprise?rule=%E8%90%A5%E4%B8%9A", 400, "invalid-condition"),
      ("/api/v1/registers/enterprise?column=nothing", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?sort=-nothing", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?limit=0", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?page=x", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?day=2099-01-01", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?known=maybe", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise?f.rd_expenditure=1", 400, "invalid-parameter"),
      ("/api/v1/registers/enterprise/nobody", 404, "not-found"),
      ("/api/v1/registers/nothing", 404, "not-found"),
      ("/api/v1/commitments/C-1999-001", 404, "not-found"),
      ("/api/v1/registers/loan", 403, "denied"),
    ])
  func `a problem has a code that stays and a detail for people`(
    path: String, status: Int, code: String
  ) async throws {
    let reply = try await district().browser(as: "SV").get(path)
    #expect(reply.status == status, "\(reply.body)")
    let body = try object(reply)
    #expect(body["code"] as? String == code)
    #expect(body["type"] as? String == "urn:hefu:problem:\(code)")
    #expect(body["status"] as? Int == status)
    #expect(ProblemDetail.codes[code] == status)
    #expect((body["detail"] as? String ?? "").contains("。"))
  }

  @Test func `a mistake in a condition is placed at its character`() async throws {
    let reply = try await district().browser(as: "SV").get(
      Address("/api/v1/registers/enterprise", [.init(name: "rule", value: "注册资本 >")]).text)
    #expect(try object(reply)["column"] as? Int == 7)
  }

  @Test func `what is hidden from pages is hidden from programs`() async throws {
    let district = try await district()
    try await district.write(
      "enterprise", "统一社会信用代码,营业收入（万元）2021年\n91419802MA00000A9H,77123\n", on: "2022-03-02",
      as: "DU")
    let reader = try await district.browser(as: "SV")
    for path in ["/api/v1/registers/enterprise", "/api/v1/registers/enterprise/91419802MA00000A9H"]
    {
      #expect(try await !reader.get(path).body.contains("77123"), "\(path)")
    }
    let owner = try await district.browser(as: "EA")
    #expect(
      try await owner.get("/api/v1/registers/enterprise/91419802MA00000A9H").body.contains("77123"))
    #expect(try await owner.get("/api/v1/registers/enterprise/91419802MA00000B7C").status == 403)
    #expect(try await owner.get("/api/v1/registers/enterprise").body.contains("\"total\":1"))
  }

  @Test func `a copy with the present tag is still true, and another post's is not`() async throws {
    let district = try await district()
    let desk = try await district.browser(as: "SV")
    let path = "/api/v1/registers/enterprise"
    let tag = try #require(try await desk.get(path).headers[.eTag])
    let again = try await desk.get(path, headers: [.ifNoneMatch: tag])
    #expect(again.status == 304 && again.body.isEmpty)
    let other = try await district.browser(as: "EA")
    #expect(try await other.get(path, headers: [.ifNoneMatch: tag]).status == 200)
    try await district.write(
      "enterprise", "统一社会信用代码,登记状态\n91419802MA00000B7C,注销\n", on: "2022-06-30",
      as: "DU-market-regulation")
    #expect(try await desk.get(path, headers: [.ifNoneMatch: tag]).status == 200)
  }

  @Test func `as of a day programs see what was known then, or what is known now`() async throws {
    let district = try await district()
    let desk = try await district.browser(as: "SV")
    func total(_ query: String) async throws -> Int? {
      try object(try await desk.get("/api/v1/registers/enterprise?\(query)"))["total"] as? Int
    }
    #expect(try await total("day=2022-02-28") == 0)
    #expect(try await total("day=2022-03-01") == 2)
  }
}
