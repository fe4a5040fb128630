import Feel
import Foundation
import Testing

/// Runs every line of `Examples/`: an expression and its value, or the column of its mistake.
struct ExampleTests {
  @Test(arguments: try Example.all())
  func `means what the example says`(example: Example) throws {
    switch example.outcome {
    case .value(let expected):
      let evaluation = Evaluation(clock: DateTime("2022-06-30T10:00:00+08:00"))
      let parsed = try Parser.expression(example.text)
      let value = evaluation.value(of: parsed, in: Scope())
      #expect(value.written == expected, "\(example) \(evaluation.remarks)")
    case .mistake(let column, let message):
      #expect(throws: SyntaxError(column: column, message: message), "\(example)") {
        try Parser.expression(example.text)
      }
    }
  }

  @Test func `there are examples of every kind`() throws {
    let files = Set(try Example.all().map(\.file))
    #expect(files.count == 8)
  }
}

/// One line of an example file.
struct Example: CustomTestStringConvertible, Sendable {
  enum Outcome: Sendable {
    case value(String)
    case mistake(column: Int, message: String)
  }

  let file: String
  let line: Int
  let text: String
  let outcome: Outcome

  var testDescription: String { "\(file):\(line) \(text)" }

  static func all() throws -> [Example] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Examples")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".feel") }.sorted().flatMap { name in
      let lines = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      return lines.enumerated().compactMap { Example(name, $0.offset + 1, $0.element) }
    }
  }

  private init?(_ file: String, _ line: Int, _ words: Substring) {
    if words.isEmpty || words.hasPrefix("#") { return nil }
    self.file = file
    self.line = line
    if let arrow = words.range(of: " ⇒ ", options: .backwards) {
      text = String(words[..<arrow.lowerBound])
      outcome = .value(String(words[arrow.upperBound...]))
    } else if let cross = words.range(of: " ✗ ") {
      text = String(words[..<cross.lowerBound])
      let parts = words[cross.upperBound...].split(separator: " ", maxSplits: 1)
      outcome = .mistake(column: Int(parts[0]) ?? 0, message: String(parts[1]))
    } else {
      return nil
    }
  }
}
