import Foundation
import Yams

/// One definition file with what is needed to point into it.
struct SourceFile {
  /// Path as it is shown in remarks.
  let name: String
  let text: String
  let lines: [[Character]]

  init(name: String, text: String) {
    self.name = name
    self.text = text
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
  }

  /// Reads a file; the remark says why when it cannot be read.
  static func read(path: String, name: String) -> Result<SourceFile, Refusal> {
    guard let data = FileManager.default.contents(atPath: path) else {
      return .failure(Refusal(remark: .unreadable(file: name)))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      return .failure(Refusal(remark: .notUTF8(file: name)))
    }
    // Editors on Windows put a mark in front and write two characters for a line's end.
    let unmarked = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    return .success(SourceFile(name: name, text: unmarked.replacing("\r\n", with: "\n")))
  }

  struct Refusal: Error {
    let remark: Remark
  }

  /// Finds where a character of a scalar's value stands in the file, also in folded blocks.
  func place(of offset: Int, in scalar: Node.Scalar) -> (line: Int, column: Int) {
    let start = scalar.mark.map { (line: $0.line, column: $0.column) } ?? (line: 1, column: 1)
    switch scalar.style {
    case .folded: return placeInBlock(offset, below: start.line, isFolded: true)
    case .literal: return placeInBlock(offset, below: start.line, isFolded: false)
    case .singleQuoted: return placeInQuotes(offset, from: start, escape: "'")
    case .doubleQuoted: return placeInQuotes(offset, from: start, escape: "\\")
    case .plain, .any: return placeInPlain(offset, from: start, text: scalar.string)
    }
  }

  /// Lines of a block are joined by one character, so walking them finds the place.
  ///
  /// In a folded block the break before blank lines is dropped and each blank line is one break.
  private func placeInBlock(
    _ offset: Int, below line: Int, isFolded: Bool
  ) -> (line: Int, column: Int) {
    var left = offset
    var current = line
    let indentation = current < lines.count ? lines[current].prefix { $0 == " " }.count : 0
    while current < lines.count {
      let content = lines[current].dropFirst(indentation)
      let next = current + 1
      if left <= content.count || next == lines.count {
        return (current + 1, indentation + 1 + left)
      }
      left -= content.count
      let breaksWithNext = isFolded && !content.isEmpty && next < lines.count
      let isDropped = breaksWithNext && lines[next].allSatisfy { $0 == " " }
      left -= isDropped ? 0 : 1
      current = next
    }
    return (line, 1)
  }

  /// An escaped character takes two places; a text that runs on is placed at its beginning.
  private func placeInQuotes(
    _ offset: Int, from start: (line: Int, column: Int), escape: Character
  ) -> (line: Int, column: Int) {
    guard start.line <= lines.count else { return start }
    let characters = lines[start.line - 1]
    var column = start.column
    for _ in 0..<offset {
      guard column < characters.count else { return start }
      column += characters[column] == escape ? 2 : 1
    }
    return (start.line, column + 1)
  }

  /// A plain scalar may run over several lines, which are joined by one space.
  private func placeInPlain(
    _ offset: Int, from start: (line: Int, column: Int), text: String
  ) -> (line: Int, column: Int) {
    var left = offset
    var current = start.line - 1
    var column = start.column - 1
    while current < lines.count {
      let end = lines[current].lastIndex { $0 != " " }.map { $0 + 1 } ?? column
      if left <= end - column || current + 1 == lines.count || text.count <= end - column {
        return (current + 1, column + 1 + left)
      }
      left -= end - column + 1
      current += 1
      column = current < lines.count ? lines[current].prefix { $0 == " " }.count : 0
    }
    return start
  }
}

extension Remark {
  static func unreadable(file: String) -> Self {
    Remark(file: file, line: 1, column: 1, severity: .error, summary: "文件打不开，没有读入")
  }

  static func notUTF8(file: String) -> Self {
    Remark(
      file: file, line: 1, column: 1, severity: .error, summary: "文件不是 UTF-8 编码，没有读入",
      explanation: "请另存为 UTF-8 后再放入定义目录")
  }
}
