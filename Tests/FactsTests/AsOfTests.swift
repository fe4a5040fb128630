import Definitions
import Facts
import Frames
import Quantities
import Storage
import Testing

/// Seeded histories of a few enterprises: writes, corrections, withdrawals, for every way in which
/// a field relates to time.
struct History {
  static let fields = [
    "name", "founded_on", "park", "general_taxpayer", "revenue", "monthly_revenue",
  ]
  static let codes = [Code.first, Code.second, Code.third, Code.fourth]
  static let days = [
    "2021-12-31", "2022-01-01", "2022-03-31", "2022-06-15", "2022-12-31", "2023-02-01",
  ]

  let world: World
  private(set) var versions: [(code: String, field: String, version: FactVersion)] = []
  private var random: SeededGenerator
  var head: Int64 { Int64(entries) }
  private(set) var entries = 0

  init(seed: UInt64) async throws {
    world = try await World()
    random = SeededGenerator(seed: seed)
  }

  /// Writes one entry of one to six facts.
  mutating func step() async throws {
    let register = world.register
    var written: [(code: String, field: String, version: FactVersion)] = []
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let key = Self.fields.randomElement(using: &random) ?? "name"
      guard let field = register.field(key) else { continue }
      let code = Self.codes.randomElement(using: &random) ?? Code.first
      let version = FactVersion(
        field: 0, period: period(of: field), subject: 0, seq: 0, value: value(of: field),
        evidence: Evidence(rawValue: Int.random(in: 1...4, using: &random)) ?? .claimed)
      let isTwice = written.contains {
        $0.code == code && $0.field == key && $0.version.period == version.period
      }
      if !isTwice { written.append((code, key, version)) }
    }
    let facts = written
    let stored = try await world.database.write { transaction in
      let seq = try transaction.entry()
      let numbers = try FactStore.ensureFields(
        facts.map(\.field), of: register.id, seq: seq, in: transaction)
      let subjects = try FactStore.ensureSubjects(
        facts.map(\.code), register: register.id, region: World.region, seq: seq, in: transaction)
      let stored = facts.map { fact in
        var version = fact.version
        version.field = numbers[fact.field] ?? 0
        version.subject = subjects[fact.code] ?? 0
        version.seq = seq
        return version
      }
      try FactStore.write(stored, in: transaction)
      return stored
    }
    entries += 1
    versions += zip(facts, stored).map { ($0.code, $0.field, $1) }
  }

  private mutating func period(of field: Field) -> Int64 {
    let day = Day(Self.days.randomElement(using: &random) ?? "") ?? Day(number: 19_000)
    return switch field.time {
    case .constant: 0
    case .state: Period(.day, containing: day).code
    case .periodic(let length): Period(length, containing: day).code
    }
  }

  private mutating func value(of field: Field) -> StoredValue {
    if Int.random(in: 0..<5, using: &random) == 0 { return .withdrawn }
    let number = Int64.random(in: 0...9, using: &random)
    return switch field.type {
    case .text, .code, .reference: StoredValue(text: "词\(number)")
    case .boolean: StoredValue(number: number & 1)
    default: StoredValue(number: number)
    }
  }

  /// What a field of a subject is on a day as known at an entry, told straight from the written
  /// facts: of each period the last version counts; of the periods that have begun (states) or
  /// ended (the others) by the day the latest that was not withdrawn.
  func told(_ key: String, of code: String, on day: Day, knownAt: Int64) -> FactVersion? {
    guard let field = world.register.field(key) else { return nil }
    var counting: [Int64: FactVersion] = [:]
    for fact in versions where fact.code == code && fact.field == key && fact.version.seq <= knownAt
    {
      counting[fact.version.period] = fact.version
    }
    return counting.values.filter { version in
      guard !version.value.isWithdrawn else { return false }
      guard let period = Period(code: version.period) else { return true }
      return field.time == .state ? period.first <= day : period.last <= day
    }.max { $0.period < $1.period }
  }
}

