import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage
import Synchronization
import TestStores

/// The definitions that come with the program.
let library: Library = {
  let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  return Library.load(folders: [root.appending(path: "Definitions").path]).library
}()

func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

/// A clock that a test sets.
final class TestClock: Sendable {
  private let state: Mutex<(day: Day, seconds: Int64)>

  init(_ text: String = "2022-01-05") { state = Mutex((day(text), 1_000_000)) }

  func set(_ text: String) { state.withLock { $0.day = day(text) } }
  func pass(seconds: Int64) { state.withLock { $0.seconds += seconds } }

  var clock: Clock {
    Clock(
      moment: { [self] in "\(state.withLock { $0.day })T09:00:00+08:00" },
      today: { [self] in state.withLock { $0.day } },
      seconds: { [self] in state.withLock { $0.seconds } })
  }
}

/// A small founded district with a few people in their posts.
struct District {
  static let region = "419099"
  let database: any Database
  let time: TestClock
  let journal: Journal
  let authority = Authority(library: library)

  static let people = [
    Person(id: "wen", name: "温清禾"), Person(id: "tao", name: "陶初雪"),
    Person(id: "qiao", name: "乔安柏"), Person(id: "shen", name: "沈汀鹭"),
    Person(id: "deng", name: "邓禾聿"), Person(id: "lu", name: "陆景亭"),
    Person(id: "yin", name: "尹墨白"), Person(id: "zhai", name: "翟临风"),
  ]

  static let posts = [
    post("SV-1", "wen", "SV", "gov-office"),
    post("DU-market", "tao", "DU", "market-regulation"),
    post("DU-industry", "qiao", "DU", "industry"),
    post("DM-industry", "shen", "DM", "industry"),
    post("PK-east", "deng", "PK", "park-committee", scope: "park-east"),
    post("LD-1", "lu", "LD", "gov-office"),
    post("SA-1", "yin", "SA", "big-data"),
    post("AU-1", "zhai", "AU", "gov-office"),
    post("DU-old", "wen", "DU", "industry", to: "2021-12-31"),
  ]

  static func post(
    _ id: String, _ person: String, _ role: String, _ unit: String, scope: String = "",
    to: String? = nil
  ) -> Post {
    Post(
      id: id, person: person, role: role, unit: unit, scopeValue: scope, from: day("2021-01-04"),
      to: to.map(day))
  }

  static func actor(_ post: String) -> Actor {
    let post = posts.first { $0.id == post } ?? posts[0]
    return Actor(person: people.first { $0.id == post.person } ?? people[0], post: post)
  }

  init(founded: Bool = true, on store: TestStore = .chosen) async throws {
    database = try await store.make()
    time = TestClock()
    journal = Journal(
      database: database, library: library, region: Self.region, clock: time.clock)
    guard founded else { return }
    try await found()
  }

  func found() async throws {
    try await journal.commit(
      FoundDistrict(district: "澄川区", people: Self.people, posts: Self.posts),
      permit: authority.foundingPermit(for: Self.actor("SA-1")), reason: "初始化")
  }

  func desk(_ post: String) -> ImportDesk {
    ImportDesk(journal: journal, authority: authority, actor: Self.actor(post))
  }

  func request(
    _ csv: String, register: String = "enterprise", evidence: Evidence = .documented
  ) -> ImportRequest {
    ImportRequest(
      file: "表.csv", bytes: Array(csv.utf8), register: register,
      validFrom: journal.clock.today(), evidence: evidence)
  }

  /// Imports a table as a post and returns the number of the entry.
  @discardableResult
  func take(_ csv: String, as post: String, register: String = "enterprise") async throws -> Int64 {
    let desk = desk(post)
    let checked = try await desk.preview(request(csv, register: register))
    return try await desk.commit(
      checked, reason: checked.preview.corrections > 0 ? "报送有误" : "")
  }

  /// Three enterprises: two industries keep their columns, in three entries.
  func fill() async throws {
    try await take(Table.names, as: "DU-market")
    try await take(Table.revenue, as: "DU-industry")
    try await take(Table.revenue.replacing("2350.5", with: "2400"), as: "DU-industry")
  }

  func verdict() async throws -> JournalVerifier.Verdict {
    try await database.read { try JournalVerifier().verify(in: $0) }
  }

  func value(_ field: String, of code: String, on text: String = "2022-12-31") async throws
    -> Value?
  {
    guard let register = library.registers["enterprise"] else { return nil }
    let builder = SnapshotBuilder(
      register: register, region: Self.region, asOf: AsOf(day(text)))
    let snapshot = try await database.read { try builder.build(in: $0) }
    return snapshot.row(code: code).flatMap { snapshot.value(field, row: $0) }
  }
}

enum Code {
  static let first = "91419099MA00000153"
  static let second = "91419099MA0000023X"
  static let third = "91419099MA0000031Q"
}

enum Table {
  static let names = """
    统一社会信用代码,企业名称,成立日期
    \(Code.first),澄川一号机械有限公司,2015-03-02
    \(Code.second),澄川二号纸业有限公司,2016-07-15
    \(Code.third),澄川三号食品厂,2018-01-01

    """
  static let revenue = """
    统一社会信用代码,营业收入2021年
    \(Code.first),2350.5
    \(Code.second),1999.9

    """
}
