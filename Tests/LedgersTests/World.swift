import Commands
import Definitions
import Facts
import Foundation
import Ledgers
import Quantities
import Reports
import SampleDistrict
import Storage
import TestStores

/// The root of the package, beside which shared data may lie.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of shared data, where it is there: `HEFU_SHARED`, or `shared` beside the package.
  static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["HEFU_SHARED"] ?? ""
    let folder =
      named.isEmpty
      ? root.appending(path: "../shared").standardizedFileURL : URL(filePath: named)
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}

/// The definitions that come with the program.
let library: Library = {
  Library.load(folders: [Package.root.appending(path: "Definitions").path]).library
}()

let lightRule = library.lights["default"]

func day(_ text: String) -> Day { Day(text) ?? Day(number: 0) }

/// A district with its people, a journal, and offices that hand in files.
struct World {
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
    let actor = Actor(person: people[0], post: posts[0])
    try await journal(on: "2022-01-04").commit(
      FoundDistrict(district: Place.title, people: people, posts: posts),
      permit: Authority(library: library).foundingPermit(for: actor), reason: "")
  }

  func journal(on day: String) -> Journal {
    Journal(
      database: database, library: library, region: Place.region,
      clock: .fixed(LedgersTests.day(day)))
  }

  var desk: LedgerDesk {
    LedgerDesk(
      database: database, library: library, region: Place.region,
      snapshots: SnapshotCache(database: database, region: Place.region))
  }

  func actor(_ post: String) async throws -> Actor {
    guard let actor = try await database.read({ try PostStore.actor(post: post, in: $0) }) else {
      throw WorldError.noPost(post)
    }
    return actor
  }

  enum WorldError: Error {
    case noPost(String)
    case refused([String])
  }

  /// Takes a file in and returns the number of its entry.
  @discardableResult
  func importing(
    _ bytes: [UInt8], to register: String, as post: String, on day: String,
    validFrom: String? = nil, evidence: Evidence = .confirmed
  ) async throws -> Int64 {
    let desk = ImportDesk(
      journal: journal(on: day), authority: Authority(library: library),
      actor: try await actor(post))
    let checked = try await desk.preview(
      ImportRequest(
        file: "表.csv", bytes: bytes, register: register,
        validFrom: LedgersTests.day(validFrom ?? day), evidence: evidence))
    guard checked.preview.refused == 0, checked.preview.isUnderstood else {
      throw WorldError.refused(checked.preview.remarks.map(\.message))
    }
    return try await desk.commit(checked, reason: "测试")
  }

  @discardableResult
  func importing(
    _ csv: String, to register: String, as post: String, on day: String,
    validFrom: String? = nil, evidence: Evidence = .confirmed
  ) async throws -> Int64 {
    try await importing(
      Array(csv.utf8), to: register, as: post, on: day, validFrom: validFrom, evidence: evidence)
  }

  /// Takes a report in and returns its code.
  @discardableResult
  func register(
    _ text: String, on day: String = "2022-01-20", year: Int = 2022
  ) async throws -> String {
    try await commit(
      RegisterReport(
        title: "报告", year: year, file: "报告.txt", text: text,
        understanding: Reader(lexicon: library.lexicon).read(text, year: year),
        binder: library.binder),
      as: "SV", on: day)
  }

  @discardableResult
  func commit<C: Command>(_ command: C, as post: String, on day: String) async throws -> C.Result {
    let actor = try await actor(post)
    let permit = try Authority(library: library)
      .permit(actor, command.permission, on: LedgersTests.day(day))
    return try await journal(on: day).commit(command, permit: permit, reason: "").result
  }

  func commitments() async throws -> [Commitment] { try await desk.commitments(knownAt: nil) }

  /// The reading of the one commitment that a metric measures.
  func reading(
    of metric: String, on day: String, knownAt: Int64? = nil
  ) async throws -> Reading? {
    try await desk.readings(asOf: AsOf(LedgersTests.day(day), knownAt: knownAt))
      .first { $0.commitment.metric == metric }
  }

  func explanation(
    of metric: String, on day: String, knownAt: Int64? = nil, visibility: Visibility = .engine
  ) async throws -> ReadingExplanation? {
    let code = try await desk.commitments(knownAt: knownAt).first { $0.metric == metric }?.id
    guard let code else { return nil }
    return try await desk.explanation(
      of: code, asOf: AsOf(LedgersTests.day(day), knownAt: knownAt)
    ) { _ in visibility }
  }
}

/// A plan with a heading that says whose year it is.
func plan(_ sentences: String) -> String {
  """
  三、2022年重点工作
  （一）做强工业
  提升核心竞争力。\(sentences)
  """
}
