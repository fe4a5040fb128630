import Feel
import Foundation
import Frames
import Testing

/// Every way of answering rules beside the interpreter, counted: `make soak` runs them.
///
/// A way agrees in every row, or refuses the rule; rules that all rows answer alike are not counted.
@Suite(
  .serialized,
  .enabled(
    if: ProcessInfo.processInfo.environment["HEFU_SOAK"] != nil,
    "skipped: HEFU_SOAK gives no number of batches"))
struct ColumnsSoakTests {
  @Test func `columns agree with the interpreter`() throws {
    var tally = ColumnsTally(way: "frames")
    for batch in 0..<ColumnsCases.batches {
      let cases = try ColumnsCases(seed: UInt64(batch))
      let truths = RulePlan(rules: cases.rules).truths(over: cases.frame)
      let answers = (0..<cases.frame.count).map { row in truths.map { $0[row] } }
      tally.add(cases, asked: Array(cases.rules.indices), answers)
    }
    tally.finish()
  }

  @Test(.enabled(if: DatabaseProgram.isSQLiteHere, "skipped: no python3 with sqlite3"))
  func `SQLite agrees with the interpreter or refuses`() throws {
    try ask("SQLite", .sqlite) { DatabaseProgram.sqlite($0, $1) }
  }

  @Test(.enabled(if: DatabaseProgram.isPostgreSQLHere, "skipped: no PostgreSQL server answers"))
  func `PostgreSQL agrees with the interpreter or refuses`() throws {
    try ask("PostgreSQL", .postgresql) { DatabaseProgram.postgresql($0, $1) }
  }

  @Test(
    .enabled(if: SparkProgram.python != nil, "skipped: HEFU_SPARK names no Python with pyspark"))
  func `Spark agrees with the interpreter or refuses`() throws {
    var tally = ColumnsTally(way: "Spark")
    for first in stride(from: 0, to: ColumnsCases.batches, by: 125) {
      let batches = first..<min(first + 125, ColumnsCases.batches)
      let all = try batches.map { try ColumnsCases(seed: UInt64($0)) }
      let questions = try zip(batches, all).map { batch, cases in
        try cases.question(.spark, daysAsNumbers: batch % 2 == 0)
      }
      let answers = try #require(try SparkProgram.answers(to: questions.map(\.question)))
      try #require(answers.count == all.count, "Spark refused a statement")
      for (place, cases) in all.enumerated() {
        tally.add(cases, asked: questions[place].asked, answers[place])
      }
    }
    tally.finish()
  }

  private func ask(
    _ way: String, _ dialect: SQLDialect, _ run: ([SQLStatement], StoredWorld) -> [[Bool?]]?
  ) throws {
    var tally = ColumnsTally(way: way)
    for batch in 0..<ColumnsCases.batches {
      let cases = try ColumnsCases(seed: UInt64(batch))
      let (asked, question) = try cases.question(dialect, daysAsNumbers: batch % 2 == 0)
      let answers = try #require(
        run(question.statements, question.world), "a statement was refused")
      tally.add(cases, asked: asked, answers)
    }
    tally.finish()
  }
}

/// How many rules a way of answering agreed on, refused or answered otherwise.
struct ColumnsTally {
  let way: String
  private var cases = 0
  private var agreed = 0
  private var refused = 0
  private var rows = 0
  private var degenerate = 0
  private var differed: [String] = []

  init(way: String) { self.way = way }

  /// Compares answers by row, each with one for every rule that was asked.
  mutating func add(_ batch: ColumnsCases, asked: [Int], _ answers: [[Bool?]]) {
    cases += batch.rules.count
    degenerate += batch.degenerate
    refused += batch.rules.count - asked.count
    rows += answers.count * asked.count
    guard answers.count == batch.frame.count else {
      differed.append("\(answers.count) rows for \(batch.frame.count)")
      return
    }
    for (place, rule) in asked.enumerated() {
      if let row = answers.indices.first(where: { answers[$0][place] != batch.answers[rule][$0] }) {
        differed.append("row \(row) of “\(batch.rules[rule].text)”")
      } else {
        agreed += 1
      }
    }
  }

  func finish() {
    print(
      "\(way): \(cases) cases, \(agreed) agreed, \(refused) refused, \(differed.count) differed",
      "(\(rows) verdicts; \(degenerate) all-alike cases turned away)")
    #expect(differed.isEmpty, "\(differed.prefix(10).joined(separator: "\n"))")
    #expect(agreed * 5 > cases, "too few rules were answered to show anything")
  }
}

extension ColumnsCases {
  /// The rules that a database can answer exactly.
  func asked(_ dialect: SQLDialect, _ world: StoredWorld) -> [Int] {
    rules.indices.filter { place in
      let plan = RulePlan(rules: [rules[place]])
      return (try? plan.statements(.verdicts, dialect: dialect, table: world.table)) != nil
    }
  }

  /// The statements for these rules.
  func question(
    _ dialect: SQLDialect, daysAsNumbers: Bool
  ) throws -> (asked: [Int], question: SparkProgram.Question) {
    let world = StoredWorld(frame, dialect: dialect, daysAsNumbers: daysAsNumbers)
    let asked = asked(dialect, world)
    let statements = try RulePlan(rules: asked.map { rules[$0] })
      .statements(.verdicts, dialect: dialect, table: world.table)
    return (asked, SparkProgram.Question(statements: statements, world: world))
  }
}
