import Commands
import Definitions
import Facts
import Foundation
import Quantities
import SampleDistrict
import Storage
import StorageSQLite
import Testing

@testable import hefu

/// What `hefu export facts` lets out, for whom, and what it leaves behind in the logs.
@Suite("The right to export facts") struct ExportRightTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let day = Day("2022-03-31") ?? Day(number: 0)

  private func installation() async throws -> Installation {
    let library = Library.load(folders: [Self.root.appending(path: "Definitions").path]).library
    let district = CensusDistrict(entities: 600, seed: 4)
    let database = try SQLiteDatabase.inMemory()
    try await SampleCensusSetUp(district: district, library: library, database: database)
      .run(until: Self.day) { _ in }
    return Installation(
      database: database, library: library, clock: .fixed(Self.day),
      region: district.place.region, district: "示例区")
  }

  private func right(
    _ post: String, _ purpose: String, _ named: [String] = [], in opened: Installation
  ) async throws -> ExportRight {
    let register = try #require(opened.library.registers["enterprise"])
    return try ExportRight(
      register, for: try await opened.actor(post: post), purpose: purpose, including: named,
      in: opened, on: Self.day)
  }

  @Test func `business data goes out for the purpose that the grants name`() async throws {
    let opened = try await installation()
    let paying = try await right("FN", "payment", in: opened)
    #expect(paying.purpose == "兑现资金")
    #expect(paying.fields.contains { $0.fieldClass == .business })
    let other = try await right("FN", "装载集群", in: opened)
    #expect(other.purpose == "装载集群")
    #expect(!other.fields.contains { $0.fieldClass == .business })
    #expect(other.fields.contains { $0.fieldClass == .open })
  }

  @Test func `who may not export gets nothing`() async throws {
    let opened = try await installation()
    await #expect(throws: InputProblem.self) { try await right("LD", "看看", in: opened) }
    await #expect(throws: InputProblem.self) { try await right("PB", "看看", in: opened) }
  }

  @Test func `answers of a survey go out where they are named, and persons never`() async throws {
    let opened = try await installation()
    let plain = try await right("SX", "汇总", in: opened)
    #expect(plain.leftOut.map(\.key) == ["rd_expenditure"])
    #expect(!plain.fields.contains { $0.fieldClass == .statistical })
    #expect(plain.words(plain.leftOut[0]).contains("--include rd_expenditure"))
    let named = try await right("SX", "汇总", ["rd_expenditure"], in: opened)
    #expect(named.fields.contains { $0.key == "rd_expenditure" })
    for (post, key) in [("SX", "contact_name"), ("FN", "rd_expenditure"), ("FN", "nothing")] {
      await #expect(throws: InputProblem.self, "\(post) \(key)") {
        try await right(post, "汇总", [key], in: opened)
      }
    }
  }

  @Test func `what goes out is on record for the firms and for the audit`() async throws {
    let opened = try await installation()
    let right = try await right("FN", "payment", in: opened)
    let register = try #require(opened.library.registers["enterprise"])
    let whole = try await opened.database.read { session in
      try SnapshotBuilder(
        register: register, region: opened.region, asOf: AsOf(Self.day)
      ).build(in: session)
    }
    let snapshot = right.limit(whole)
    try await right.record(snapshot, in: opened)
    let told = right.fields.filter { $0.fieldClass == .business }
    let firms = (0..<snapshot.count).filter { row in
      told.contains { snapshot.value($0.key, row: row) != nil }
    }
    #expect(!firms.isEmpty)
    let (accesses, notes) = try await opened.database.read { session in
      (
        try session.rows("SELECT code FROM access_log WHERE manner = 'file' AND unit = 'finance'"),
        try session.rows("SELECT detail FROM security_log WHERE event = 'exported'")
      )
    }
    #expect(accesses.count == firms.count)
    let detail: String = try #require(try notes.first?.get("detail"))
    #expect(notes.count == 1 && detail.contains("兑现资金") && detail.hasPrefix("命令行"))
  }
}
