import Commands
import Definitions
import Facts
import Quantities
import Storage
import TestStores
import Testing

/// What a file tells again unchanged, and what it says beside another source.
@Suite("Confirmations and words beside") struct ConfirmationTests {
  private func snapshot(
    _ district: District, on text: String, knownAt: Int64? = nil
  ) async throws -> Snapshot {
    let register = try #require(library.registers["enterprise"])
    let builder = SnapshotBuilder(
      register: register, region: District.region, asOf: AsOf(day(text), knownAt: knownAt))
    return try await district.database.read { try builder.build(in: $0) }
  }

  private func lastTold(
    _ district: District, on text: String, knownAt: Int64? = nil
  ) async throws -> String? {
    let view = try await snapshot(district, on: text, knownAt: knownAt)
    let row = try #require(view.row(code: Code.first))
    return view.lastTold("name", row: row)?.first.description
  }

  @Test(arguments: TestStore.reachable)
  func `a name told again unchanged is fresh from that day, until the import is taken back`(
    store: TestStore
  ) async throws {
    let district = try await District(on: store)
    let told = try await district.take(Table.names, as: "DU-market")
    district.time.set("2022-03-10")
    let desk = district.desk("DU-market")
    let again = try await desk.preview(district.request(Table.names))
    #expect(again.preview.changesNothing && again.preview.hasSomethingToTell)
    #expect(again.preview.unchanged == 3)
    // Names are states; the days of founding are told again too.
    #expect(again.preview.confirmations == 6)
    let seq = try await desk.commit(again, reason: "")
    #expect(try await lastTold(district, on: "2022-03-09") == "2022-01-05")
    #expect(try await lastTold(district, on: "2022-03-10") == "2022-03-10")
    #expect(try await lastTold(district, on: "2022-03-10", knownAt: told) == "2022-01-05")
    let rows = try await district.database.read { session in
      try session.rows("SELECT COUNT(*) FROM fact WHERE seq = \(seq)")[0].get(0) as Int64
    }
    #expect(rows == 0, "nothing is written of what stays as it is")
    let undo = try await desk.reverse(seq, reason: "传错文件")
    #expect((undo.reversed, undo.keptNewer) == (0, 0))
    #expect(try await lastTold(district, on: "2022-03-10") == "2022-01-05")
    #expect(try await lastTold(district, on: "2022-03-10", knownAt: seq) == "2022-03-10")
    #expect(try await district.verdict().holds)
  }

