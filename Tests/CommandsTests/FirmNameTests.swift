import Commands
import Definitions
import Facts
import Storage
import Testing

/// Names without a code whose firm somebody has to say once.
@Suite("Firm names") struct FirmNameTests {
  private static let file = "企业名称,登记状态\n一号机械有限公司,存续\n一号机械,存续\n"
  private static let names = """
    统一社会信用代码,企业名称
    \(Code.first),一号机械有限公司
    \(Code.second),一号机械股份有限公司

    """

  private func district() async throws -> District {
    let district = try await District()
    try await district.take(Self.names, as: "DU-market")
    return district
  }

  private func waiting(_ district: District) async throws -> [FirmMemory.Decision] {
    try await district.database.read {
      try FirmMemory.names(of: "enterprise", in: $0).values.map(\.decision)
    }
  }

  @Test func `a skipped name waits, and what is said of it holds for the next file`()
    async throws
  {
    let district = try await district()
    let desk = district.desk("DU-market")
    try await district.take(Self.file, as: "DU-market")
    #expect(try await waiting(district) == [.open])
    try await desk.decide(name: "一号机械", of: "enterprise", as: .firm(code: Code.second))
    let preview = try await desk.preview(district.request(Self.file)).preview
    #expect(preview.refused == 0)
    #expect(preview.changes.map(\.code) == [Code.second])
    #expect(try await district.verdict().holds)
  }

  @Test func `a firm chosen in one preview is known to the next file`() async throws {
    let district = try await district()
    let desk = district.desk("DU-market")
    var request = district.request(Self.file)
    request.matches = [UnsureMatch.key(of: "一号机械"): Code.second]
    _ = try await desk.commit(try await desk.preview(request), reason: "")
    let next = try await desk.preview(
      district.request(Self.file.replacing("存续", with: "注销"))
    ).preview
    #expect(next.refused == 0)
    #expect(Set(next.changes.map(\.code)) == [Code.first, Code.second])
  }

  @Test func `none of the firms is an answer too, and can be taken back`() async throws {
    let district = try await district()
    let desk = district.desk("DU-market")
    try await district.take(Self.file, as: "DU-market")
    try await desk.decide(name: "一号机械", of: "enterprise", as: .none)
    let preview = try await desk.preview(district.request(Self.file)).preview
    #expect(preview.refused == 1)
    #expect(preview.unsure.isEmpty, "nobody is asked again")
    try await desk.decide(name: "一号机械", of: "enterprise", as: .open)
    #expect(try await waiting(district) == [.open])
    #expect(try await desk.preview(district.request(Self.file)).preview.unsure.count == 1)
  }

  @Test(arguments: [("没有过的名称", Code.first), ("一号机械", "91419099MA0000099")])
  func `a name nobody used and a firm nobody knows are refused`(name: String, code: String)
    async throws
  {
    let district = try await district()
    try await district.take(Self.file, as: "DU-market")
    await #expect(throws: JournalError.self) {
      try await district.desk("DU-market").decide(
        name: name, of: "enterprise", as: .firm(code: code))
    }
    #expect(try await waiting(district) == [.open])
  }
}
