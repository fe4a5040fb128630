import Commands
import Definitions
import Facts
import Foundation
import Ledgers
import Logging
import Quantities
import Storage
import TestStores

@testable import Web

/// A district of a few firms and one short report, with one post for each role of the grants file.
struct SmallDistrict: Sendable {
  static let today = Day("2022-06-30") ?? Day(number: 0)
  static let region = "419802"
  static let firm = "91419802MA00000A9H"

  let database: any Database
  let library: Library
  let server: WebServer
  let line: Browser.Line
  let posts: [Post]

  /// Opens a new district; every test has its own.
  static func open(
    today: Day = today, components: String? = nil
  ) async throws -> SmallDistrict {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Definitions")
    let (library, remarks) = Library.load(folders: [folder.path])
    let errors = remarks.filter { $0.severity == .error }
    guard errors.isEmpty else { throw JournalError.invalid(errors.map(\.description).joined()) }
    let database = try await TestStore.fresh()
    let posts = library.grants.roles.map { post(role: $0.code) } + keepers.map(keeper) + [ended]
    let server = WebServer(
      database: database, library: library, clock: .fixed(today), region: region,
      district: "示例区", components: components, logger: .init(label: "test"))
    let district = SmallDistrict(
      database: database, library: library, server: server, line: Browser.line(to: server),
      posts: posts)
    try await district.found()
    try await district.fill()
    return district
  }

  /// Everybody works in the office of industry, town of 砚池, park of equipment and firm of the test.
  private static func post(role: String) -> Post {
    let scope =
      switch role {
      case "TW": "town-yanchi"
      case "PK", "PKM": "park-equipment"
      case "CC", "CA": "专用车"
      case "EA", "EO": firm
      default: ""
      }
    return Post(
      id: role, person: "p-\(role.lowercased())", role: role, unit: "industry", scopeValue: scope,
      from: Day("2021-01-01") ?? today)
  }

  /// Units whose columns the tests fill in.
  private static let keepers = ["market-regulation", "statistics", "tax", "gov-office"]

  private static func keeper(_ unit: String) -> Post {
    Post(
      id: "DU-\(unit)", person: "p-du-\(unit)", role: "DU", unit: unit,
      from: Day("2021-01-01") ?? today)
  }

  private static let ended = Post(
    id: "SV-ended", person: "p-gone", role: "SV", unit: "industry",
    from: Day("2021-01-01") ?? today, to: Day("2021-12-31"))

  private func found() async throws {
    let people = Set(posts.map(\.person)).sorted().map {
      Person(id: $0, name: "人\($0.dropFirst(2))")
    }
    let actor = Actor(person: people[0], post: posts[0])
    try await journal(on: "2022-01-04").commit(
      FoundDistrict(district: "示例区", people: people, posts: posts),
      permit: Authority(library: library).foundingPermit(for: actor), reason: "测试")
  }

  func journal(on day: String) -> Journal {
    Journal(
      database: database, library: library, region: Self.region,
      clock: .fixed(Day(day) ?? Self.today))
  }

  /// Takes in a sheet as a post would, and returns the number of the entry.
  @discardableResult
  func write(
    _ register: String, _ csv: String, on day: String, evidence: Evidence = .confirmed,
    as post: String
  ) async throws -> Int64 {
    let desk = ImportDesk(
      journal: journal(on: day), authority: Authority(library: library), actor: try actor(post))
    let checked = try await desk.preview(
      ImportRequest(
        file: "\(register).csv", bytes: Array(csv.utf8), register: register,
        validFrom: Day(day) ?? Self.today, evidence: evidence))
    guard checked.preview.refused == 0, checked.preview.remarks.isEmpty else {
      throw JournalError.invalid(checked.preview.remarks.map(\.message).joined(separator: "; "))
    }
    return try await desk.commit(checked, reason: "测试数据")
  }

  func actor(_ post: String) throws -> Actor {
    guard let found = posts.first(where: { $0.id == post }) else { throw JournalError.notEmpty }
    return Actor(
      person: Person(id: found.person, name: "人\(found.person.dropFirst(2))"), post: found)
  }

  /// A browser in which a post is signed in already.
  func browser(as post: String) async throws -> Browser {
    let browser = Browser(on: line)
    await browser.setCookie(Gate.sessionCookie, try await session(of: post))
    return browser
  }

  /// Opens a session past the password, whose hash would take most of a test's time.
  private func session(of id: String) async throws -> String {
    let post = try actor(id).post
    let token = Secrets.token()
    let now = server.site.clock.seconds()
    try await database.write { transaction in
      _ = try transaction.execute(
        """
        INSERT INTO session (token_digest, person_id, post_id, csrf, created_at, seen_at, expires_at)
        VALUES (\(Digest.hex(token)), \(post.person), \(post.id), \(Self.csrf), \(now), \(now),
          \(now + 40_000))
        """)
    }
    return token
  }

  /// The proof that forms of such sessions carry.
  static let csrf = String(repeating: "c", count: 64)
}
