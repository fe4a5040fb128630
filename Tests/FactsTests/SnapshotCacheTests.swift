import Definitions
import Facts
import Frames
import Quantities
import Storage
import TestStores
import Testing

@Suite("Views kept in memory") struct SnapshotCacheTests {
  private func cache(_ world: World, room: Int = 1 << 20) -> SnapshotCache {
    SnapshotCache(database: world.database, region: World.region, room: room)
  }

  @Test(arguments: 61...72 as ClosedRange<UInt64>)
  func `a view of some fields is the same columns of the whole`(seed: UInt64) async throws {
    var history = try await History(seed: seed)
    let cache = cache(history.world)
    var slim = history.world.register
    slim.nameField = nil
    slim.fields = slim.fields.filter { ["founded_on", "revenue", "park"].contains($0.key) }
    let asOf = AsOf(try #require(Day("2022-12-31")))
    for step in 1...12 {
      try await history.step()
      let part = try await cache.snapshot(of: slim, asOf: asOf)
      let whole = try await cache.snapshot(of: history.world.register, asOf: asOf)
      #expect(part.head == whole.head)
      for field in slim.fields {
        for code in History.codes {
          let place = "seed \(seed), step \(step), \(field.key) of \(code)"
          let told = whole.row(code: code).flatMap { whole.value(field.key, row: $0) }
          #expect(
            part.row(code: code).flatMap { part.value(field.key, row: $0) } == told, "\(place)")
        }
      }
    }
  }

  /// Some hundred rows, so that bits, words and rows lie in more than one piece.
  @Test(arguments: [3, 4])
  func `a long view brought forward is the view built anew`(seed: UInt64) async throws {
    let world = try await World()
    let cache = cache(world)
    var random = SeededGenerator(seed: seed)
    let asOf = AsOf(try #require(Day("2022-12-31")))
    for step in 1...8 {
      // The first table is long; what follows changes a few rows, takes some back, and adds some.
      let rows = (0..<(step == 1 ? 300 : 20)).map { number in
        (step == 1 ? number : Int.random(in: 0..<(300 + step * 5), using: &random))
      }
      let versions = Set(rows).sorted().flatMap { number in
        ["name", "founded_on", "general_taxpayer", "monthly_revenue"].map { key in
          (number, key, Int64.random(in: 0..<6, using: &random))
        }
      }
      try await world.write(versions)
      let kept = try await cache.snapshot(of: world.register, asOf: asOf)
      let built = try await world.snapshot("2022-12-31")
      #expect(Seen(kept) == Seen(built), "seed \(seed), step \(step)")
      #expect(kept.count > 250)
    }
  }

  @Test func `whoever asks sees what was written before, however many ask`() async throws {
    var history = try await History(seed: 80)
    let cache = cache(history.world)
    let register = history.world.register
    let asOf = AsOf(try #require(Day("2022-12-31")))
    for _ in 1...6 {
      try await history.step()
      let head = history.head
      try await withThrowingTaskGroup(of: Int64.self) { group in
        for _ in 1...12 {
          group.addTask { try await cache.snapshot(of: register, asOf: asOf).head }
        }
        for try await seen in group { #expect(seen == head) }
      }
    }
  }

  @Test(
    arguments: [
      (FactTail(after: 7, upTo: 9).cells, "INDEX fact_by_seq (seq>? AND seq<?)"),
      (
        FactTail(after: 7, upTo: 9).versions(of: 3, subjects: [1]) { "\($0).period" },
        "INDEX fact_by_subject (subject_id=? AND field_id=?)"
      ),
      (
        FactTail(after: 7, upTo: 9).versions(of: 3, subjects: Array(1...500)) { "\($0).period" },
        "INDEX fact_by_subject (subject_id=? AND field_id=?)"
      ),
    ] as [(SQL, String)])
  func `what was written since is found without walking a field`(
    question: SQL, way: String
  ) async throws {
    let database = try await TestStore.sqlite.make()
    let plan = try await database.read { session in
      try session.rows("EXPLAIN QUERY PLAN \(question)").map { try $0.get("detail") as String }
    }
    #expect(plan.contains { $0.contains(way) }, "\(plan)")
    #expect(!plan.contains { $0.contains("PRIMARY KEY (field_id=?)") }, "\(plan)")
  }

  @Test func `views that nobody asked for lately make room`() async throws {
    var history = try await History(seed: 81)
    for _ in 1...4 { try await history.step() }
    let small = cache(history.world, room: 1)
    let register = history.world.register
    let days = try ["2022-03-31", "2022-12-31"].map { try #require(Day($0)) }
    for day in days { _ = try await small.snapshot(of: register, asOf: AsOf(day)) }
    #expect(await small.head(of: register, on: days[0]) == nil)
    #expect(await small.head(of: register, on: days[1]) == history.head)
  }
}

extension World {
  /// Writes one number, or its word, of each named subject and field as one entry; 0 takes it back.
  fileprivate func write(_ values: [(subject: Int, key: String, number: Int64)]) async throws {
    let register = register
    try await database.write { transaction in
      let seq = try transaction.entry()
      let fields = try FactStore.ensureFields(
        Set(values.map(\.key)).sorted(), of: register.id, seq: seq, in: transaction)
      let subjects = try FactStore.ensureSubjects(
        values.map { "编号\($0.subject)" }, register: register.id, region: Self.region, seq: seq,
        in: transaction)
      let versions = try values.map { subject, key, number in
        let field = try #require(register.field(key))
        let day = try #require(Day("2022-0\(number % 3 + 1)-15"))
        let period: Int64 =
          switch field.time {
          case .constant: 0
          case .state: Period(.day, containing: day).code
          case .periodic(let length): Period(length, containing: day).code
          }
        let isWord = field.type == .text
        let value =
          number == 0
          ? StoredValue.withdrawn
          : isWord ? StoredValue(text: "词\(number)") : StoredValue(number: number)
        return FactVersion(
          field: try #require(fields[key]), period: period,
          subject: try #require(subjects["编号\(subject)"]), seq: seq, value: value,
          evidence: .documented)
      }
      try FactStore.write(versions, in: transaction)
    }
  }
}
