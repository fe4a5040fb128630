import Commands
import Ledgers
import Quantities
import Testing

@testable import Web

/// Dividing, signing, issuing and printing as people do it in the browser.
struct SplitJourneyTests {
  private static let csrf = ("csrf", SmallDistrict.csrf)

  private func divisible(_ district: SmallDistrict) async throws -> Commitment {
    try #require(try await district.commitments.first { $0.isDivisible })
  }

  private func fields(
    _ values: [(unit: String, value: String)], exceed: Bool
  ) -> [(String, String)] {
    var fields = [Self.csrf, ("version", "0"), ("rows", "\(values.count)")]
    for (index, row) in values.enumerated() {
      fields.append(("unit-\(index + 1)", row.unit))
      fields.append(("value-\(index + 1)", row.value))
    }
    return exceed ? fields + [("exceed", "1")] : fields
  }

  @Test func `parts that do not add up come back with what was typed`() async throws {
    let district = try await SmallDistrict.open()
    let commitment = try await divisible(district)
    let browser = try await district.browser(as: "SV")
    let reply = try await browser.post(
      "/commitments/\(commitment.id)/split", fields([("industry", "0.5")], exceed: false))
    #expect(reply.status == 422)
    #expect(reply.body.contains("比目标"))
    #expect(reply.body.contains(#"value="0.5""#))
  }

  @Test func `a unit sees and signs its part though another unit leads`() async throws {
    let district = try await SmallDistrict.open()
    let commitment = try await divisible(district)
    let whole = try #require(commitment.target.value).description
    let path = "/commitments/\(commitment.id)/split"
    let office = try await district.browser(as: "SV")
    let divided = try await office.post(
      path, fields([("commerce", whole), ("industry", "1")], exceed: true))
    #expect(divided.status == 303)
    #expect(try await office.get(path).body.contains("层层加码"))
    let sent = try await office.post(
      "/commitments/split/sending", [Self.csrf, ("report", commitment.report)])
    #expect(sent.status == 303)
    let unit = try await district.browser(as: "DU")
    #expect(try await unit.get(path).body.contains("待签收"))
    let signed = try await unit.post("\(path)/signature", [Self.csrf, ("unit", "industry")])
    #expect(signed.status == 303)
    #expect(try await unit.get(path).body.contains("签收</span>"))
    let other = try await unit.post("\(path)/signature", [Self.csrf, ("unit", "commerce")])
    #expect(other.status == 403)
    #expect(try await unit.get("/commitments/split/xlsx").status == 403)
    #expect(try await office.get("/commitments/split/xlsx").status == 200)
    #expect(try await office.get("/commitments/split/docx").status == 200)
  }

  @Test func `a draft is seen by those who write it and issued by their head`() async throws {
    let district = try await SmallDistrict.open()
    let writer = try await district.browser(as: "SV")
    let created = try await writer.post(
      "/bulletins",
      [
        Self.csrf, ("title", "督查专报"), ("words-overview", "请各单位阅示。"), ("block", "overview"),
        ("block", "table"),
      ])
    let path = try #require(created.location)
    #expect(path == "/bulletins/N-2022-001")
    let leader = try await district.browser(as: "LD")
    #expect(try await leader.get(path).status == 404)
    #expect(try await writer.get("\(path)/docx").status == 409)
    #expect(try await writer.post("\(path)/issue", [Self.csrf]).status == 403)
    let head = try await district.browser(as: "SVM")
    let draft = try await head.get(path).body
    let version = try #require(draft.firstMatch(of: /name="version" value="(\d+)"/)?.output.1)
    let issued = try await head.post(
      "\(path)/issue", [Self.csrf, ("version", String(version))])
    #expect(issued.status == 303)
    let page = try await leader.get(path)
    #expect(page.body.contains("请各单位阅示。"))
    #expect(page.body.contains("逐字节相同"))
    let first = try await leader.get("\(path)/docx")
    #expect(first.status == 200)
    #expect(try await leader.get("\(path)/docx").body == first.body)
    let again = try await writer.post(
      path, [Self.csrf, ("version", "1"), ("title", "改"), ("block", "overview")])
    #expect(again.status == 422)
  }
}
