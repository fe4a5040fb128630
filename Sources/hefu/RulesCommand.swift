import ArgumentParser
import Feel
import Foundation

/// Runs files of rules over columns of facts, or turns them into SQL.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "对整列事实批量判断规则，或把规则写成 SQL",
    subcommands: [RulesRun.self, RulesExplain.self, RulesTable.self, RulesSQL.self])
}

/// A file of rules in FEEL, one a line.
enum RulesFile {
  /// Checks every line; the first mistake ends the command with its place.
  static func read(_ path: String, vocabulary: Vocabulary) throws -> [Rule] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputProblem("没有找到规则文件 \(path)")
    }
    return try String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
      .filter { !$0.element.allSatisfy(\.isWhitespace) }
      .map { line, text in
        do throws(RuleError) {
          return try Rule(String(text), vocabulary: vocabulary, expecting: .boolean)
        } catch {
          throw InputProblem("\(path):\(line + 1):\(error.column): \(error.message)")
        }
      }
  }
}
