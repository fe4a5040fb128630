import Definitions
import Facts
import Storage
import Testing

@Suite("History of what an entry touched") struct FactHistoryTests {
  /// Writes facts of two hundred subjects: some entries touch nearly all, some only a few.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func `holds every version of every fact of the entry, however far apart`(seed: UInt64)
    async throws
  {
    var random = SeededGenerator(seed: seed)
    let world = try await World()
    let codes = (0..<200).map { "S\($0)" }
    var written: [FactVersion] = []
    for _ in 1...12 {
      let share = [2, 20, 180].randomElement(using: &random) ?? 2
      let chosen = codes.filter { _ in Int.random(in: 0..<200, using: &random) < share }
      let numbers = chosen.map { _ in Int64.random(in: 0...9, using: &random) }
      written += try await world.database.write { transaction in
        let seq = try transaction.entry()
        let fields = try FactStore.ensureFields(
          ["name", "staff"], of: "enterprise", seq: seq, in: transaction)
        let subjects = try FactStore.ensureSubjects(
          codes, register: "enterprise", region: World.region, seq: seq, in: transaction)
        let versions = zip(chosen, numbers).map { code, number in
          FactVersion(
            field: fields[number > 4 ? "name" : "staff"] ?? 0, period: number % 2,
            subject: subjects[code] ?? 0, seq: seq, value: StoredValue(number: number),
            evidence: .documented, sourceRow: Int(number) + 1)
        }
        try FactStore.write(versions, in: transaction)
        return versions
      }
    }
    let all = written
    for entry in 1...12 as ClosedRange<Int64> {
      let found = try await world.database.read { session in
        var found: [[FactVersion]] = []
        try FactHistory(entry: entry).each(in: session) { found.append($0) }
        return found
      }
      let touched = all.filter { $0.seq == entry }
        .sorted { ($0.field, $0.period, $0.subject) < ($1.field, $1.period, $1.subject) }
      let expected = touched.map { own in
        all.filter {
          ($0.field, $0.period, $0.subject) == (own.field, own.period, own.subject)
        }
      }
      #expect(found == expected, "seed \(seed), entry \(entry)")
    }
  }
}
