import Foundation
import Quantities
import Reports
import Testing

/// Runs every file in `Readings`: text, a line of dashes, then the ledger it becomes.
///
/// `RECORD=1 swift test` writes the files anew; read the difference before keeping it.
struct ReadingTests {
  @Test(arguments: try ReadingFile.all())
  func `reads as written`(file: ReadingFile) throws {
    let ledger = Self.ledger(Material.reader.read(file.text), of: file.text)
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try file.record(ledger) }
    #expect(ledger == file.ledger)
  }

  /// One line a record, in the order of the text.
  private static func ledger(_ understanding: Understanding, of text: String) -> String {
    let promises = understanding.commitments.map { ($0.span.lowerBound, line($0)) }
    let work = understanding.tasks.filter { !$0.isWeak }.map { task in
      let names = names(task.mechanisms)
      return (task.span.lowerBound, "任务 | \(task.verb) | \(task.object)\(names)")
    }
    let asked = understanding.questions.map {
      ($0.span.lowerBound, "问题 | \($0.words) | " + $0.readings.joined(separator: " / "))
    }
    let explained = understanding.glossary.map {
      ($0.span.lowerBound, "解释 | \($0.name) | \($0.meaning)")
    }
    let remarked = understanding.remarks.map {
      ($0.span.lowerBound, "提示 | 第 \($0.line) 行 | \($0.summary)")
    }
    return (promises + work + asked + explained + remarked).enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1).joined(separator: "\n")
  }

  private static func line(_ stated: StatedCommitment) -> String {
    let upper = stated.valueHigh.map { "—\($0)" } ?? ""
    let value = stated.value.map { "\($0)\(upper)\(stated.unit ?? "")" }
    let target = [value, stated.reference, stated.grade].compactMap(\.self).joined(separator: " ")
    let period = stated.period
    let days = [period.from?.description ?? "", period.to?.description ?? ""]
    let cells = [
      stated.subject, "\(stated.comparison.rawValue) \(target)", stated.kind.rawValue,
      stated.modality ?? "-", days.joined(separator: "~"),
    ]
    let sizes = stated.thresholds.isEmpty ? "" : " | 规模 " + stated.thresholds.joined(separator: "、")
    let facts = stated.attributes.isEmpty ? "" : " | 属性 " + stated.attributes.joined(separator: "、")
    let mark = stated.explicitness == .implicit ? "（可选）" : ""
    let names = names(stated.mechanisms)
    return "承诺\(mark) | " + cells.joined(separator: " | ") + sizes + facts + names
  }

  /// Mechanisms in brackets, each with its meaning where the report explains it.
  private static func names(_ mechanisms: [Mechanism]) -> String {
    let names = mechanisms.map { $0.name + ($0.meaning.map { "＝\($0)" } ?? "") }
    return names.isEmpty ? "" : " 〔" + names.joined(separator: "；") + "〕"
  }
}

/// A file of the folder of readings.
struct ReadingFile: Sendable, CustomTestStringConvertible {
  var url: URL
  var text: String
  var ledger: String

  var testDescription: String { url.lastPathComponent }

  private static let rule = "\n----------\n"

  static func all() throws -> [ReadingFile] {
    let folder = Material.package.appending(path: "Tests/ReportsTests/Readings")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".reading") }
      .map { name in
        let url = folder.appending(path: name)
        let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: rule)
        let ledger = parts.count > 1 ? parts[1] : ""
        return ReadingFile(
          url: url, text: parts[0],
          ledger: ledger.hasSuffix("\n") ? String(ledger.dropLast()) : ledger)
      }
  }

  func record(_ ledger: String) throws {
    try (text + Self.rule + ledger + "\n").write(to: url, atomically: true, encoding: .utf8)
  }
}