  @Test func `a change after the confirmation is not taken for confirmed`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    district.time.set("2022-03-10")
    try await district.take(Table.names, as: "DU-market")
    // A late word about February: what was found in March was the older name.
    district.time.set("2022-04-01")
    var late = district.request(Table.names.replacing("一号机械", with: "一号重工"))
    late.validFrom = day("2022-02-01")
    let desk = district.desk("DU-market")
    _ = try await desk.commit(try await desk.preview(late), reason: "补报更名")
    #expect(try await lastTold(district, on: "2022-04-01") == "2022-02-01")
  }

  @Test func `a unit confirms only what it may write`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let preview = try await district.desk("DU-industry").preview(district.request(Table.names))
      .preview
    #expect(preview.confirmations == 0)
  }

  @Test func `stale facts and requests know of the confirmation`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let request = DataRequest(register: "enterprise", subject: Code.first, fields: ["name"])
    func isFresh(on text: String) async throws -> Bool {
      let register = try #require(library.registers["enterprise"])
      let answer = try await district.database.read { session in
        try StoreAnswer(
          request, of: register, region: District.region, for: .engine, on: day(text), in: session)
      }
      return try #require(answer.cells.first).isFresh
    }
    #expect(try await isFresh(on: "2022-02-01"))
    #expect(try await !isFresh(on: "2022-03-15"))
    district.time.set("2022-03-10")
    try await district.take(Table.names, as: "DU-market")
    #expect(try await isFresh(on: "2022-03-15"))
  }

  // MARK: Beside

  /// The commission keeps what a project costs; the bureau of commerce has a list of its own.
  private static let posts = [
    District.post("DU-plan", "tao", "DU", "development-reform"),
    District.post("IAM-1", "lu", "IAM", "commerce"),
  ]
  private static let plan = "项目编号,项目名称,计划总投资（亿元）\nX-2022-0001,一号项目,12.5\n"
  private static let own = "项目编号,计划总投资（亿元）\nX-2022-0001,12.5\n"
  private static let other = own.replacing("12.5", with: "13")

  private func district(
    told evidence: Evidence, on store: TestStore = .chosen
  ) async throws -> District {
    let district = try await District(founded: false, on: store)
    try await district.journal.commit(
      FoundDistrict(
        district: "澄川区", people: District.people, posts: District.posts + Self.posts),
      permit: district.authority.foundingPermit(for: District.actor("SA-1")), reason: "初始化")
    let desk = desk("DU-plan", in: district)
    let told = try await desk.preview(
      district.request(Self.plan, register: "project", evidence: evidence))
    _ = try await desk.commit(told, reason: "")
    return district
  }

  private func desk(_ id: String, in district: District) -> ImportDesk {
    let post = Self.posts.first { $0.id == id } ?? District.posts[0]
    let person = District.people.first { $0.id == post.person } ?? District.people[0]
    return ImportDesk(
      journal: district.journal, authority: district.authority,
      actor: Actor(person: person, post: post))
  }

  private func project(_ district: District) async throws -> (snapshot: Snapshot, row: Int) {
    let register = try #require(library.registers["project"])
    let builder = SnapshotBuilder(
      register: register, region: District.region, asOf: AsOf(day("2022-12-31")))
    let view = try await district.database.read { try builder.build(in: $0) }
    return (view, try #require(view.row(code: "X-2022-0001")))
  }

  private func rivals(_ district: District) async throws -> [RivalFacts] {
    let register = try #require(library.registers["project"])
    return try await district.database.read {
      try RivalFacts.read(of: register, region: District.region, in: $0)
    }
  }

  @Test(arguments: TestStore.reachable)
  func `the weaker word of another source is kept beside and changes nothing`(
    store: TestStore
  ) async throws {
    let district = try await district(told: .confirmed, on: store)
    let desk = desk("IAM-1", in: district)
    let weaker = district.request(Self.other, register: "project", evidence: .documented)
    let checked = try await desk.preview(weaker)
    let preview = checked.preview
    #expect(preview.refused == 0, "\(preview.remarks.map(\.message))")
    #expect((preview.besides, preview.conflicts(with: .documented)) == (1, 0))
    #expect(preview.corrections == 0, "nothing is put right, so nobody has to say why")
    #expect((preview.changed.count, preview.besideOnly, preview.unchanged) == (0, 1, 0))
    let seq = try await desk.commit(checked, reason: "", keepingStronger: true)
    let (view, row) = try await project(district)
    #expect(view.value("planned_investment", row: row) == Number("12.5").map(Value.number))
    #expect(
      try await rivals(district).map { $0.claims.map(\.evidence) } == [[.confirmed, .documented]])
    // The same file again: neither a change nor a confirmation of what it contradicts.
    let again = try await desk.preview(weaker).preview
    #expect((again.values, again.unchanged, again.confirmations) == (0, 1, 0))
    // The bureau comes round: its word no longer stands against the other.
    let agreeing = try await desk.preview(
      district.request(Self.own, register: "project", evidence: .documented)
    ).preview
    #expect((agreeing.values, agreeing.besides) == (1, 1))
    _ = try await desk.reverse(seq, reason: "撤回")
    #expect(try await rivals(district).isEmpty)
    #expect(try await district.verdict().holds)
  }

  @Test func `the same value on better evidence is news and lifts its grade`() async throws {
    let district = try await district(told: .claimed)
    let desk = desk("IAM-1", in: district)
    let better = district.request(Self.own, register: "project", evidence: .confirmed)
    let checked = try await desk.preview(better)
    #expect(checked.preview.changes.map(\.act) == [.confirmation])
    _ = try await desk.commit(checked, reason: "")
    let (view, row) = try await project(district)
    #expect(view.evidence("planned_investment", row: row) == .confirmed)
    #expect(try await desk.preview(better).preview.changesNothing)
  }

  @Test func `a file in which every firm is unsure leaves its names in the queue`() async throws {
    let district = try await District()
    try await district.take(
      "统一社会信用代码,企业名称\n\(Code.first),一号机械有限公司\n\(Code.second),一号机械股份有限公司\n",
      as: "DU-market")
    let desk = district.desk("DU-market")
    let checked = try await desk.preview(district.request("企业名称,登记状态\n一号机械,存续\n"))
    #expect(checked.preview.changesNothing && checked.preview.hasSomethingToTell)
    _ = try await desk.commit(checked, reason: "")
    let names = try await district.database.read {
      try FirmMemory.names(of: "enterprise", in: $0)
    }
    #expect(names.values.map(\.decision) == [.open])
  }
}
