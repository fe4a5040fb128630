import Commands
import Foundation
import Storage
import TestStores
import Testing

/// The same commands on both kinds of database leave the same records, refusals included.
///
/// Neither database waits for the disk here: what a commit survives is shown by killing the program.
@Suite(
  "Two stores, one journal",
  .enabled(if: TestStore.url != nil, Comment(rawValue: TestStore.absence)))
struct TwoStoresTests {
  /// `HEFU_RANDOM_COMMANDS` asks for more.
  static let count =
    ProcessInfo.processInfo.environment["HEFU_RANDOM_COMMANDS"].flatMap { Int($0) } ?? 2_000

  /// Commands after which what was written since the last such point is compared.
  static let stride = count > 20_000 ? 10_000 : max(count / 4, 1)

  /// Up to so many commands the chain is walked on both stores. Walking asks some thirty questions an
  /// entry, and rows that are equal in every table give the same verdict.
  static let mostWalkedTwice = 20_000

  @Test(arguments: [2022] as [UInt64])
  func `a random sequence of commands leaves them equal`(seed: UInt64) async throws {
    let (sqlite, postgresql) = (
      try await District(on: .sqlite), try await District(on: .postgresql)
    )
    var random = RandomCommands(seed: seed)
    var tally = Tally()
    var compared: Int64 = 0
    for number in 1...Self.count {
      let step = random.next()
      // The two work at the same time: neither knows of the other.
      async let onSQLite = step.outcome(in: sqlite)
      async let onPostgreSQL = step.outcome(in: postgresql)
      let (outcome, other) = try await (onSQLite, onPostgreSQL)
      guard outcome == other else {
        Issue.record("command \(number), \(step): \(outcome) and \(other)")
        return
      }
      tally.count(step, outcome)
      random.learn(step, outcome)
      guard number.isMultiple(of: Self.stride) else { continue }
      let since = compared
      async let here = StoreDigest(of: sqlite.database, after: since)
      async let there = StoreDigest(of: postgresql.database, after: since)
      let (digest, otherDigest) = try await (here, there)
      try #require(digest == otherDigest, "after \(number) commands")
      compared = digest.head
      tally.printPoint(number, digest)
    }
    // A sequence in which nothing was refused, or some kind of command never done, would show little.
    #expect(tally.kinds.allSatisfy { $0.key == Step.halfWrite || $0.value.done > 0 })
    #expect(tally.done > Self.count / 2 && tally.refused > Self.count / 50)
    try await Self.compareWhole(sqlite, postgresql)
    print("\(Self.count) commands on both stores: \(tally)")
  }

  /// Compares every row of every table, and walks the chain from its first entry.
  private static func compareWhole(_ sqlite: District, _ postgresql: District) async throws {
    async let here = StoreDigest(of: sqlite.database)
    async let there = StoreDigest(of: postgresql.database)
    let (digest, other) = try await (here, there)
    for table in TableCopy.tables {
      #expect(digest.tables[table] == other.tables[table], "\(table)")
    }
    let verdict = try await sqlite.verdict()
    #expect(verdict.holds && verdict.entries == Int(digest.head))
    if count <= mostWalkedTwice { #expect(try await postgresql.verdict() == verdict) }
    let rows = digest.tables.values.reduce(0) { $0 + $1.rows }
    print(
      "\(rows) rows in \(digest.tables.count) tables equal, chain of \(verdict.entries) entries holds,",
      "root \(verdict.root.prefix(24))")
  }
}

/// How often each kind of command was done and refused, and how fast.
private struct Tally: CustomStringConvertible {
  private(set) var kinds: [String: (done: Int, refused: Int)] = [:]
  private var last = (number: 0, moment: ContinuousClock.now)

  var done: Int { kinds.values.reduce(0) { $0 + $1.done } }
  var refused: Int { kinds.values.reduce(0) { $0 + $1.refused } }

  mutating func count(_ step: Step, _ outcome: Outcome) {
    switch outcome {
    case .done: kinds[step.kind, default: (0, 0)].done += 1
    case .refused: kinds[step.kind, default: (0, 0)].refused += 1
    }
  }

  /// Says how fast the commands since the last point were, without the comparison.
  mutating func printPoint(_ number: Int, _ digest: StoreDigest) {
    let spent = (digest.begun - last.moment) / .seconds(1)
    print(
      "\(number) commands, \(Int(Double(number - last.number) / spent)) a second lately;",
      "entry \(digest.head), rows since the last point equal")
    fflush(nil)
    last = (number, .now)
  }

  var description: String {
    kinds.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.done) done \($0.value.refused) refused" }
      .joined(separator: ", ")
  }
}
