import Commands
import Definitions
import Testing

@testable import Web

/// Walks every route as every role, in and out of scope, with an ended post and without a session,
/// and expects what the grants file says and nothing else.
struct RightsTests {
  @Test func `every route answers each post as the grants file says`() async throws {
    let district = try await SmallDistrict.open()
    let probes = try await RouteProbes(district).all
    for route in RouteTable(site: district.server.site).routes {
      guard case .desk = route.handler else { continue }
      let key = "\(route.method.rawValue) \(route.path)"
      let asked = try #require(probes[key], "no probe for \(key): say here who may use it")
      for probe in asked {
        for post in district.posts where post.to == nil {
          let reply = try await ask(route, probe, as: post.id, in: district)
          let isAllowed = probe.isAllowed(post, district.library.grants)
          #expect(
            (reply.status != 403) == isAllowed,
            "\(key) as \(probe.path) by \(post.role): \(reply.status)")
          #expect(reply.status < 500, "\(key) by \(post.role)")
          #expect(reply.location?.hasPrefix("/sign-in") != true || route.path == "/session/end")
        }
      }
    }
  }

  @Test func `nobody gets anywhere without a session or with a post that has ended`() async throws {
    let district = try await SmallDistrict.open()
    let probes = try await RouteProbes(district).all
    for route in RouteTable(site: district.server.site).routes {
      guard case .desk = route.handler else { continue }
      for probe in probes["\(route.method.rawValue) \(route.path)"] ?? [] {
        for browser in [Browser(on: district.line), try await district.browser(as: "SV-ended")] {
          let reply = try await ask(route, probe, with: browser)
          if route.path.hasPrefix("/api/") {
            #expect(reply.status == 401, "\(probe.path)")
            #expect(reply.body.contains("urn:hefu:problem:unauthenticated"))
            continue
          }
          #expect(reply.status == 303, "\(route.method) \(probe.path)")
          #expect(reply.location?.hasPrefix("/sign-in") == true)
          #expect(reply.body.isEmpty)
        }
      }
    }
  }

  @Test func `only sign-in, files and the sign of life are open to everybody`() async throws {
    let district = try await SmallDistrict.open()
    let open = RouteTable(site: district.server.site).routes.filter { $0.access == .open }
      .map { "\($0.method.rawValue) \($0.path)" }
    #expect(
      open.sorted() == [
        "GET /assets/:name", "GET /healthz", "GET /metrics", "GET /sign-in", "POST /session",
        "POST /session/password",
      ])
  }

  @Test func `the grants file knows every permission that a route asks for`() async throws {
    let district = try await SmallDistrict.open()
    let asked = RouteTable(site: district.server.site).routes.flatMap { route -> [Permission] in
      if case .granted(let permissions) = route.access { permissions } else { [] }
    }
    #expect(!asked.isEmpty)
    #expect(
      district.library.grants.check(asked.map { (object: $0.object, action: $0.action) }).isEmpty)
  }

  @Test func `every role sees in the navigation exactly what it may open`() async throws {
    let district = try await SmallDistrict.open()
    for post in district.posts where post.to == nil {
      let browser = try await district.browser(as: post.id)
      let page = try await browser.get("/account")
      let side = try #require(page.body.firstRange(of: "<nav class=\"side\""))
      let links = page.body[side.lowerBound...].prefix(upTo: "</nav>")
      for path in links.matches(of: /href="([^"]+)"/).map({ String($0.output.1) }) {
        #expect(try await browser.get(path).status == 200, "\(path) by \(post.role)")
      }
    }
  }

  private func ask(
    _ route: Route, _ probe: RouteProbe, as post: String, in district: SmallDistrict
  ) async throws -> Reply {
    // Signing out ends a session, so every question has its own.
    try await ask(route, probe, with: try await district.browser(as: post))
  }

  private func ask(
    _ route: Route, _ probe: RouteProbe, with browser: Browser
  ) async throws -> Reply {
    switch route.method {
    case .get: return try await browser.get(probe.path)
    case .post:
      let fields = [("csrf", SmallDistrict.csrf)] + probe.fields
      return try await browser.post(probe.path, fields)
    }
  }
}

extension Substring {
  /// The part before the first occurrence of a text, or all of it.
  fileprivate func prefix(upTo end: String) -> Substring {
    firstRange(of: end).map { self[..<$0.lowerBound] } ?? self
  }
}
