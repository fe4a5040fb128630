import ArgumentParser
import Definitions
import Feel
import Foundation

/// Writes rules as SQL statements for a database.
struct RulesSQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "把规则写成数据库的 SQL 语句",
    discussion: """
      每行一个 JSON 对象：sql 语句、values 按占位符次序的值、rules 所含规则的序号。
      加 --literal 则写出把值代入的语句，可直接交给数据库的命令行。
      --facts 也可以是 hefu export facts 写出的目录，这时规则用登记簿的数据项名，主体编号在 subject 列。
      数据库不能与解释器给出完全相同结果的规则会被拒绝。
      """)

  @Option(help: "数据库：sqlite、postgresql 或 spark") var dialect: SQLDialect
  @Option(help: ArgumentHelp("列数据目录，取其中 meta.json 的列名和类型", valueName: "dir"))
  var facts: String
  @Option(help: ArgumentHelp("规则文件，每行一条 FEEL", valueName: "file")) var rules: String
  @Option(help: "表名") var table = "facts"
  @Option(help: "主体编号所在的列") var key = "id"
  @Option(help: "每条语句所含的规则数") var group = 100
  @Flag(help: "只要每条规则的真、未知个数") var counts = false
  @Flag(help: "把值代入语句") var literal = false

  private struct Line: Encodable {
    var sql: String
    var values: [Value]
    var rules: [Int]
  }

  private enum Value: Encodable {
    case integer(Int64)
    case text(String)

    init(_ value: SQLStatement.Value) {
      switch value {
      case .integer(let number): self = .integer(number)
      case .text(let text): self = .text(text)
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .integer(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      }
    }
  }

  func validate() throws {
    guard (1...500).contains(group) else { throw ValidationError("--group 应在 1 到 500 之间") }
  }

  func run() throws {
    let (table, vocabulary) = try source()
    let plan = RulePlan(rules: try RulesFile.read(rules, vocabulary: vocabulary))
    let statements: [SQLStatement]
    do throws(SQLRefusal) {
      statements = try plan.statements(
        counts ? .counts : .verdicts, dialect: dialect, table: table, group: group)
    } catch {
      throw InputProblem(
        "\(rules):第 \(error.rule + 1) 条规则不能写成 \(dialect.rawValue) 语句：\(error.message)")
    }
    for statement in statements {
      if literal {
        print("\(statement.literalText(dialect));\n")
      } else {
        try Terminal.json(
          Line(
            sql: statement.text, values: statement.values.map(Value.init),
            rules: Array(statement.rules)))
      }
    }
  }

  /// The table that the rules are asked of, and the words they may use: an export of a register, or
  /// a folder of plain columns.
  private func source() throws -> (FactTable, Vocabulary) {
    guard let schema = try ExportSchema.read(in: facts) else {
      let folder = try FactsFolder(facts)
      return (factTable(folder), folder.vocabulary)
    }
    guard let register = try Installation.definitions(nil).registers[schema.register] else {
      throw InputProblem("现有定义里没有登记簿“\(schema.register)”，不能理解 \(facts) 的列")
    }
    return (schema.table(named: table), register.vocabulary)
  }

  /// SQLite keeps days and truth as numbers; the others have types for them.
  private func factTable(_ folder: FactsFolder) -> FactTable {
    var columns: [String: FactTable.Column] = [:]
    for (name, kind) in folder.columns {
      let storage: FactTable.Storage =
        switch kind {
        case .i8, .i4, .i2, .i1: .number(places: 0)
        case .boolean: .boolean
        case .day: dialect == .sqlite ? .dayNumber : .date
        }
      columns[name] = FactTable.Column(name: name, storage: storage)
    }
    return FactTable(name: table, key: key, columns: columns)
  }
}

extension SQLDialect: ExpressibleByArgument {}
