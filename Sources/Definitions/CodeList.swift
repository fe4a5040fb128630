import Quantities

/// The words that a code field allows, with the other words people write for them.
package struct CodeList: Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var code: String
    package var name: String
    package var level: Int
    package var parent: String?
    package var aliases: [String]
  }

  package var head: Head
  package var items: [Item]
  private var byWord: [String: Int]
  private var byCode: [String: Int]

  package var id: String { head.id }
  package var title: String { head.title }

  package init(head: Head, items: [Item]) {
    self.head = head
    self.items = items
    byCode = [:]
    byWord = [:]
    for (index, item) in items.enumerated() where byCode[item.code] == nil {
      byCode[item.code] = index
    }
    for (index, item) in items.enumerated() {
      remember(item.code, index)
      // A name may stand at several levels; the deepest one is what people mean.
      if let known = byWord[Self.folded(item.name)], items[known].level >= item.level {
        continue
      }
      byWord[Self.folded(item.name)] = index
    }
    for (index, item) in items.enumerated() {
      for alias in item.aliases { remember(alias, index) }
      if let letter = section(of: item), letter != item.code { remember(letter + item.code, index) }
    }
  }

  /// Returns the code that a written word stands for: a code, a name or another name.
  package func code(for written: some StringProtocol) -> String? {
    byWord[Self.folded(written)].map { items[$0].code }
  }

  /// Returns the name of a code.
  package func name(of code: String) -> String? { byCode[code].map { items[$0].name } }

  package func contains(_ code: String) -> Bool { byCode[code] != nil }

  private mutating func remember(_ word: String, _ index: Int) {
    let folded = Self.folded(word)
    if byWord[folded] == nil { byWord[folded] = index }
  }

  /// Registers prefix the letter of the section: C3630 for 3630.
  private func section(of item: Item) -> String? {
    var current = item
    for _ in 0..<6 {
      guard let parent = current.parent, let index = byCode[parent] else { break }
      current = items[index]
    }
    let isLetter = current.code.count == 1 && current.code.allSatisfy(\.isLetter)
    return isLetter && current.code != item.code ? current.code : nil
  }

  private static func folded(_ word: some StringProtocol) -> String {
    ChineseNumeral.fold(word).filter { !$0.isWhitespace }
  }
}

extension CodeList {
  /// Decodes a short list written as YAML.
  init?(_ fields: Fields) {
    guard let head = Head(fields), let entries = fields.required("codes")?.items() else {
      return nil
    }
    fields.close()
    var items: [Item] = []
    for entry in entries {
      guard let item = Item(entry) else { continue }
      if items.contains(where: { $0.code == item.code }) { entry.error("代码“\(item.code)”重复") }
      items.append(item)
    }
    self.init(head: head, items: items)
  }

  /// Reads a long list: comment lines with the head, then tab-separated columns.
  ///
  /// A line of column names says which column is code, name, level and parent; without one they
  /// stand in this order.
  static func table(_ sink: RemarkSink) -> CodeList? {
    var head: [String: String] = [:]
    var items: [Item] = []
    var known: Set<String> = []
    var columns = TableColumns()
    let lines = sink.source.text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if line.hasPrefix("#") {
        let parts = line.dropFirst().split(separator: ":", maxSplits: 1)
        if parts.count == 2 {
          head[parts[0].filter { $0 != " " }] = String(
            parts[1].trimmingPrefix(while: \.isWhitespace))
        }
        continue
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if cells.contains("code") {
        columns = TableColumns(named: cells)
        continue
      }
      guard let item = Item(cells: columns.ordered(cells)) else {
        sink.add(
          .error, line: index + 1, column: 1, "每行要有代码、名称、层级和上级代码，用制表符隔开；层级是整数，上级代码可以空着")
        continue
      }
      if let parent = item.parent, !known.contains(parent) {
        sink.add(.error, line: index + 1, column: 1, "上级代码“\(parent)”没有写在“\(item.code)”前面")
      }
      if !known.insert(item.code).inserted {
        sink.add(.error, line: index + 1, column: 1, "代码“\(item.code)”重复")
      }
      items.append(item)
    }
    guard let id = head["id"], let title = head["title"], let basis = head["basis"] else {
      sink.add(.error, line: 1, column: 1, "文件开头要有 # id、# title、# basis 三行")
      return nil
    }
    let standing = head["standing"].flatMap { Head.Standing(rawValue: $0) } ?? .local
    return CodeList(
      head: Head(
        id: id, title: title, basis: [Head.Basis(document: basis)], standing: standing,
        validFrom: head["valid"].flatMap { Day($0) }),
      items: items)
  }
}

/// Where code, name, level and parent stand in the lines of a long list.
private struct TableColumns {
  private static let names = ["code", "name", "level", "parent"]
  private var places: [Int?]?

  init() {}

  init(named heads: [String]) { places = Self.names.map { heads.firstIndex(of: $0) } }

  /// Returns the cells of a line as code, name, level, parent.
  func ordered(_ cells: [String]) -> [String] {
    guard let places else { return cells }
    let ordered = places.map { place in
      place.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? ""
    }
    return places[2] == nil ? Array(ordered.prefix(2)) : ordered
  }
}

extension CodeList.Item {
  fileprivate init?(cells: [String]) {
    guard (2...4).contains(cells.count), !cells[0].isEmpty, !cells[1].isEmpty,
      let level = cells.count > 2 ? Int(cells[2]) : 1
    else { return nil }
    self.init(
      code: cells[0], name: cells[1], level: level,
      parent: cells.count > 3 && !cells[3].isEmpty ? cells[3] : nil, aliases: [])
  }

  init?(_ entry: Entry) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    name = fields.optional("name")?.text() ?? ""
    aliases = fields.optional("aliases")?.texts() ?? []
    level = fields.optional("level")?.integer() ?? 1
    parent = fields.optional("parent")?.text()
    guard let code = fields.required("code")?.text() else { return nil }
    self.code = code
    if name.isEmpty { name = code }
  }
}