/// What a reader sees of a snapshot: everything but the order of the words in a dictionary.
struct Seen: Equatable {
  var codes: [String]
  var cells: [String: [String]]

  init(_ snapshot: Snapshot) {
    codes = snapshot.codes
    cells = [:]
    for field in snapshot.register.fields {
      cells[field.key] = (0..<snapshot.count).map { row in
        let value = snapshot.value(field.key, row: row).map { "\($0)" } ?? "-"
        let period = snapshot.periods[field.key]?[row] ?? -1
        return "\(value) \(snapshot.evidence(field.key, row: row).code) \(period)"
      }
      for (period, column) in snapshot.series[field.key] ?? [:] {
        cells["\(field.key) \(period)"] = (0..<snapshot.count).map {
          column.value(row: $0).map { "\($0)" } ?? "-"
        }
      }
    }
  }
}

@Suite("As of a day, as known at an entry") struct AsOfTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `a snapshot shows what the facts tell`(seed: UInt64) async throws {
    var history = try await History(seed: seed)
    for _ in 1...15 { try await history.step() }
    for day in History.days {
      for knownAt in [1, 7, history.head] {
        let snapshot = try await history.world.snapshot(day, knownAt: knownAt)
        let date = try #require(Day(day))
        for code in History.codes {
          for key in History.fields {
            let told = history.told(key, of: code, on: date, knownAt: knownAt)
            let row = snapshot.row(code: code)
            let field = try #require(history.world.register.field(key))
            let place = "seed \(seed), \(key) of \(code) on \(day) at \(knownAt)"
            #expect(
              row.flatMap { snapshot.value(key, row: $0) }
                == told.flatMap { field.value(of: $0.value) },
              "\(place)")
            guard let row, let told else { continue }
            #expect(snapshot.evidence(key, row: row) == told.evidence, "\(place)")
            #expect(snapshot.periods[key]?[row] == told.period, "\(place)")
          }
        }
      }
    }
  }

  @Test(arguments: 21...30 as ClosedRange<UInt64>)
  func `a later fact never changes an earlier view`(seed: UInt64) async throws {
    var history = try await History(seed: seed)
    for _ in 1...8 { try await history.step() }
    let head = history.head
    var views: [Seen] = []
    for day in History.days { views.append(Seen(try await history.world.snapshot(day))) }
    for _ in 1...8 { try await history.step() }
    for (day, view) in zip(History.days, views) {
      let again = try await history.world.snapshot(day, knownAt: head)
      #expect(Seen(again) == view, "seed \(seed), \(day)")
      #expect(again.head == head)
    }
  }

  @Test(arguments: 41...60 as ClosedRange<UInt64>)
  func `a view brought forward is the view built anew`(seed: UInt64) async throws {
    var history = try await History(seed: seed)
    let cache = SnapshotCache(database: history.world.database, region: World.region)
    for step in 1...12 {
      try await history.step()
      for day in ["2022-03-31", "2022-12-31"] {
        let asOf = AsOf(try #require(Day(day)))
        let kept = try await cache.snapshot(of: history.world.register, asOf: asOf)
        let built = try await history.world.snapshot(day)
        #expect(Seen(kept) == Seen(built), "seed \(seed), step \(step), \(day)")
        #expect(kept.head == built.head)
      }
    }
  }

  @Test func `a view of the past is kept as it is`() async throws {
    var history = try await History(seed: 7)
    for _ in 1...5 { try await history.step() }
    let cache = SnapshotCache(database: history.world.database, region: World.region)
    let asOf = AsOf(try #require(Day("2022-12-31")), knownAt: 3)
    let first = try await cache.snapshot(of: history.world.register, asOf: asOf)
    for _ in 1...5 { try await history.step() }
    let second = try await cache.snapshot(of: history.world.register, asOf: asOf)
    #expect(Seen(first) == Seen(second))
  }
}
