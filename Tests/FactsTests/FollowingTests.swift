import Facts
import Quantities
import Storage
import Testing

@Suite("Following the journal") struct FollowingTests {
  @Test func `a view that was asked for once is brought forward without being asked again`()
    async throws
  {
    let world = try await World()
    let day = try #require(Day("2022-06-30"))
    let cache = SnapshotCache(database: world.database, region: World.region)
    func table(_ name: String) -> String { "统一社会信用代码,企业名称\n\(Code.first),\(name)\n" }
    try await world.write(try await world.preview(table("澄川一号机械有限公司")))
    let before = try await cache.snapshot(of: world.register, asOf: AsOf(day))
    #expect(before.head == 1)
    let following = Task { await cache.followJournal() }
    try await world.write(try await world.preview(table("澄川一号重工有限公司")))
    while await cache.head(of: world.register, on: day) != 2 { await Task.yield() }
    following.cancel()
    await following.value
    let after = try await cache.snapshot(of: world.register, asOf: AsOf(day))
    #expect(after.value("name", row: 0) == .text("澄川一号重工有限公司"))
  }
}
