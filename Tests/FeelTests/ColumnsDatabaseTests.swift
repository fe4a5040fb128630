import Feel
import Frames
import Testing

/// Databases against the interpreter, over the same rules written at random.
struct ColumnsDatabaseTests {
  @Test(
    .enabled(
      if: DatabaseProgram.isSQLiteHere, "skipped: no python3 with sqlite3 to run SQLite with"),
    arguments: 0..<ColumnsCases.batches)
  func `SQLite and the interpreter answer alike`(batch: Int) throws {
    try check(batch, .sqlite) { DatabaseProgram.sqlite($0, $1) }
  }

  @Test(
    .enabled(
      if: DatabaseProgram.isPostgreSQLHere,
      "skipped: no PostgreSQL server answers; HEFU_POSTGRES can name one"),
    arguments: 0..<ColumnsCases.batches)
  func `PostgreSQL and the interpreter answer alike`(batch: Int) throws {
    try check(batch, .postgresql) { DatabaseProgram.postgresql($0, $1) }
  }

  private func check(
    _ batch: Int, _ dialect: SQLDialect,
    _ run: ([SQLStatement], StoredWorld) -> [[Bool?]]?
  ) throws {
    let cases = try ColumnsCases(seed: UInt64(batch))
    let world = StoredWorld(cases.frame, dialect: dialect, daysAsNumbers: batch % 2 == 0)
    let asked = cases.asked(dialect, world)
    #expect(asked.count * 5 > cases.rules.count, "too few rules can be asked")
    let plan = RulePlan(rules: asked.map { cases.rules[$0] })
    let statements = try plan.statements(.verdicts, dialect: dialect, table: world.table)
    let answers = try #require(run(statements, world), "the database refused a statement")
    #expect(answers.count == cases.frame.count)
    for (place, rule) in asked.enumerated() {
      for row in answers.indices where answers[row][place] != cases.answers[rule][row] {
        Issue.record(
          """
          row \(row) of “\(cases.rules[rule].text)”: \
          \(dialect.rawValue) \(String(describing: answers[row][place])), \
          interpreter \(String(describing: cases.answers[rule][row])): \
          \(world.names) \(world.rows[row])
          """)
        break
      }
    }
  }
}
