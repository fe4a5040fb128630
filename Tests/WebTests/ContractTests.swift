import Commands
import Definitions
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// The interface keeps what its own description promises, for every path and several posts.
struct ContractTests {
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.write(
      "enterprise",
      """
      统一社会信用代码,企业名称,登记状态,注册资本（万元）,成立日期
      91419802MA00000A9H,禾丰专用车辆有限公司,存续,1000.5,2015-03-01
      91419802MA00000B7C,恒润电子科技有限公司,存续,,
      """, on: "2022-03-01", as: "DU-market-regulation")
    return district
  }

  private func object(_ reply: Reply) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(reply.body.utf8)) as? [String: Any])
  }

  @Test(arguments: ["LD", "SV", "EA", "FN"])
  func `every path answers as the description says`(post: String) async throws {
    let district = try await district()
    let desk = try await district.browser(as: post)
    let document = try object(try await desk.get("/api/v1/openapi.json"))
    #expect(document["openapi"] as? String == "3.1.0")
    let components = try #require(document["components"] as? [String: Any])
    let check = SchemaCheck(schemas: try #require(components["schemas"] as? [String: Any]))
    let paths = try #require(document["paths"] as? [String: [String: Any]])
    #expect(paths.count >= 10)
    var names = Set<String>()
    for (path, item) in paths.sorted(by: { $0.key < $1.key }) {
      let operation = try #require(item["get"] as? [String: Any])
      let name = try #require(operation["operationId"] as? String)
      #expect(names.insert(name).inserted, "\(name) stands twice")
      let asked = path.contains("{code}") ? path.replacing("{code}", with: "nobody") : path
      let wanted = path.contains("{code}") ? "404" : "200"
      let body = try await answer(asked, operation, wanted, check, desk)
      guard wanted == "200", let items = body["items"] as? [[String: Any]],
        let subject = paths["\(path)/{code}"]?["get"] as? [String: Any]
      else { continue }
      for code in items.prefix(2).compactMap({ $0["code"] as? String }) {
        _ = try await answer("\(path)/\(Address.encoded(code))", subject, "200", check, desk)
      }
    }
  }

  /// Asks, and compares status, type and body with the description.
  private func answer(
    _ path: String, _ operation: [String: Any], _ wanted: String, _ check: SchemaCheck,
    _ desk: Browser
  ) async throws -> [String: Any] {
    let reply = try await desk.get(path)
    #expect("\(reply.status)" == wanted, "\(path)")
    let responses = try #require(operation["responses"] as? [String: [String: Any]])
    let content = try #require(responses[wanted]?["content"] as? [String: [String: Any]])
    let type = reply.headers[.contentType]?.prefix { $0 != ";" } ?? ""
    let schema = try #require(content[String(type)]?["schema"] as? [String: Any], "\(path) \(type)")
    let body = try object(reply)
    let faults = check.faults(in: body, schema)
    #expect(faults.isEmpty, "\(path)\n\(faults.prefix(5).joined(separator: "\n"))")
    return body
  }

  @Test func `a value that does not fit its schema is found`() {
    let check = SchemaCheck(schemas: ["Code": ["type": "string", "pattern": "^E[0-4]$"]])
    let schema: [String: Any] = [
      "type": "object", "required": ["code"], "additionalProperties": false,
      "properties": [
        "code": ["$ref": "#/components/schemas/Code"], "n": ["type": ["integer", "null"]],
      ],
    ]
    #expect(check.faults(in: ["code": "E3", "n": 5], schema) == [])
    #expect(check.faults(in: ["code": "E3", "n": NSNull()], schema) == [])
    #expect(check.faults(in: ["code": "E9"], schema).count == 1)
    #expect(check.faults(in: ["n": 5], schema).count == 1)
    #expect(check.faults(in: ["code": "E3", "n": "5"], schema).count == 1)
    #expect(check.faults(in: ["code": "E3", "more": 1], schema).count == 1)
  }
}
