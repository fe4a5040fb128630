import Commands
import HTTPTypes
import Testing

@testable import Web

/// Follows the links of every page that every post may open.
///
/// Of each route one page is looked at, and for each register its list and one subject; a link with
/// a query is followed once for the name in its query.
struct LinkTests {
  @Test func `no page leads its reader to a closed door or to nothing`() async throws {
    let district = try await SmallDistrict.open()
    for post in district.posts where post.to == nil {
      var walk = Walk(routes: RouteTable(site: district.server.site).routes)
      let browser = try await district.browser(as: post.id)
      while let step = walk.next() {
        let reply = try await browser.get(step.path)
        #expect(
          reply.status < 400,
          "\(post.id): \(step.path) answers \(reply.status), linked from \(step.from)")
        if let onward = reply.location { walk.add(onward, from: step.path) }
        for path in reply.links { walk.add(path, from: step.path) }
      }
      #expect(walk.count > 3, "\(post.id) sees the front page, its account and what is its own")
    }
  }

  @Test func `what the reader may not open is named and not linked`() async throws {
    let district = try await SmallDistrict.open()
    let leader = try await district.browser(as: "SV").get("/commitments").body
    #expect(leader.contains(#"读自 <a href="/reports/"#))
    let other = try await district.browser(as: "PB").get("/commitments")
    #expect(other.status == 200)
    #expect(!other.body.contains(#"href="/reports"#))
  }

  @Test func `a word of a path comes before a parameter`() async throws {
    let district = try await SmallDistrict.open()
    let doors = Doors(RouteTable(site: district.server.site).routes) { route in
      ["/commitments", "/commitments/:code"].contains(route.path)
    }
    #expect(doors.opens("/commitments"))
    #expect(doors.opens("/commitments/C-2022-001?day=2022-06-01#claims"))
    #expect(!doors.opens("/commitments/split"))
    #expect(!doors.opens("/reports/B-2022-1"))
    #expect(Doors.all.opens("/reports/B-2022-1"))
    #expect(doors.page(above: "/commitments/C-2022-001/claims") == "/commitments/C-2022-001")
    #expect(doors.page(above: "/session/post") == "/")
  }
}

/// The pages that are still to be looked at.
private struct Walk {
  struct Step {
    var path: String
    var from: String
  }

  private let patterns: [[Substring]]
  private var seen: Set<String> = []
  private var left = [Step(path: "/", from: "")]
  private(set) var count = 0

  init(routes: [Route]) {
    patterns = routes.filter { $0.method == .get }.map { $0.path.split(separator: "/") }
  }

  mutating func next() -> Step? {
    guard !left.isEmpty else { return nil }
    count += 1
    return left.removeFirst()
  }

  mutating func add(_ link: String, from page: String) {
    let whole = String(link.prefix { $0 != "#" })
    guard whole.hasPrefix("/"), seen.insert(kind(of: whole)).inserted else { return }
    left.append(Step(path: whole, from: page))
  }

  /// What stands for all links of one kind: the route, or the name in the query.
  private func kind(of link: String) -> String {
    let parts = link.split(separator: "?", maxSplits: 1)
    let path = parts.first.map { $0.split(separator: "/") } ?? []
    let pattern = patterns.first { pattern in
      pattern.count == path.count
        && zip(pattern, path).allSatisfy { $0.first == ":" || $0 == $1 }
    }
    guard parts.count > 1 else { return pattern?.joined(separator: "/") ?? link }
    let names = Set(QueryText.items(parts[1]).map(\.name)).sorted().joined(separator: "&")
    return (pattern?.contains { $0.first == ":" } ?? false ? ":" : "") + "?" + names
  }
}

extension Reply {
  /// Where the links of a page lead.
  fileprivate var links: [String] {
    guard headers[.contentType]?.hasPrefix("text/html") == true else { return [] }
    return body.matches(of: /<a [^>]*?href="([^"]+)"/).map {
      String($0.output.1).replacing("&amp;", with: "&")
    }
  }
}
