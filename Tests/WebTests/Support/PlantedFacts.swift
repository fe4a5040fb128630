import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

@testable import Web

/// Facts about two subjects of every register, written past the checks of an import: what was known
/// early, and words that nobody may meet before their time.
struct PlantedFacts: Command {
  /// A word of its own for each reason why a view must not know a fact.
  enum Mark: String, CaseIterable, Sendable {
    /// Told in time, and true on the day of the view.
    case early = "早已知"
    /// Told in time about a day after that of the view.
    case ahead = "尚未到"
    /// Told later about the day of the view.
    case late = "后来知"

    /// Number that stands for the mark in fields that hold numbers.
    var number: Int {
      switch self {
      case .early: 6_120_457
      case .ahead: 7_243_581
      case .late: 8_365_209
      }
    }
  }

  static let name = "plant-facts"
  static let title = "埋设数据"
  static let needed = Permission("report", "C")
  static let code = "埋设一号"
  static let further = "埋设二号"

  var registers: [Register]
  var mark: Mark
  /// Day from which states hold, and in whose periods before it the others lie.
  var day: Day
  var subject = Self.code

  var permission: Permission { Self.needed }
  var body: [String: String] { ["mark": mark.rawValue] }

  func run(in context: CommandContext) throws {
    for register in registers { try plant(register, in: context) }
  }

  private func plant(_ register: Register, in context: CommandContext) throws {
    let numbers = try FactStore.ensureFields(
      register.fields.map(\.key), of: register.id, seq: context.seq, in: context.transaction)
    let subjects = try FactStore.ensureSubjects(
      [subject], register: register.id, region: context.region, seq: context.seq,
      in: context.transaction)
    guard let id = subjects[subject] else { return }
    let versions = register.fields.compactMap { field -> FactVersion? in
      // A value that is true for ever can be told ahead of its day by nobody.
      if field.time == .constant, mark == .ahead { return nil }
      guard let number = numbers[field.key], let value = value(of: field),
        let period = field.periodCode(period(of: field), validFrom: day)
      else { return nil }
      return FactVersion(
        field: number, period: period, subject: id, seq: context.seq, value: value,
        evidence: .confirmed)
    }
    try FactStore.write(
      versions.sorted { ($0.field, $0.period) < ($1.field, $1.period) }, in: context.transaction)
  }

  private func period(of field: Field) -> Period? {
    guard case .periodic(let length) = field.time else { return nil }
    let period = Period(length, containing: day)
    return mark == .ahead ? period : period.previous
  }

  private func value(of field: Field) -> StoredValue? {
    switch field.type {
    case .number, .money, .area:
      // The number is the one that is read, whatever the places that are kept.
      field.stored(.number(Number(mark.number)))
    case .text where field.form != nil: nil
    case .text, .code, .reference: StoredValue(text: mark.rawValue + field.label)
    case .day, .boolean: nil
    }
  }
}

extension SmallDistrict {
  /// Plants words of a mark in every register, as an entry of a day.
  @discardableResult
  func plant(
    _ mark: PlantedFacts.Mark, about day: String, on entryDay: String,
    subject: String = PlantedFacts.code
  ) async throws -> Int64 {
    let permit = try Authority(library: library).permit(
      try actor("SV"), PlantedFacts.needed, on: Day(entryDay) ?? Self.today)
    return try await journal(on: entryDay).commit(
      PlantedFacts(
        registers: server.site.registers.all, mark: mark, day: Day(day) ?? Self.today,
        subject: subject), permit: permit,
      reason: mark == .ahead ? "早报" : mark.rawValue
    ).seq
  }
}
