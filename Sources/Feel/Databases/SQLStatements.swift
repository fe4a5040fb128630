/// Rules as statements of a database, some rules to each.
extension RulePlan {
  package enum SQLShape: Hashable, Sendable {
    /// One row: for each rule how many subjects it holds for, and for how many it is unknown.
    case counts
    /// A row for each subject: its key, and for each rule true, false or NULL.
    case verdicts
  }

  /// Writes the rules for a database; a rule that it cannot answer exactly is refused.
  package func statements(
    _ shape: SQLShape, dialect: SQLDialect, table: FactTable, group size: Int = 100
  ) throws(SQLRefusal) -> [SQLStatement] {
    var statements: [SQLStatement] = []
    var start = 0
    while start < rules.count {
      let group = start..<min(start + max(size, 1), rules.count)
      statements.append(try statement(shape, dialect, table, group))
      start = group.upperBound
    }
    return statements
  }

  private func statement(
    _ shape: SQLShape, _ dialect: SQLDialect, _ table: FactTable, _ group: Range<Int>
  ) throws(SQLRefusal) -> SQLStatement {
    var writer = SQLWriter(dialect: dialect, table: table, fields: fields)
    var answers: [String] = []
    for rule in group {
      do throws(SQLWriter.Misfit) {
        answers.append("\(try writer.text(nodes[rule])) AS r\(rule)")
      } catch {
        throw SQLRefusal(rule: rule, message: error.message)
      }
    }
    let facts: String
    do throws(SQLWriter.Misfit) {
      facts = try source(writer)
    } catch {
      throw SQLRefusal(rule: group.lowerBound, message: error.message)
    }
    let list = answers.joined(separator: ",\n  ")
    let text: String
    switch shape {
    case .verdicts:
      let key = "\(SQLDialect.alias).\(dialect.quoted(table.key))"
      text = "SELECT \(key),\n  \(list)\nFROM \(facts)\nORDER BY 1"
    case .counts:
      let counts = group.map {
        "count(CASE WHEN r\($0) THEN 1 END), count(*) - count(r\($0))"
      }
      text = """
        SELECT \(counts.joined(separator: ",\n  "))
        FROM (SELECT \(list)
        FROM \(facts)\(dialect.fence)) AS verdicts
        """
    }
    return SQLStatement(text: text, values: writer.values, rules: group)
  }

  /// The table, with the packed days that the rules compare added as columns.
  private func source(_ writer: SQLWriter) throws(SQLWriter.Misfit) -> String {
    let name = writer.dialect.quoted(writer.table.name)
    if writer.views.isEmpty { return "\(name) AS \(SQLDialect.alias)" }
    var columns: [String] = []
    for view in writer.views.sorted() {
      columns.append(
        "\(try writer.expression(view)) AS \(writer.dialect.quoted(writer.viewName(view)))")
    }
    let fence = writer.dialect.fence
    return """
      (SELECT \(SQLDialect.alias).*,
        \(columns.joined(separator: ",\n  "))
      FROM \(name) AS \(SQLDialect.alias)\(fence)) AS \(SQLDialect.alias)
      """
  }
}
