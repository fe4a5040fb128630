import HTTPTypes
import Storage
import Testing

@testable import Web

/// What the gate turns away before any handler runs, and what goes out with every answer.
struct GateTests {
  private func headers(_ pairs: KeyValuePairs<String, String>) -> HTTPFields {
    var headers = HTTPFields()
    for (name, value) in pairs {
      if let name = HeaderName(name) { headers[name] = value }
    }
    return headers
  }

  @Test(arguments: ["/sign-in", "/healthz", "/nowhere", "/commitments", "/reports"])
  func `every answer carries the security headers`(path: String) async throws {
    let district = try await SmallDistrict.open()
    let reply = try await district.browser(as: "SV").get(path)
    let policy = try #require(HeaderName("Content-Security-Policy").flatMap { reply.headers[$0] })
    #expect(policy.contains("default-src 'self'"))
    #expect(!policy.contains("unsafe"))
    #expect(HeaderName("X-Content-Type-Options").flatMap { reply.headers[$0] } == "nosniff")
    #expect(reply.headers[.cacheControl] == "no-store")
  }

  @Test func `assets are kept for a year under a name that changes with them`() async throws {
    let district = try await SmallDistrict.open()
    let browser = Browser(district.server)
    for asset in Asset.all {
      let reply = try await browser.get(asset.address)
      #expect(reply.status == 200)
      #expect(reply.headers[.contentType] == asset.type)
      #expect(reply.headers[.cacheControl]?.contains("immutable") == true)
    }
    #expect(try await browser.get("/assets/hefu-0.css").status == 404)
  }

  @Test func `an unknown address has a page in words`() async throws {
    let district = try await SmallDistrict.open()
    let signedIn = try await district.browser(as: "SV").get("/nowhere")
    #expect(signedIn.status == 404)
    #expect(signedIn.body.contains("没有这个页面"))
    #expect(signedIn.body.contains("承诺"), "the navigation stays")
    let anonymous = try await Browser(district.server).get("/nowhere")
    #expect(anonymous.status == 404)
    #expect(!anonymous.body.contains("class=\"side\""))
  }

  @Test func `a form without the proof of its session is refused and noted`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    for proof in ["", "guess", String(repeating: "d", count: 64)] {
      let reply = try await browser.post("/session/end", ["csrf": proof])
      #expect(reply.status == 403)
      #expect(reply.body.contains("没有办理，也没有改动任何数据"))
    }
    let notes = try await district.database.read {
      try $0.rows("SELECT detail FROM security_log WHERE event = 'form-refused'")
    }
    #expect(notes.count == 3)
    #expect(try await browser.get("/reports").status == 200, "the session is still there")
  }

  @Test(
    arguments: [
      (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
      (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403),
      (["Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"], 303), ([:], 303),
    ] as [([String: String], Int)])
  func `a form sent from elsewhere is refused`(sent: [String: String], status: Int) async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    var headers = HTTPFields()
    for (name, value) in sent { if let name = HeaderName(name) { headers[name] = value } }
    let reply = try await browser.post(
      "/session/end", ["csrf": SmallDistrict.csrf], headers: headers)
    #expect(reply.status == status)
  }

  @Test func `the sign-in form of another browser is refused`() async throws {
    let district = try await SmallDistrict.open()
    let seen = try await Browser(district.server).get("/sign-in")
    let reply = try await Browser(district.server).post(
      "/session", ["csrf": seen.csrf ?? "", "person": "p-sv", "secret": "x"])
    #expect(reply.status == 403)
  }

  @Test func `a large body before sign-in is not read`() async throws {
    let district = try await SmallDistrict.open()
    let browser = Browser(district.server)
    let page = try await browser.get("/sign-in")
    let reply = try await browser.post(
      "/session",
      ["csrf": page.csrf ?? "", "person": String(repeating: "x", count: 20_000), "secret": "x"])
    #expect(reply.status == 413)
  }

  @Test func `a denial is told in words and noted without what was typed`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let reply = try await browser.get("/journal?below=secret-word")
    #expect(reply.status == 403)
    #expect(reply.body.contains("当前岗位（督查员）没有“操作记录·查看”的权限"))
    let notes = try await district.database.read {
      try $0.rows("SELECT person_id, post_id, detail FROM security_log WHERE event = 'denied'")
    }
    let note = try #require(notes.first)
    #expect(try note.get("post_id") == "SV")
    #expect(try note.get("detail") == "/journal")
  }
}
