import Definitions
import Documents
import Facts
import Quantities
import Storage
import Testing

/// Files with more changes than are held as they are.
@Suite("Long files") struct LongFileTests {
  private static let rows = 1_500

  private static func code(_ number: Int) -> String {
    let body = "MA" + String(String(1_000_000 + number).suffix(6))
    return CreditCode.code(kind: "91", region: "419099", body: body) ?? ""
  }

  private static func file(_ revenue: (Int) -> Int) -> String {
    let lines = (0..<rows).map { number in
      "\(code(number)),澄川\(number)号机械有限公司,\(revenue(number)),2015-03-02\n"
    }
    return "统一社会信用代码,企业名称,营业收入2021年,成立日期\n" + lines.joined()
  }

  @Test func `every value is counted, and the first ones are shown`() async throws {
    let world = try await World()
    let preview = try await world.preview(Self.file { $0 + 1 })
    #expect((preview.rows, preview.added.count, preview.refused) == (Self.rows, Self.rows, 0))
    #expect(preview.values == 3 * Self.rows)
    #expect(preview.changes.count < preview.values)
    #expect(preview.added.last == Self.code(Self.rows - 1))
  }

  @Test func `what lies aside is written with its row, and is no news afterwards`() async throws {
    let world = try await World()
    try await Self.take(try await world.preview(Self.file { $0 + 1 }), into: world)
    #expect(try await world.preview(Self.file { $0 + 1 }).changesNothing)
    let last = Self.rows - 1
    let versions = try await world.database.read { session in
      let subject = try FactStore.subject(
        register: world.register.id, region: World.region, code: Self.code(last), in: session)
      return try FactStore.versions(of: subject ?? 0, knownAt: nil, in: session)
    }
    #expect(versions.count == 3)
    #expect(Set(versions.map(\.sourceRow)) == [last + 2])
    let again = try await world.preview(Self.file { $0 + 2 })
    #expect((again.changed.count, again.values) == (Self.rows, Self.rows))
    #expect(again.changes.first?.before == StoredValue(number: 10_000))
  }

  @Test func `values of better evidence stay, those that lie aside too`() async throws {
    let world = try await World()
    try await Self.take(try await world.preview(Self.file { $0 + 1 }), into: world)
    let weaker = try await world.preview(
      Self.file { $0 % 2 == 0 ? $0 + 1 : $0 + 2 }
        .replacing("2015-03-02", with: "2015-03-03"))
    #expect(weaker.conflicts(with: .claimed) == Self.rows + Self.rows / 2)
    #expect(weaker.conflicts(with: .documented) == 0)
    let kept = try weaker.keepingStronger(than: .claimed)
    #expect(kept.changesNothing)
    #expect(kept.changed.isEmpty)
    #expect(kept.conflicts(with: .claimed) == 0)
  }

  /// Writes a whole preview as an import does.
  private static func take(_ preview: ImportPreview, into world: World) async throws {
    let register = world.register.id
    try await world.database.write { transaction in
      let seq = try transaction.entry()
      let batch = ImportBatch(preview)
      let fields = try FactStore.ensureFields(
        batch.fields, of: register, seq: seq, in: transaction)
      let subjects = try batch.ensureSubjects(
        register: register, region: World.region, seq: seq, in: transaction)
      try batch.each(
        fields: fields, subjects: subjects, seq: seq, evidence: .documented
      ) { try FactStore.write($0, in: transaction) }
    }
  }

  @Test func `the source of a value names its sheet`() {
    let first = FactChange.Source(sheet: 0, row: 17)
    let third = FactChange.Source(sheet: 2, row: 1_048_576)
    #expect(first.stored == 17)
    #expect(FactChange.Source(stored: third.stored) == third)
  }
}
