import Definitions
import Documents
import Facts
import Foundation
import Quantities
import Storage
import Testing

/// Random facts of every register, written as a list, read again: nothing may have changed.
@Suite("Lists and forms") struct RoundTripTests {
  private static let onlyHeads = "只有表头，没有数据行，未导入。请确认文件已经填好、数据没有放在隐藏的行里"

  static let registers = library.registers.keys.sorted()
  private static let day = Day("2022-06-30") ?? Day(number: 0)

  @Test(arguments: registers, [1, 2, 3] as [UInt64])
  func `a list that is imported again changes nothing`(id: String, seed: UInt64) async throws {
    let register = try #require(library.registers[id])
    var random = SeededGenerator(seed: seed)
    let world = try await World(register: register)
    let csv = Self.file(of: register, random: &random)
    let first = try await world.preview(Array(csv.utf8), name: "表.csv", by: Self.intake(register))
    #expect(first.refused == 0, "\(first.remarks.map(\.message))")
    #expect(!first.added.isEmpty)
    try await world.write(first)
    let snapshot = try await world.snapshot("2022-06-30")
    let bytes = try RegisterSheet(register: register, codeLists: library.codeLists).list(
      snapshot, rows: Array(0..<snapshot.count), fields: register.fields)
    let again = try await world.preview(bytes, name: "表.xlsx", by: Self.intake(register))
    #expect(again.changesNothing, "\(again.changes.prefix(3))")
    #expect(again.remarks.isEmpty, "\(again.remarks.map(\.message))")
    #expect((again.rows, again.unchanged) == (snapshot.count, snapshot.count))
    // Everything that the list of the day shows stands in the file.
    let layout = try #require(again.layout)
    #expect(Set(layout.columns.map(\.field)).isSuperset(of: Self.shown(in: snapshot)))
  }

  @Test(arguments: registers)
  func `a blank form names every field as the importer reads it`(id: String) async throws {
    let register = try #require(library.registers[id])
    let bytes = try RegisterSheet(register: register, codeLists: library.codeLists).form(
      fields: register.fields, on: Self.day)
    let preview = try await World(register: register).preview(
      bytes, name: "表.xlsx", by: Self.intake(register))
    let layout = try #require(preview.layout)
    #expect(layout.columns.map(\.field) == register.fields.map(\.key))
    #expect(layout.codeColumn == 0)
    #expect((preview.rows, preview.remarks.map(\.message)) == (0, [Self.onlyHeads]))
  }

  private static func shown(in snapshot: Snapshot) -> [String] {
    snapshot.register.fields.map(\.key).filter { key in
      (0..<snapshot.count).contains { snapshot.value(key, row: $0) != nil }
    }
  }

  private static func intake(_ register: Register) -> Intake {
    Intake(
      register: register, region: World.region, validFrom: day, codeLists: library.codeLists)
  }

  // MARK: Random facts

  private static func file(
    of register: Register, random: inout some RandomNumberGenerator
  ) -> String {
    let heads = register.fields.map { field in
      guard case .periodic(let length) = field.time else { return field.label }
      return field.label + Period(length, containing: day).previous.chinese
    }
    var writer = CSVWriter(marked: false)
    writer.append([register.codeLabel] + heads)
    for code in codes(of: register).prefix(12) {
      writer.append(
        [code]
          + register.fields.map { field in
            field.required || Int.random(in: 0..<4, using: &random) > 0
              ? cell(of: field, random: &random) : ""
          })
    }
    return String(decoding: writer.take(), as: UTF8.self)
  }

  private static func codes(of register: Register) -> [String] {
    switch register.codeRule {
    case .creditCode: [Code.first, Code.second, Code.third, Code.fourth]
    case .slug: (1...9).map { "unit-\($0)" }
    case .forms(let forms):
      (1...9).map { number in forms[0].replacing("#", with: String(number)) }
    case .oneOf(let codes): codes
    case .any: (1...9).map { "编号\($0)" }
    }
  }

  private static func cell(
    of field: Field, random: inout some RandomNumberGenerator
  ) -> String {
    switch field.type {
    case .number, .money, .area:
      let digits = Int64.random(in: -99_999...9_999_999, using: &random)
      return Number(fixedPoint: digits, places: field.places).description
    case .day: return Day(number: Int32.random(in: 10_000...19_000, using: &random)).description
    case .boolean: return Bool.random(using: &random) ? "是" : "否"
    case .code:
      let items = field.codes.flatMap { library.codeLists[$0]?.items } ?? []
      return items.randomElement(using: &random)?.code ?? "甲"
    case .reference: return "east-\(Int.random(in: 1...3, using: &random))"
    case .text:
      if let form = field.form { return text(of: form, random: &random) }
      return ["甲乙 丙", "00123", "1e5", "=1+1", "2022-01-01", "a,\"b\"", "第一行\n第二行"]
        .randomElement(using: &random) ?? "甲"
    }
  }

  private static func text(
    of form: TextForm, random: inout some RandomNumberGenerator
  ) -> String {
    let side = Int.random(in: 1...900, using: &random)
    return switch form {
    case .creditCode: Code.second
    case .phone: "0370-\(Int.random(in: 2_000_000...8_999_999, using: &random))"
    case .geometry: "POLYGON((0 0, \(side) 0, \(side) 40, 0 40, 0 0))"
    }
  }
}
