import Definitions
import Facts
import Frames
import Quantities
import Testing

@Suite("Visibility") struct VisibilityTests {
  private func snapshot() async throws -> Snapshot {
    let world = try await World()
    try await world.write(
      world.preview(
        """
        统一社会信用代码,企业名称,营业收入2020年,营业收入2021年,所属园区,联系人,成立日期,一般纳税人
        \(Code.first),澄川一号机械有限公司,2000,2350.5,park-east,甲某,2015-03-02,是
        \(Code.second),澄川二号纸业有限公司,1800,1999.9,park-west,乙某,2016-07-15,否
        \(Code.third),澄川三号食品厂,,300,park-east,丙某,2018-01-01,是

        """))
    return try await world.snapshot("2022-06-30")
  }

  private let east = Visibility.Scope(rows: .holding(field: "park", value: "park-east"))

  @Test func `nothing is seen unless a scope says so`() async throws {
    let seen = try await snapshot().limited(to: .nothing)
    #expect(seen.count == 0)
    #expect(seen.hiddenSubjects == 3)
    #expect(seen.codes.isEmpty)
  }

  @Test func `an engine sees everything`() async throws {
    let whole = try await snapshot()
    #expect(Seen(whole.limited(to: .engine)) == Seen(whole))
    #expect(whole.limited(to: .engine).hiddenSubjects == 0)
  }

  @Test func `rows out of reach are left out and counted`() async throws {
    let seen = try await snapshot().limited(
      to: Visibility(scopes: [.open: [east], .office: [east], .business: [east]]))
    #expect(seen.codes == [Code.first, Code.third])
    #expect(seen.hiddenSubjects == 1)
    #expect(seen.row(code: Code.second) == nil)
    #expect(seen.row(code: Code.third) == 1)
    #expect(seen.value("revenue", row: 1) == .number(300))
  }

  @Test func `values out of reach are empty and marked`() async throws {
    let seen = try await snapshot().limited(
      to: Visibility(scopes: [.open: [.all], .office: [.all], .business: [east]]))
    #expect(seen.count == 3)
    #expect(seen.hiddenSubjects == 0)
    #expect(seen.value("revenue", row: 0) == .number(Number(fixedPoint: 23_505, places: 1)))
    #expect(seen.value("revenue", row: 1) == nil)
    #expect(seen.hidden["revenue"]?.rows == [1])
    #expect(seen.hidden["contact_name"]?.rows == [0, 1, 2])
    #expect(seen.hidden["name"] == nil)
  }

  @Test func `a hidden value leaves no trace`() async throws {
    let seen = try await snapshot().limited(
      to: Visibility(scopes: [.open: [.all], .business: [east]]))
    #expect(seen.evidence("revenue", row: 1) == .none)
    #expect(seen.periods["revenue"]?[1] == 0)
    for column in (seen.series["revenue"] ?? [:]).values { #expect(column.value(row: 1) == nil) }
    for key in ["revenue", "contact_name", "park", "general_taxpayer"] {
      switch seen.frame.columns[key]?.storage {
      case .integers(let values, places: _): #expect(values[1] == 0)
      case .codes(let values, let dictionary):
        #expect(values.allSatisfy { $0 == -1 })
        #expect(dictionary.isEmpty)
      case .booleans(let bits): #expect(!bits[1])
      default: Issue.record("no column \(key)")
      }
    }
  }

  @Test func `a unit sees the columns it keeps, in every row`() async throws {
    let seen = try await snapshot().limited(
      to: Visibility(scopes: [.business: [Visibility.Scope(keeper: "tax")]]))
    #expect(seen.count == 3)
    #expect(seen.value("general_taxpayer", row: 0) == .boolean(true))
    #expect(seen.value("revenue", row: 0) == nil)
    #expect(seen.name(row: 0) == Code.first, "the name is of another class")
  }

  @Test func `a right over columns that do not exist shows no rows`() async throws {
    let seen = try await snapshot().limited(
      to: Visibility(scopes: [
        .negotiation: [.all], .business: [Visibility.Scope(keeper: "nobody")],
      ]))
    #expect(seen.count == 0)
  }

  private func masked(_ value: Value) -> Value {
    if case .text(let text) = value { .text(PersonalMask.masked(text)) } else { value }
  }

  @Test func `a firm sees itself`() async throws {
    let own = Visibility.Scope(rows: .subject(code: Code.second))
    let seen = try await snapshot().limited(
      to: Visibility(
        scopes: Dictionary(uniqueKeysWithValues: FieldClass.allCases.map { ($0, [own]) })))
    #expect(seen.codes == [Code.second])
    #expect(seen.hidden.values.allSatisfy { $0.isEmpty })
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a wider right never shows less, and no right shows what it does not reach`(
    seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    let whole = try await snapshot()
    let choices: [Visibility.Scope] = [
      .all, east, Visibility.Scope(keeper: "industry"),
      Visibility.Scope(keeper: "tax", rows: .subject(code: Code.third)),
    ]
    var narrow = Visibility.nothing
    for fieldClass in FieldClass.allCases where Bool.random(using: &random) {
      narrow.scopes[fieldClass] = [choices.randomElement(using: &random) ?? .all]
    }
    var wide = narrow
    wide.scopes[.business, default: []].append(east)
    let (less, more) = (whole.limited(to: narrow), whole.limited(to: wide))
    #expect(Set(less.codes).isSubset(of: more.codes))
    #expect(less.count + less.hiddenSubjects == 3)
    for (row, code) in less.codes.enumerated() {
      for field in whole.register.fields {
        guard let value = less.value(field.key, row: row) else { continue }
        #expect(!narrow.scopes(reaching: field).isEmpty)
        #expect(more.row(code: code).flatMap { more.value(field.key, row: $0) } == value)
        let known = whole.row(code: code).flatMap { whole.value(field.key, row: $0) }
        #expect(field.isPersonal ? known.map(masked) == value : known == value)
      }
    }
  }
}
