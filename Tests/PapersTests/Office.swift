import Commands
import Definitions
import Documents
import Facts
import Foundation
import Ledgers
import Quantities
import Reports
import SampleDistrict
import Storage
import TestStores

@testable import Papers

/// The definitions that come with the program.
let library: Library = {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  return Library.load(folders: [root.appending(path: "Definitions").path]).library
}()

func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

/// A supervision office with a ledger, a journal and the units that answer to it.
struct Office {
  let database: any Database

  init() async throws {
    database = try await TestStore.fresh()
    let people = Dictionary(grouping: Cast.all, by: \.id).compactMap(\.value.first)
      .map { Person(id: $0.id, name: $0.name) }
    let posts = Cast.all.map { member in
      Post(
        id: member.post, person: member.id, role: member.role, unit: member.unit,
        scopeValue: member.scope, from: member.from, to: member.to)
    }
    try await journal(on: "2022-01-04").commit(
      FoundDistrict(district: Place.title, people: people, posts: posts),
      permit: Authority(library: library).foundingPermit(
        for: Actor(person: people[0], post: posts[0])), reason: "")
    try await importing(
      "单位代码,单位名称\ncommerce,区商务局\nindustry,区工信局\npark-committee,开发区管委会\n", to: "unit", as: "SA",
      on: "2022-01-04")
  }

  func unitName(_ code: String) -> String { library.unitName(code) }

  func journal(on day: String) -> Journal {
    Journal(
      database: database, library: library, region: Place.region,
      clock: .fixed(PapersTests.day(day)))
  }

  func actor(_ post: String) async throws -> Actor {
    guard let actor = try await database.read({ try PostStore.actor(post: post, in: $0) }) else {
      throw JournalError.invalid("没有岗位 \(post)")
    }
    return actor
  }

  @discardableResult
  func commit<C: Command>(_ command: C, as post: String, on day: String) async throws -> C.Result {
    let actor = try await actor(post)
    let permit = try Authority(library: library).permit(
      actor, command.permission, reaching: Reach(unit: actor.post.unit),
      on: PapersTests.day(day))
    return try await journal(on: day).commit(command, permit: permit, reason: "").result
  }

  func importing(
    _ csv: String, to register: String, as post: String, on day: String,
    evidence: Evidence = .confirmed
  ) async throws {
    let desk = ImportDesk(
      journal: journal(on: day), authority: Authority(library: library),
      actor: try await actor(post))
    let checked = try await desk.preview(
      ImportRequest(
        file: "表.csv", bytes: Array(csv.utf8), register: register,
        validFrom: PapersTests.day(day), evidence: evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood else {
      throw JournalError.invalid(checked.preview.remarks.map(\.message).joined(separator: "；"))
    }
    _ = try await desk.commit(checked, reason: "报送")
  }

  func register(_ text: String) async throws {
    try await commit(
      RegisterReport(
        title: "2022年政府工作报告", year: 2022, file: "报告.txt", text: text,
        understanding: Reader(lexicon: library.lexicon).read(text, year: 2022),
        binder: library.binder), as: "SV", on: "2022-01-20")
    // Nothing is bound to a metric, so that claims are what is read.
    for commitment in try await commitments() {
      try await commit(
        ConfirmCommitment(commitment: commitment.id, metric: nil, unit: nil), as: "SV",
        on: "2022-01-20")
    }
  }

  /// Reports a value by hand.
  func claim(_ code: String, value: Int, on day: Day) async throws {
    try await importing(
      "承诺编号,自报值\(day.year)年\(day.month)月\n\(code),\(value)\n", to: "commitment",
      as: "SV",
      on: day.description, evidence: .claimed)
  }

  var desk: LedgerDesk {
    LedgerDesk(
      database: database, library: library, region: Place.region,
      snapshots: SnapshotCache(database: database, region: Place.region))
  }

  func commitments() async throws -> [Commitment] { try await desk.commitments(knownAt: nil) }

  // MARK: Splits

  func splits() async throws -> [Commitment.ID: StoredSplit] {
    try await database.read { try SplitStore.splits(knownAt: nil, in: $0) }
  }

  func stored(_ code: String) async throws -> StoredSplit {
    guard let stored = try await splits()[code] else { throw JournalError.invalid("没有分解") }
    return stored
  }

  func split(of code: String) async throws -> Split { try await stored(code).split }

  func table(on day: String) async throws -> SplitTable {
    let splits = try await splits()
    let builder = SplitTableBuilder(
      library: library, day: PapersTests.day(day), unitName: { library.unitName($0) })
    return SplitTable(
      title: "任务分解表",
      rows: try await commitments().map { builder.row($0, split: splits[$0.id]?.split) })
  }

  func foot(on day: String, code: String) -> PaperFoot {
    PaperFoot(
      day: PapersTests.day(day), knownAt: 1, madeAt: "\(day)T09:00:00+08:00", unit: "区政府督查室",
      code: code, root: String(repeating: "a", count: 64))
  }

  // MARK: Bulletins

  func bulletin(_ code: String) async throws -> StoredBulletin {
    guard let stored = try await database.read({ try BulletinStore.bulletin(code, in: $0) })
    else { throw JournalError.invalid("没有通报") }
    return stored
  }

  func compose(_ draft: Bulletin.Draft, on day: Day) async throws -> String {
    try await commit(
      ComposeBulletin(code: nil, version: 0, draft: draft), as: "SV", on: day.description)
  }

  /// Issues a draft as the page does and returns the Word file.
  func issue(_ code: String, on day: Day) async throws -> [UInt8] {
    let stored = try await bulletin(code)
    let edition = try await BulletinDesk(
      ledger: desk, district: Place.title, day: day, madeAt: "\(day)T09:00:00+08:00",
      person: "方芷岚", unit: "区政府督查室", unitName: { library.unitName($0) }
    ).edition(of: stored.bulletin)
    try await commit(
      IssueBulletin(code: code, version: stored.version, issue: edition.issue), as: "SVM",
      on: day.description)
    return edition.word
  }

  /// An issue as it is read from the store to be printed.
  func printed(_ code: String) async throws -> BulletinPaper {
    let bulletin = try await bulletin(code).bulletin
    guard let issue = bulletin.issue else { throw JournalError.invalid("没有印发") }
    return BulletinPaper(bulletin, issue: issue, district: Place.title)
  }

  func reprint(_ code: String) async throws -> [UInt8] {
    let bulletin = try await bulletin(code).bulletin
    guard let issue = bulletin.issue else { throw JournalError.invalid("没有印发") }
    let bytes = BulletinPaper(bulletin, issue: issue, district: Place.title).word
    guard Digest.hex(bytes) == issue.digest else { throw JournalError.invalid("摘要不符") }
    return bytes
  }
}
