import Quantities
import Yams

/// Gathers the remarks while one file is decoded.
final class RemarkSink {
  let source: SourceFile
  private(set) var remarks: [Remark] = []
  private(set) var hasErrors = false

  init(source: SourceFile) { self.source = source }

  func add(
    _ severity: Remark.Severity, line: Int, column: Int, _ summary: String,
    _ explanation: String = ""
  ) {
    if severity == .error { hasErrors = true }
    remarks.append(
      Remark(
        file: source.name, line: line, column: column, severity: severity, summary: summary,
        explanation: explanation))
  }
}

/// A value in a definition file, which knows where it stands and what its key is called.
struct Entry {
  let key: String
  let node: Node
  let sink: RemarkSink

  var line: Int { node.mark?.line ?? 1 }
  var column: Int { node.mark?.column ?? 1 }

  func error(_ summary: String, _ explanation: String = "") {
    sink.add(.error, line: line, column: column, summary, explanation)
  }

  func warn(_ summary: String, _ explanation: String = "") {
    sink.add(.warning, line: line, column: column, summary, explanation)
  }

  /// Returns the text of a scalar; anything else becomes a remark.
  func text() -> String? {
    guard let scalar = node.scalar else {
      error("“\(key)”应当是一个值，这里是\(node.kindTitle)")
      return nil
    }
    let text = scalar.string
    guard !text.isEmpty else {
      error("“\(key)”是空的")
      return nil
    }
    return text
  }

  func texts() -> [String]? {
    guard let items = items() else { return nil }
    return items.compactMap { $0.text() }
  }

  func items() -> [Entry]? {
    guard let sequence = node.sequence else {
      error("“\(key)”应当是一个列表，这里是\(node.kindTitle)")
      return nil
    }
    return sequence.map { Entry(key: key, node: $0, sink: sink) }
  }

  func fields() -> Fields? {
    guard let mapping = node.mapping else {
      error("“\(key)”应当是一组键和值，这里是\(node.kindTitle)")
      return nil
    }
    return Fields(mapping: mapping, of: self)
  }

  /// Returns the pairs of a mapping whose keys are free, in the order of the file.
  func pairs() -> [(key: Entry, value: Entry)]? {
    guard let mapping = node.mapping else {
      error("“\(key)”应当是一组键和值，这里是\(node.kindTitle)")
      return nil
    }
    return mapping.map { pair in
      let name = pair.key.scalar?.string ?? ""
      return (
        Entry(key: name, node: pair.key, sink: sink), Entry(key: name, node: pair.value, sink: sink)
      )
    }
  }

  func flag() -> Bool? {
    guard let text = text() else { return nil }
    switch text {
    case "true": return true
    case "false": return false
    default:
      error("“\(key)”写的是“\(text)”，应当是 true 或 false")
      return nil
    }
  }

  func integer() -> Int? {
    guard let text = text() else { return nil }
    guard let number = Int(text) else {
      error("“\(key)”写的是“\(text)”，应当是整数")
      return nil
    }
    return number
  }

  func day() -> Day? {
    guard let text = text() else { return nil }
    guard let day = Day(text) else {
      error("“\(key)”写的是“\(text)”，应当是日期，例如 2022-06-30")
      return nil
    }
    return day
  }

  /// Returns one of a closed set of words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ type: Choice.Type) -> Choice? {
    guard let text = text() else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    error(
      "“\(key)”写的是“\(text)”，应当是 \(known.joined(separator: "、")) 之一"
        + Suggestion.hint(for: text, among: known))
    return nil
  }
}

/// The keys of one mapping; asking for a key makes it known, what is left over is a mistake.
final class Fields {
  private let mapping: Node.Mapping
  let entry: Entry
  private var known: [String] = []

  init(mapping: Node.Mapping, of entry: Entry) {
    self.mapping = mapping
    self.entry = entry
  }

  func optional(_ key: String) -> Entry? {
    if !known.contains(key) { known.append(key) }
    guard let pair = mapping.first(where: { $0.key.scalar?.string == key }) else { return nil }
    return Entry(key: key, node: pair.value, sink: entry.sink)
  }

  func required(_ key: String) -> Entry? {
    if let entry = optional(key) { return entry }
    entry.error("缺少“\(key)”", "这一组里必须写明“\(key)”")
    return nil
  }

  /// Remarks on keys nobody asked for.
  func close() {
    for pair in mapping {
      let key = pair.key.scalar?.string ?? ""
      guard !known.contains(key) else { continue }
      Entry(key: key, node: pair.key, sink: entry.sink).error(
        "这里没有“\(key)”这个键" + Suggestion.hint(for: key, among: known),
        "可以写：\(known.joined(separator: "、"))")
    }
  }
}

extension Node {
  fileprivate var kindTitle: String {
    switch self {
    case .mapping: "一组键和值"
    case .sequence: "列表"
    case .scalar: "一个值"
    case .alias: "引用"
    }
  }
}

extension SourceFile {
  /// Parses the file; a mistake of YAML itself becomes a remark.
  func root(_ sink: RemarkSink) -> Entry? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        sink.add(.error, line: 1, column: 1, "文件是空的")
        return nil
      }
      return Entry(key: "文件", node: node, sink: sink)
    } catch let error as YamlError {
      report(error, to: sink)
    } catch {
      sink.add(.error, line: 1, column: 1, "文件不是正确的 YAML：\(error)")
    }
    return nil
  }

  private func report(_ error: YamlError, to sink: RemarkSink) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      sink.add(
        .error, line: mark.line, column: mark.column,
        "不是正确的 YAML：\(Self.problems[problem] ?? problem)",
        "常见原因：缩进用了制表符、冒号后没有空格、引号没有成对")
    case .duplicatedKeysInMapping(let duplicates, let context):
      sink.add(
        .error, line: context.mark.line, column: context.mark.column,
        "同一组里有重复的键：\(duplicates.sorted().joined(separator: "、"))")
    default:
      sink.add(.error, line: 1, column: 1, "不是正确的 YAML：\(error)")
    }
  }

  /// What the parser says, in the words of somebody who edits a file.
  private static let problems = [
    "found character that cannot start any token": "这里的字符不能用，缩进请用空格，不用制表符",
    "mapping values are not allowed in this context": "这里不能再写冒号，值里有冒号时请加引号",
    "block sequence entries are not allowed in this context": "这里不能写列表项，请核对缩进",
    "could not find expected ':'": "少了冒号",
    "did not find expected key": "这里应当是键，请核对缩进",
    "did not find expected '-' indicator": "列表项没有对齐",
    "did not find expected ',' or ']'": "方括号没有成对，或者少了逗号",
    "did not find expected ',' or '}'": "花括号没有成对，或者少了逗号",
    "found unexpected end of stream": "引号没有成对",
    "found undefined alias": "引用了没有定义的内容",
  ]
}
