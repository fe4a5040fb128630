import Commands
import HTTPTypes
import Quantities
import Testing

@testable import Web

/// The way in: one-time code, first password, password, the acting post, the way out.
struct SignInTests {
  private static let password = "Chengchuan#2022"

  private func signIn(
    _ browser: Browser, _ person: String, _ secret: String
  ) async throws -> Reply {
    let page = try await browser.get("/sign-in?back=%2Freports")
    return try await browser.post(
      "/session",
      [
        "csrf": page.csrf ?? "", "back": "/reports", "person": person, "secret": secret,
      ])
  }

  @Test func `a one-time code leads to a first password and then in`() async throws {
    let district = try await SmallDistrict.open()
    let code = try await district.server.site.accounts.issueCode(for: "p-sv")
    let browser = Browser(district.server)
    let asked = try await signIn(browser, "p-sv", code)
    #expect(asked.status == 200)
    #expect(asked.body.contains("设置密码"))
    let ticket = try #require(asked.body.firstRange(of: #"name="ticket" value=""#))
    let value = String(asked.body[ticket.upperBound...].prefix { $0 != "\"" })
    let entered = try await browser.post(
      "/session/password",
      [
        "csrf": asked.csrf ?? "", "ticket": value, "person": "p-sv", "back": "/reports",
        "password": Self.password, "again": Self.password,
      ])
    #expect(entered.status == 303)
    #expect(entered.location == "/reports")
    #expect(try await browser.get("/reports").status == 200)

    // The code is spent, the password is not.
    let second = Browser(district.server)
    #expect(try await signIn(second, "p-sv", code).status == 422)
    #expect(try await signIn(second, "p-sv", Self.password).location == "/reports")
  }

  @Test func `the session cookie is out of reach of scripts and other sites`() async throws {
    let district = try await SmallDistrict.open()
    let code = try await district.server.site.accounts.issueCode(for: "p-sv")
    let browser = Browser(district.server)
    let asked = try await signIn(browser, "p-sv", code)
    let cookie = try #require(asked.headers[values: .setCookie].first)
    #expect(cookie.contains("HttpOnly"))
    #expect(cookie.contains("SameSite=Strict"))
    #expect(cookie.contains("Path=/"))
  }

  @Test func `a wrong secret says no more than that it is wrong`() async throws {
    let district = try await SmallDistrict.open()
    _ = try await district.server.site.accounts.issueCode(for: "p-sv")
    let browser = Browser(district.server)
    let wrong = try await signIn(browser, "p-sv", "00000000")
    let unknown = try await signIn(browser, "nobody", "00000000")
    #expect(wrong.status == 422)
    #expect(wrong.body.contains("账号或密码不对"))
    #expect(unknown.body.contains("账号或密码不对"))
    #expect(!wrong.body.contains("00000000"))
  }

  @Test func `the fifth wrong secret locks the account`() async throws {
    let district = try await SmallDistrict.open()
    let code = try await district.server.site.accounts.issueCode(for: "p-sv")
    let browser = Browser(district.server)
    for _ in 1...5 { _ = try await signIn(browser, "p-sv", "00000000") }
    let right = try await signIn(browser, "p-sv", code)
    #expect(right.status == 422)
    #expect(right.body.contains("锁定"))
  }

  @Test func `one address cannot try for ever`() {
    let gate = SignInGate()
    let admitted = (0..<100).count { _ in gate.admits("10.0.0.1", at: 1_000) }
    #expect(admitted == 30)
    #expect(gate.admits("10.0.0.2", at: 1_000))
    #expect(!gate.admits("10.0.0.1", at: 1_003))
    #expect(gate.admits("10.0.0.1", at: 1_004))
  }

  @Test func `signing out ends the session for good`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let token = try #require(await browser.cookie(Gate.sessionCookie))
    let out = try await browser.post("/session/end", ["csrf": SmallDistrict.csrf])
    #expect(out.location == "/sign-in")
    await browser.setCookie(Gate.sessionCookie, token)
    #expect(try await browser.get("/reports").location == "/sign-in?back=%2Freports")
  }

  @Test func `only one's own posts can be acted in`() async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let other = try await browser.post(
      "/session/post", ["csrf": SmallDistrict.csrf, "post": "AU"])
    #expect(other.status == 409)
    #expect(try await browser.get("/journal").status == 403)
  }

  @Test func `a password changes for whoever knows the present one`() async throws {
    let district = try await SmallDistrict.open()
    let accounts = district.server.site.accounts
    let code = try await accounts.issueCode(for: "p-sv")
    guard
      case .mustSetPassword(let ticket) = try await accounts.signIn(person: "p-sv", secret: code),
      case .signedIn = try await accounts.setPassword(ticket: ticket, password: Self.password)
    else {
      Issue.record("no password could be set")
      return
    }
    let browser = try await district.browser(as: "SV")
    func change(from present: String, to next: String) async throws -> Reply {
      try await browser.post(
        "/account/password",
        ["csrf": SmallDistrict.csrf, "present": present, "password": next, "again": next])
    }
    #expect(try await change(from: "wrong", to: "Yanchi#2022-neu").body.contains("现在的密码不对"))
    #expect(try await change(from: Self.password, to: "short").status == 422)
    #expect(
      try await change(from: Self.password, to: "Yanchi#2022-neu").location == "/account?done=1")
  }
}
