import ArgumentParser
import Feel
import Foundation
import Quantities

/// Evaluates one FEEL expression.
struct FeelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feel", abstract: "计算一个 FEEL 式子",
    discussion: "式子有误时指出第几个字符；没有结果时为 null，原因写在错误输出。")

  @Argument(help: ArgumentHelp("FEEL 式子", valueName: "expr")) var expression: String
  @Option(help: ArgumentHelp("变量，JSON 文件", valueName: "file.json")) var context: String?
  @Flag(help: "列出每一步的值") var explain = false
  @OptionGroup var clock: DayOption

  func run() throws {
    let given = try context.map { try JSONContext(file: $0) }
    let context = given?.context ?? FeelContext()
    do throws(SyntaxError) {
      let parsed = try Parser.expression(
        expression, scopes: [Names(context.keys)], members: given?.members ?? Builtins.memberNames)
      let evaluation = Evaluation(clock: clock.moment)
      let scope = Scope(context)
      if explain {
        for line in evaluation.steps(of: parsed, in: scope, text: expression) { print(line) }
      } else {
        print(evaluation.value(of: parsed, in: scope).written)
      }
      for remark in evaluation.remarks { Terminal.complain("说明：\(remark)") }
    } catch {
      throw InputProblem("第 \(error.column) 个字符：\(error.message)")
    }
  }
}

/// Variables given as a JSON object; numbers keep all their digits.
struct JSONContext {
  let context: FeelContext
  /// Names that may stand behind a point.
  private(set) var members = Builtins.memberNames

  init(file: String) throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw InputProblem("文件打不开：\(file)")
    }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: data),
      case .context(let context) = value.feel
    else { throw InputProblem("\(file) 应当是一个 JSON 对象") }
    self.context = context
    collect(.context(context))
  }

  private mutating func collect(_ value: FeelValue) {
    switch value {
    case .context(let context):
      for entry in context.entries {
        members.insert(entry.key)
        collect(entry.value)
      }
    case .list(let items): for item in items { collect(item) }
    default: break
    }
  }

  /// The entries as inputs of a model; texts are read as the types the model gives its inputs.
  var inputs: [DmnInput] {
    context.entries.map { DmnInput(name: $0.key, value: $0.value, readsTexts: true) }
  }
}

private struct JSONValue: Decodable {
  let feel: FeelValue

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let object = try? decoder.container(keyedBy: Key.self) {
      let keys = object.allKeys.map(\.stringValue).sorted()
      feel = .context(
        FeelContext(
          try keys.compactMap { key in
            guard let coding = Key(stringValue: key) else { return nil }
            return (key, try object.decode(JSONValue.self, forKey: coding).feel)
          }))
    } else if var array = try? decoder.unkeyedContainer() {
      var items: [FeelValue] = []
      while !array.isAtEnd { items.append(try array.decode(JSONValue.self).feel) }
      feel = .list(items)
    } else {
      let single = try decoder.singleValueContainer()
      if single.decodeNil() {
        feel = .null
      } else if let flag = try? single.decode(Bool.self) {
        feel = .boolean(flag)
      } else if let text = try? single.decode(String.self) {
        feel = .string(text)
      } else if let number = Number(try single.decode(Decimal.self).description) {
        feel = .number(number)
      } else {
        feel = .null
      }
    }
  }
}
