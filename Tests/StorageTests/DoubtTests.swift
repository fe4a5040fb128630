import Foundation
import Storage
import StoragePostgreSQL
import TestStores
import Testing

/// What becomes of a write whose acknowledgement was lost on the way.
@Suite(
  "A write in doubt",
  .enabled(if: TestStore.encryptedURL != nil, "HEFU_POSTGRES_TLS_URL is not set: not tested"))
struct DoubtTests {
  /// Opens a database through a proxy, and the same one directly.
  private func open() async throws -> (
    proxy: CuttingProxy, far: PostgreSQLDatabase, near: PostgreSQLDatabase
  ) {
    let schema = try #require(try TestStore.freshURL().split(separator: "options=").last)
    // The proxy reads along, so the line is not encrypted.
    let plain = try #require(TestStore.encryptedURL)
      .replacing("sslmode=require", with: "sslmode=disable&options=\(schema)")
    let port = try #require(URL(string: plain)?.port)
    let proxy = try CuttingProxy(to: UInt16(port))
    let url = plain.replacing(":\(port)/", with: ":\(proxy.port)/")
    return (
      proxy, try await PostgreSQLDatabase.open(url).database,
      try await PostgreSQLDatabase.open(plain).database
    )
  }

  @Test func `the server is asked, and what it kept counts as written, once`() async throws {
    let (proxy, far, near) = try await open()
    proxy.set(.cutting(isFinal: false))
    try await far.write { try $0.entry(1) }
    #expect(try await count("journal", in: near) == 1)
    try await far.write { try $0.entry(2) }
    #expect(try await count("journal", in: near) == 2)
    proxy.stop()
  }

  @Test func `when nobody can say, the person is told that it is in doubt`() async throws {
    let (proxy, far, near) = try await open()
    proxy.set(.cutting(isFinal: true))
    let refusal = await refusal { try await far.write { try $0.entry(1) } }
    #expect(refusal == .inDoubt(server: far.name))
    #expect(refusal?.description.contains("没有重复提交") == true)
    // It had been kept; nobody has written it twice.
    #expect(try await count("journal", in: near) == 1)
    proxy.stop()
  }
}
