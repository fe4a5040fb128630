import Commands
import Definitions
import Facts
import Quantities
import Storage
import Testing

@Suite("Facts digested while they are written") struct FactWriterTests {
  /// Entries that touch nearly all of eighty subjects, some, or a few, in order or not.
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func `what is digested on the way is what the tables give`(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    let district = try await District()
    var ways: [WriteParcels.Way: Int] = [:]
    for step in 1...24 {
      let share = [2, 24, 80].randomElement(using: &random) ?? 2
      var command = WriteParcels(values: [], trouble: nil)
      for field in ["name", "staff", "revenue"] {
        for period in [Int64(0), 7] where field == "name" || Bool.random(using: &random) {
          command.values.append(Self.values(field, period, share: share, using: &random))
        }
      }
      command.trouble = step.isMultiple(of: 4) ? .allCases.randomElement(using: &random) : nil
      let permit = try district.authority.permit(
        District.actor("SV-1"), WriteParcels.needed, on: day("2022-01-05"))
      let way = try await district.journal.commit(command, permit: permit, reason: "试").result
      ways[way, default: 0] += 1
      if command.trouble != nil { #expect(way == .read, "seed \(seed), step \(step)") }
    }
    #expect(ways[.wrong] == nil, "seed \(seed)")
    // Both ways were gone.
    #expect(ways[.digested] ?? 0 > 3 && ways[.read] ?? 0 > 3, "seed \(seed), \(ways)")
    #expect(try await district.verdict().holds, "seed \(seed)")
  }

  private static func values(
    _ field: String, _ period: Int64, share: Int, using random: inout SeededGenerator
  ) -> WriteParcels.Part {
    var part = WriteParcels.Part(field: field, period: period, values: [:])
    for subject in 0..<80 where subject == 0 || Int.random(in: 0..<80, using: &random) < share {
      part.values[subject] =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .withdrawn
        case 1: StoredValue(text: "澄川\(subject)号“\(Int.random(in: 0...9, using: &random))”")
        default:
          StoredValue(number: [0, 9, 10, .min, .max, -1].randomElement(using: &random) ?? 0)
        }
    }
    return part
  }
}

/// Writes facts field by field, and compares the digests of both ways.
private struct WriteParcels: Command {
  struct Part: Sendable {
    var field: String
    var period: Int64
    var values: [Int: StoredValue]
  }

  /// What makes it impossible to digest on the way.
  enum Trouble: CaseIterable, Sendable {
    case outOfOrder, besidesTheWriter, otherRowsAfterwards
  }

  enum Way: Hashable, Sendable { case digested, read, wrong }

  static let name = "write-parcels"
  static let title = "写数据"
  static let needed = Permission("report", "C")
  var values: [Part]
  var trouble: Trouble?
  var permission: Permission { Self.needed }
  var body: [String] { values.map(\.field) }

  func run(in context: CommandContext) throws -> Way {
    let (seq, transaction) = (context.seq, context.transaction)
    let fields = try FactStore.ensureFields(
      ["name", "revenue", "staff", "tax"], of: "thing", seq: seq, in: transaction)
    let subjects = try FactStore.ensureSubjects(
      (0..<80).map { "S\($0)" }, register: "thing", region: context.region, seq: seq,
      in: transaction)
    var rows = values.map { part in
      part.values.compactMap { code, value -> FactVersion? in
        guard let field = fields[part.field], let subject = subjects["S\(code)"] else { return nil }
        return FactVersion(
          field: field, period: part.period, subject: subject, seq: seq, value: value,
          evidence: .documented, sourceRow: code == 0 ? nil : code)
      }.sorted { $0.subject < $1.subject }
    }.filter { !$0.isEmpty }
    rows.sort { ($0[0].field, $0[0].period) < ($1[0].field, $1[0].period) }
    let single = FactVersion(
      field: fields["tax"] ?? 0, period: 1, subject: subjects["S1"] ?? 0, seq: seq,
      value: StoredValue(number: 1), evidence: .claimed)
    if trouble == .outOfOrder { rows.insert([single], at: 0) }
    for versions in rows {
      var parcel = FactRows()
      for version in versions { parcel.append(version) }
      try context.facts.write(parcel)
    }
    if trouble == .besidesTheWriter { try FactStore.write([single], in: transaction) }
    if trouble == .otherRowsAfterwards {
      try transaction.execute(
        "INSERT INTO setting (key, value, seq) VALUES (\("after/\(seq)"), 'x', \(seq))")
    }
    guard let digest = try context.facts.digest() else { return .read }
    return try digest == ChangeDigest(of: seq, in: transaction) ? .digested : .wrong
  }
}
