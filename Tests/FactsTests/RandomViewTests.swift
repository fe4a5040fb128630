import Definitions
import Facts
import Foundation
import Frames
import Quantities
import Storage
import TestStores
import Testing

/// Random views, worked out anew from the rows of the store, are the ones that are served.
@Suite("Random views from the raw rows") struct RandomViewTests {
  /// `HEFU_RANDOM_VIEWS` asks for more; `make soak-stores` for a thousand on each store.
  static let views =
    ProcessInfo.processInfo.environment["HEFU_RANDOM_VIEWS"].flatMap { Int($0) } ?? 100

  /// Fields of every way in which a field relates to time.
  static let fields = [
    "name", "founded_on", "park", "general_taxpayer", "revenue", "monthly_revenue", "status",
  ]

  /// Units of which some keep a field of these, and posts that change between them.
  private static let units = ["market-regulation", "statistics", "industry", ""]

  @Test(arguments: TestStore.reachable)
  func `served views equal what the raw rows tell`(store: TestStore) async throws {
    var random = SeededGenerator(seed: 1_000)
    let world = try await World(on: store)
    let register = world.register
    let following = SnapshotCache(database: world.database, region: World.region)
    var cells = 0
    for entry in 1...240 {
      try await Self.write(entry, to: world, &random)
      guard entry.isMultiple(of: 8) else { continue }
      // Views that are brought forward entry by entry, of a day that is past and of one to come.
      let raw = try await world.database.read {
        try RawRecord(register, region: World.region, in: $0)
      }
      for day in ["2022-02-10", "2023-02-01"] {
        let view = try await following.snapshot(of: register, asOf: AsOf(try #require(Day(day))))
        cells += Self.compare(view, raw, day, raw.head)
      }
    }
    let raw = try await world.database.read {
      try RawRecord(register, region: World.region, in: $0)
    }
    let cache = SnapshotCache(database: world.database, region: World.region)
    for view in 1...Self.views {
      let day = Self.day(&random)
      let knownAt: Int64? =
        view.isMultiple(of: 10) ? nil : .random(in: 0...raw.head, using: &random)
      let asOf = AsOf(try #require(Day(day)), knownAt: knownAt)
      let served = try await cache.snapshot(of: register, asOf: asOf)
      cells += Self.compare(served, raw, day, knownAt ?? raw.head)
    }
    // Views of nothing would be equal too.
    #expect(cells > Self.views * 10)
    print("\(Self.views) views on \(store.rawValue), \(cells) cells, equal to the raw rows")
  }

  /// Compares every cell and every period of a view, and returns how many values it holds.
  private static func compare(
    _ served: Snapshot, _ raw: RawRecord, _ day: String, _ knownAt: Int64
  ) -> Int {
    var cells = 0
    for (id, code, seq, entered) in raw.subjects {
      let row = served.row(code: code)
      let place = "\(code) on \(day) at \(knownAt)"
      let isThere = raw.isThere(
        served.register, id, entered: entered, on: day, knownAt: knownAt)
      var isKnown = false
      for field in served.register.fields {
        let told = seq <= knownAt && isThere ? raw.cell(field, id, on: day, knownAt: knownAt) : nil
        let value = told.flatMap { field.value(of: StoredValue(number: $0.number, text: $0.text)) }
        #expect(row.flatMap { served.value(field.key, row: $0) } == value, "\(field.key), \(place)")
        if told != nil { isKnown = true }
        guard let row, let told else { continue }
        cells += 1
        #expect(served.evidence(field.key, row: row).rawValue == told.evidence, "\(place)")
        #expect(served.periods[field.key]?[row] == told.period, "\(field.key), \(place)")
        #expect(
          served.lastTold(field.key, row: row)?.code ?? 0 == max(told.period, told.confirmed),
          "\(field.key) confirmed, \(place)")
        guard case .periodic = field.time else { continue }
        let periods = raw.periods(field, id, on: day, knownAt: knownAt).mapValues {
          field.value(of: StoredValue(number: $0.number, text: $0.text))
        }
        let series = (served.series[field.key] ?? [:]).compactMap { period, column in
          column.value(row: row).map { (period.code, $0) }
        }
        #expect(Dictionary(uniqueKeysWithValues: series) == periods.compactMapValues(\.self))
      }
      // A subject of which nothing is known on the day is in no list.
      #expect((row != nil) == isKnown, "\(place)")
    }
    return cells
  }

  private static func day(_ random: inout SeededGenerator) -> String {
    let first = Day("2021-11-01") ?? Day(number: 0)
    return first.adding(days: .random(in: 0...500, using: &random)).description
  }

  // MARK: Writing

  /// Writes one entry: facts of several subjects by one of the posts, which may have moved.
  private static func write(
    _ entry: Int, to world: World, _ random: inout SeededGenerator
  ) async throws {
    let register = world.register
    let post = "P\(Int.random(in: 1...5, using: &random))"
    let unit =
      Int.random(in: 0..<8, using: &random) == 0 ? units.randomElement(using: &random) : nil
    var facts: [String: (String, Field, FactVersion)] = [:]
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      guard let field = fields.randomElement(using: &random).flatMap({ register.field($0) })
      else { continue }
      let subject = Int64.random(in: 1...14, using: &random)
      let version = FactVersion(
        field: 0, period: period(of: field, &random), subject: 0, seq: 0,
        value: value(of: field, &random),
        evidence: Evidence(rawValue: .random(in: 1...4, using: &random)) ?? .claimed)
      facts["\(field.key) \(version.period) \(subject)"] = ("S\(subject)", field, version)
    }
    let told = facts.values.sorted {
      ($0.0, $0.1.key, $0.2.period) < ($1.0, $1.1.key, $1.2.period)
    }
    let found = unchanged(in: register, &random)
    let back =
      Int.random(in: 0..<6, using: &random) == 0 ? Int64.random(in: 1...240, using: &random) : 0
    let day = (Day("2021-12-01") ?? Day(number: 0)).adding(days: entry).description
    try await world.database.write { transaction in
      let seq = try transaction.entry(day: day, post: post)
      if let unit { try transaction.move(post, to: unit, seq: seq) }
      let numbers = try FactStore.ensureFields(
        Set(told.map(\.1.key)).sorted(), of: register.id, seq: seq, in: transaction)
      let subjects = try FactStore.ensureSubjects(
        told.map(\.0), register: register.id, region: World.region, seq: seq, in: transaction)
      try FactStore.write(
        told.map { code, field, version in
          var version = version
          version.field = numbers[field.key] ?? 0
          version.subject = subjects[code] ?? 0
          version.seq = seq
          return version
        }, in: transaction)
      let known = Set(subjects.values)
      try Confirmation.write(
        found.compactMap { key, period, chosen in
          guard let field = try FactStore.field(key, of: register.id, in: transaction) else {
            return nil
          }
          return Confirmation(
            field: field, period: period, seq: seq, evidence: .documented,
            subjects: SubjectSet(known.sorted().filter { chosen.contains($0 % 14) }))
        }, in: transaction)
      // A chosen entry has been taken back already or lies ahead: nothing happens then.
      if back < seq, found.isEmpty { try Confirmation.takeBack(back, seq: seq, in: transaction) }
    }
  }

  /// What an entry finds unchanged: states of some days, of some of the subjects.
  private static func unchanged(
    in register: Register, _ random: inout SeededGenerator
  ) -> [(key: String, period: Int64, subjects: Set<Int64>)] {
    guard Int.random(in: 0..<3, using: &random) == 0 else { return [] }
    return ["name", "park", "general_taxpayer", "status"].compactMap { key in
      guard let field = register.field(key), Bool.random(using: &random) else { return nil }
      let subjects = (0..<14).filter { _ in Bool.random(using: &random) }
      return (key, period(of: field, &random), Set(subjects.map { Int64($0) }))
    }
  }

  private static func period(of field: Field, _ random: inout SeededGenerator) -> Int64 {
    let day = Day(Self.day(&random)) ?? Day(number: 19_000)
    return switch field.time {
    case .constant: 0
    case .state:
      // Few days, so that words meet.
      Period(.day, containing: Period(.month, containing: day).first).code
    case .periodic(let length): Period(length, containing: day).code
    }
  }

  private static func value(of field: Field, _ random: inout SeededGenerator) -> StoredValue {
    if Int.random(in: 0..<6, using: &random) == 0 { return .withdrawn }
    let number = Int64.random(in: 0...9, using: &random)
    return switch field.type {
    case .text, .code, .reference: StoredValue(text: "词\(number)")
    case .boolean: StoredValue(number: number & 1)
    // Days within those that are looked at, so that subjects begin before and after them.
    case .day: StoredValue(number: 18_900 + .random(in: 0...500, using: &random))
    default: StoredValue(number: number)
    }
  }
}

extension Transaction {
  /// Lets a post belong to a unit from an entry on.
  fileprivate func move(_ post: String, to unit: String, seq: Int64) throws {
    try execute(
      """
      INSERT INTO person (id, name, seq) SELECT 'lm', '某人', \(seq)
      WHERE NOT EXISTS (SELECT 1 FROM person WHERE id = 'lm')
      """)
    try execute(
      """
      INSERT INTO post (id, seq, person_id, role, unit, scope_value, from_day, to_day)
      VALUES (\(post), \(seq), 'lm', 'DU', \(unit), '', '2021-01-01', NULL)
      """)
  }
}
