import HTTPTypes
import Testing

@testable import Web

/// How answers travel: folded, without their body, and counted.
struct ServingTests {
  @Test(arguments: ["/registers", "/commitments", "/sign-in"])
  func `a page goes out folded to whom can unfold it, and as it is to others`(
    path: String
  ) async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let plain = try await browser.get(path)
    #expect(plain.headers[.contentEncoding] == nil)
    for refused in ["br", "gzip;q=0", "identity"] {
      let reply = try await browser.get(path, headers: [.acceptEncoding: refused])
      #expect(reply.headers[.contentEncoding] == nil, "\(refused)")
    }
    let folded = try await browser.get(path, headers: [.acceptEncoding: "deflate, gzip;q=0.8"])
    guard plain.bytes.count >= 1_400 else {
      #expect(folded.bytes == plain.bytes)
      return
    }
    #expect(folded.headers[.contentEncoding] == "gzip")
    #expect(folded.bytes.count < plain.bytes.count / 2)
    #expect(folded.bytes.prefix(3) == [0x1F, 0x8B, 8])
    let size = folded.bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    #expect(size == plain.bytes.count, "the size before folding stands at the end")
  }

  @Test func `a file of the pages is folded once and told to caches`() async throws {
    let district = try await SmallDistrict.open()
    let reply = try await Browser(district.server).get(
      Asset.style.address, headers: [.acceptEncoding: "gzip"])
    #expect(reply.headers[.contentEncoding] == "gzip")
    #expect(reply.headers[.vary] == "Accept-Encoding")
    #expect(reply.bytes == Asset.style.folded)
  }

  @Test(arguments: ["/healthz", "/registers", "/nowhere", "/reports/B-0"])
  func `HEAD answers as GET does, without the body`(path: String) async throws {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    let whole = try await browser.get(path)
    let head = try await browser.head(path)
    #expect(head.status == whole.status)
    #expect(head.headers[.contentType] == whole.headers[.contentType])
    #expect(head.body.isEmpty || head.status == 404)
  }

  @Test func `figures about the running are told by route and to the machine itself`() async throws
  {
    let district = try await SmallDistrict.open()
    let browser = try await district.browser(as: "SV")
    _ = try await browser.get("/commitments?q=secret")
    _ = try await browser.get("/commitments/C-2022-001")
    let figures = try await Browser(district.server).get("/metrics")
    #expect(figures.status == 200)
    #expect(figures.headers[.contentType] == "text/plain; charset=utf-8")
    #expect(figures.body.contains("# TYPE hefu_requests_total counter"))
    #expect(figures.body.contains(#"route="/commitments""#))
    #expect(figures.body.contains(#"le="+Inf""#))
    #expect(!figures.body.contains("C-2022-001") && !figures.body.contains("secret"))
    let lines = figures.body.split(separator: "\n").filter { !$0.hasPrefix("#") }
    for line in lines {
      #expect(
        line.wholeMatch(of: /[a-z_]+(\{.*\})? [0-9.e+-]+/) != nil, "\(line) is no sample")
    }
    let other = try await Browser(district.server).get(
      "/metrics", headers: [try #require(HeaderName("X-Forwarded-For")): "10.0.0.9"])
    #expect(other.status == 404)
  }
}
