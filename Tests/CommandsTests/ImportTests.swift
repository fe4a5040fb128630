import Commands
import Definitions
import Facts
import Quantities
import Storage
import Testing

@Suite("Import desk") struct ImportTests {
  @Test func `a batch is one entry with what the file was`() async throws {
    let district = try await District()
    let seq = try await district.take(Table.names, as: "DU-market")
    #expect(seq == 2)
    let read = try await district.database.read { try JournalEntry.entry(seq, in: $0) }
    let entry = try #require(read)
    let body = try CanonicalJSON.value(ImportFacts.Body.self, from: entry.body)
    #expect((body.rows, body.added, body.values, body.refused) == (3, 3, 6, 0))
    #expect(body.digest == Digest.hex(Table.names))
    #expect(body.evidence == "E2")
    #expect(entry.post == "DU-market")
    #expect(entry.reason == "导入 表.csv")
    #expect(try await district.verdict().holds)
  }

  @Test func `the same file again changes nothing`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let preview = try await district.desk("DU-market").preview(district.request(Table.names))
      .preview
    #expect(preview.changesNothing)
    #expect(preview.unchanged == 3)
  }

  @Test func `a unit writes the columns it keeps and no others`() async throws {
    let district = try await District()
    let both = Table.names.replacing("成立日期", with: "营业收入2021年").replacing("-", with: "")
    let checked = try await district.desk("DU-market").preview(district.request(both))
    #expect(Set(checked.preview.changes.map(\.field)) == ["name"])
    #expect(checked.preview.remarks.map(\.column) == ["营业收入2021年"])
  }

  @Test(arguments: [
    ("LD-1", "enterprise"), ("AU-1", "enterprise"), ("SA-1", "enterprise"), ("SV-1", "enterprise"),
    ("DU-market", "parcel"), ("PK-east", "platform"),
  ])
  func `a post without the right to write sees no preview`(post: String, register: String)
    async throws
  {
    let district = try await District()
    await #expect(throws: Denial.self) {
      _ = try await district.desk(post).preview(
        district.request(Table.names, register: register))
    }
  }

  @Test func `a post that has ended neither previews nor commits`() async throws {
    let district = try await District()
    await #expect(throws: Denial.postEnded(post: "DU-old", day: day("2022-01-05"))) {
      _ = try await district.desk("DU-old").preview(district.request(Table.revenue))
    }
  }

  @Test func `a preview cannot be committed by another post`() async throws {
    let district = try await District()
    let checked = try await district.desk("DU-market").preview(district.request(Table.names))
    await #expect(throws: JournalError.self) {
      _ = try await district.desk("DU-industry").commit(checked, reason: "试")
    }
    #expect(try await district.verdict().entries == 1)
  }

  @Test func `a preview that another entry overtook is not written`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let desk = district.desk("DU-industry")
    let checked = try await desk.preview(district.request(Table.revenue))
    try await district.take(
      Table.names.replacing("三号食品厂", with: "三号食品有限公司"), as: "DU-market")
    await #expect(throws: JournalError.self) { _ = try await desk.commit(checked, reason: "试") }
    #expect(try await district.value("revenue", of: Code.first) == nil)
  }

  @Test func `a correction has to be explained, a first word and a change need not`() async throws {
    let district = try await District()
    let desk = district.desk("DU-market")
    _ = try await desk.commit(try await desk.preview(district.request(Table.names)), reason: "")
    let renamed = Table.names.replacing("三号食品厂", with: "三号食品有限公司")
    let correction = try await desk.preview(district.request(renamed))
    #expect(correction.preview.corrections == 1)
    #expect(correction.preview.changes.map(\.act) == [.correction])
    for empty in ["", "  "] {
      await #expect(throws: JournalError.self) {
        _ = try await desk.commit(correction, reason: empty)
      }
    }
    district.time.set("2022-02-01")
    let change = try await desk.preview(district.request(renamed))
    #expect(change.preview.changes.map(\.act) == [.change])
    _ = try await desk.commit(change, reason: "")
    #expect(try await district.value("name", of: Code.third) == .text("澄川三号食品有限公司"))
  }

  @Test(arguments: [Evidence.none, .verified])
  func `an import gives no grade that only a check can give`(grade: Evidence) async throws {
    let district = try await District()
    let desk = district.desk("DU-market")
    let checked = try await desk.preview(district.request(Table.names, evidence: grade))
    await #expect(throws: JournalError.self) { _ = try await desk.commit(checked, reason: "试") }
    #expect(try await district.verdict().entries == 1)
  }

  @Test func `a column named by hand is known to files of the same heads, whatever the month`()
    async throws
  {
    let district = try await District()
    let odd = Table.names.replacing("企业名称", with: "厂家")
    var request = district.request(odd)
    let desk = district.desk("DU-market")
    let blind = try await desk.preview(request).preview
    #expect(blind.refused == 3)
    #expect(blind.layout?.unknown.map(\.word) == ["厂家"])
    request.choices = ["厂家": .field("name")]
    _ = try await desk.commit(try await desk.preview(request), reason: "试")
    let next = odd.replacing("三号食品厂", with: "三号食品有限公司")
    let preview = try await desk.preview(district.request(next)).preview
    #expect(preview.refused == 0)
    #expect(preview.changes.map(\.field) == ["name"])
    #expect(try await district.verdict().holds)
  }

  @Test func `values of better evidence stay when the sender says so`() async throws {
    let district = try await District()
    let desk = district.desk("DU-market")
    try await district.take(Table.names, as: "DU-market")
    let weaker = Table.names.replacing("三号食品厂", with: "三号食品有限公司")
    let checked = try await desk.preview(district.request(weaker, evidence: .claimed))
    #expect(checked.preview.conflicts(with: .claimed) == 1)
    await #expect(throws: JournalError.self) {
      _ = try await desk.commit(checked, reason: "试", keepingStronger: true)
    }
    #expect(try await desk.preview(district.request(Table.names)).preview.changesNothing)
  }

  @Test func `a park reaches the rows of its own park`() async throws {
    let district = try await District()
    let parcels = """
      地块编号,地块名称,所属园区,土地面积
      D-22-0001,东区一号地,park-east,30.5
      D-22-0002,西区一号地,park-west,12

      """
    let preview = try await district.desk("PK-east").preview(
      district.request(parcels, register: "parcel")
    ).preview
    #expect(preview.added == ["D-22-0001"])
    #expect(preview.refused == 1)
    #expect(
      preview.remarks.map(\.message) == [
        "第 3 行“地块编号”写的是“D-22-0002”，这一地块不在本岗位的范围内，不能写入"
      ])
  }
}

