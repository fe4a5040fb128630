import Commands
import Definitions
import Facts
import Foundation
import Quantities
import Storage

/// What became of a command.
enum Outcome: Equatable {
  case done(seq: Int64)
  case refused(String)
}

/// One thing that somebody tries.
enum Step {
  case importing([String: (month: Int, amount: Int)])
  case reversing(Int64)
  case facts(WriteFacts)
  case paper(WritePaper)

  /// What is undone because it fails in the middle; the only kind that never succeeds.
  static let halfWrite = "half write"

  /// What it is called when it is counted.
  var kind: String {
    switch self {
    case .importing: "import"
    case .reversing: "undo"
    case .facts(let facts): facts.isFailing ? Self.halfWrite : "facts of \(facts.register)"
    case .paper(let paper): paper.kind.rawValue
    }
  }

  func outcome(in district: District) async throws -> Outcome {
    do {
      return .done(seq: try await run(in: district))
    } catch let error as JournalError {
      return .refused(error.description)
    } catch let error as Denial {
      return .refused(error.description)
    }
  }

  private func run(in district: District) async throws -> Int64 {
    switch self {
    case .importing(let rows):
      let checked = try await district.desk("DU-industry")
        .preview(district.request(Self.table(rows)))
      guard checked.preview.hasSomethingToTell else { throw JournalError.invalid("nothing new") }
      return try await district.desk("DU-industry").commit(checked, reason: "试")
    case .reversing(let entry):
      _ = try await district.desk("DU-industry").reverse(entry, reason: "撤回")
      return try await district.database.read { try FactStore.head(in: $0) }
    case .facts(let facts): return try await commit(facts, in: district)
    case .paper(let paper): return try await commit(paper, in: district)
    }
  }

  /// A file with a column for each month that a row speaks of.
  private static func table(_ rows: [String: (month: Int, amount: Int)]) -> String {
    let months = Set(rows.values.map(\.month)).sorted()
    let heads = months.map { "月度营业收入\($0 / 12)年\($0 % 12 + 1)月" }
    let lines = rows.sorted { $0.key < $1.key }.map { code, value in
      ([code] + months.map { $0 == value.month ? "\(value.amount)" : "" }).joined(separator: ",")
    }
    return ((["统一社会信用代码"] + heads).joined(separator: ",") + "\n")
      + lines.joined(separator: "\n") + "\n"
  }

  private func commit(_ command: some Command, in district: District) async throws -> Int64 {
    let permit = try district.authority.permit(
      District.actor("SV-1"), command.permission, on: day("2022-01-05"))
    return try await district.journal.commit(command, permit: permit, reason: "试").seq
  }
}

/// Makes the steps: mostly what offices do, some of it wrong.
///
/// A district of sixty firms over thirty-two years, so that a fact is told again and again and yet
/// none has a hundred thousand versions, which no district has.
struct RandomCommands {
  private var random: SeededGenerator
  /// The last entries, and among them the imports, of which some are taken back.
  private var entries: [Int64] = []
  private var imports: [Int64] = []

  private static let firms = (0..<60).compactMap { number in
    CreditCode.code(kind: "91", region: "419099", body: String(format: "MA%06d", number))
  }

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func learn(_ step: Step, _ outcome: Outcome) {
    guard case .done(let seq) = outcome else { return }
    entries.append(seq)
    if case .importing = step { imports.append(seq) }
    if entries.count > 40 { entries.removeFirst(20) }
    if imports.count > 20 { imports.removeFirst(10) }
  }

  mutating func next() -> Step {
    switch Int.random(in: 0..<100, using: &random) {
    case ..<15: importing()
    case ..<18: .reversing(imports.randomElement(using: &random) ?? 1)
    case ..<20: .reversing(entries.randomElement(using: &random) ?? 1)
    case ..<25: .facts(WriteFacts(values: values(), isFailing: true))
    case ..<33: .facts(WriteFacts(register: "enterprise", values: rivals()))
    case ..<68: .facts(WriteFacts(values: values()))
    default: .paper(paper())
    }
  }

  private mutating func firm() -> String { Self.firms.randomElement(using: &random) ?? "" }

  /// A month as a number: years times twelve.
  private mutating func month() -> Int { .random(in: 1990 * 12..<2022 * 12, using: &random) }

  private func code(of month: Int) -> Int64 {
    Period(.month, number: month % 12 + 1, of: month / 12)?.code ?? 0
  }

  private mutating func importing() -> Step {
    var rows: [String: (month: Int, amount: Int)] = [:]
    let months = (month(), month())
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let isFirst = Bool.random(using: &random)
      rows[firm()] = (
        isFirst ? months.0 : months.1, Int.random(in: 0...99_999, using: &random)
      )
    }
    return .importing(rows)
  }

  /// What another unit says of the same firms; a third of it takes its word back.
  private mutating func rivals() -> [WriteFacts.Value] {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      WriteFacts.Value(
        field: "monthly_revenue", code: firm(), period: code(of: month()),
        number: Int.random(in: 0..<3, using: &random) == 0
          ? nil : .random(in: 0...999_999, using: &random))
    }
  }

  private mutating func values() -> [WriteFacts.Value] {
    (0..<Int.random(in: 1...6, using: &random)).map { _ in
      let kind = Int.random(in: 0..<3, using: &random)
      return WriteFacts.Value(
        field: "field-\(Int.random(in: 0..<30, using: &random))",
        code: "S\(Int.random(in: 0..<200, using: &random))",
        period: Int64.random(in: 0...24, using: &random),
        number: kind == 0 ? .random(in: .min ... .max, using: &random) : nil,
        text: kind == 1 ? Self.words.randomElement(using: &random) : nil)
    }
  }

  private mutating func paper() -> WritePaper {
    let kind: WritePaper.Kind =
      switch Int.random(in: 0..<32, using: &random) {
      case ..<2: .ask
      case ..<4: .decision
      case ..<10: .report
      case ..<16: .question
      case ..<21: .split
      case ..<24: .bulletin
      default: .commitment
      }
    let number = Int.random(in: 1...(kind == .decision ? 20 : 300), using: &random)
    return WritePaper(
      kind: kind, number: number, text: Self.words.randomElement(using: &random) ?? "",
      fact: (Self.firms[number % Self.firms.count], code(of: month())),
      source: ["industry", "gov-office", nil].randomElement(using: &random) ?? nil)
  }

  private static let words = [
    "力争市场主体突破5万户。", "a", "'; DROP TABLE fact; --", "\u{1F600}合符", "\\N", "tab\tand\nline",
    "\"quoted\"", "é", "０１２３",
  ]
}
