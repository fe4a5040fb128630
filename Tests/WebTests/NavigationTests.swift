import Testing

@testable import Web

struct NavigationTests {
  @Test(arguments: ["SV", "LD", "DM", "ST", "SA", "DU-market-regulation"])
  func `leads to at most ten places, and every part of them opens`(post: String) async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: post)
    let front = try await browser.get("/registers").body
    let side = try #require(front.firstMatch(of: /<nav class="side[^>]*>(?s:.*?)<\/nav>/)).output
    let paths = String(side).matches(of: /href="([^"]+)"/).map { String($0.output.1) }
    let parts = String(side).firstMatch(of: /<ul class="parts">(?s:.*?)<\/ul>/).map {
      $0.output.matches(of: /href=/).count
    }
    #expect(parts ?? 0 > 1, "the place of the registers is open, with what stands under it")
    #expect((1...10).contains(paths.count - (parts ?? 0)))
    for path in paths {
      let page = try await browser.get(path)
      #expect(page.status == 200, "\(path)")
      #expect(page.body.contains(#"aria-current="page""#), "\(path) is no place of its own")
    }
  }
}