@Suite("Undo") struct UndoTests {
  @Test func `an import is taken back to what was before`() async throws {
    let district = try await District()
    try await district.fill()
    let before = try await district.value("revenue", of: Code.first)
    let seq = try await district.take(
      Table.revenue.replacing("2350.5", with: "9").replacing("1999.9", with: "8"),
      as: "DU-industry")
    let outcome = try await district.desk("DU-industry").reverse(seq, reason: "传错文件")
    #expect((outcome.reversed, outcome.keptNewer) == (2, 0))
    #expect(try await district.value("revenue", of: Code.first) == before)
    #expect(try await district.verdict().holds)
  }

  @Test func `what was not known before is unknown again`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let seq = try await district.take(Table.revenue, as: "DU-industry")
    _ = try await district.desk("DU-industry").reverse(seq, reason: "")
    #expect(try await district.value("revenue", of: Code.first) == nil)
    #expect(try await district.value("name", of: Code.first) == .text("澄川一号机械有限公司"))
  }

  @Test func `what a later entry changed stays`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let seq = try await district.take(Table.revenue, as: "DU-industry")
    try await district.take(Table.revenue.replacing("2350.5", with: "2400"), as: "DU-industry")
    let outcome = try await district.desk("DU-industry").reverse(seq, reason: "")
    #expect((outcome.reversed, outcome.keptNewer) == (1, 1))
    #expect(try await district.value("revenue", of: Code.first) == .number(2400))
    #expect(try await district.value("revenue", of: Code.second) == nil)
  }

  @Test func `an import is taken back once`() async throws {
    let district = try await District()
    let seq = try await district.take(Table.names, as: "DU-market")
    _ = try await district.desk("DU-market").reverse(seq, reason: "")
    await #expect(throws: JournalError.alreadyReversed(seq: seq, by: seq + 1)) {
      _ = try await district.desk("DU-market").reverse(seq, reason: "")
    }
    await #expect(throws: JournalError.nothingToUndo(seq: 1)) {
      _ = try await UndoTests.reverseFounding(district)
    }
  }

  private static func reverseFounding(_ district: District) async throws {
    let permit = try district.authority.permit(
      District.actor("DU-market"), ReverseImport.needed, reaching: Reach(owner: "DU-market"),
      on: day("2022-01-05"))
    try await district.journal.commit(ReverseImport(entry: 1), permit: permit, reason: "")
  }

  @Test func `the importer and the head of the unit may, others may not`() async throws {
    let district = try await District()
    try await district.take(Table.names, as: "DU-market")
    let seq = try await district.take(Table.revenue, as: "DU-industry")
    for post in ["DU-market", "PK-east", "LD-1"] {
      await #expect(throws: Denial.self) {
        _ = try await district.desk(post).reverse(seq, reason: "")
      }
    }
    _ = try await district.desk("DM-industry").reverse(seq, reason: "")
    #expect(try await district.value("revenue", of: Code.first) == nil)
  }

  @Test func `after seven days an import stands`() async throws {
    let district = try await District()
    let seq = try await district.take(Table.names, as: "DU-market")
    district.time.set("2022-01-13")
    await #expect(throws: JournalError.tooLateToUndo(seq: seq, lastDay: day("2022-01-12"))) {
      _ = try await district.desk("DU-market").reverse(seq, reason: "")
    }
    district.time.set("2022-01-12")
    _ = try await district.desk("DU-market").reverse(seq, reason: "")
  }
}
