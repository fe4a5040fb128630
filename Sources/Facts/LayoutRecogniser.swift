import Definitions
import Documents
import Quantities

/// Finds the rows of heads and the fields they name.
struct LayoutRecogniser {
  let register: Register
  /// Choices made by hand, for this file or remembered from one of the same fingerprint.
  let choices: ColumnChoices
  private let fields: [String: Field]
  private let codeHeads: Set<String>
  private let heads = HeadBook()
  /// How many rows from the top may be titles, and how many heads may stand over each other.
  private static let reach = 20
  private static let depth = 3
  private static let widest = 500

  init(register: Register, choices: ColumnChoices = ColumnChoices()) {
    self.register = register
    self.choices = choices
    codeHeads = Set(([register.codeLabel] + register.codeAliases).map(Head.folded))
    // A label goes before a key, and both before the other words for a field.
    var fields: [String: Field] = [:]
    let words: [(Field) -> [String]] = [{ [$0.label] }, { [$0.key] }, \.aliases]
    for words in words {
      for field in register.fields {
        for word in words(field).map(Head.folded) where fields[word] == nil {
          fields[word] = field
        }
      }
    }
    self.fields = fields
  }

  /// Returns the layout that recognises most, or nil when no row looks like heads.
  func recognise(_ sheet: Sheet) -> Layout? {
    let merges = MergedCells(sheet)
    var best: Layout?
    for start in 0..<min(Self.reach, sheet.rows.count) where !sheet.rows[start].isEmpty {
      // Below heads stand data, and reading those as heads takes time and finds nothing.
      if let best, best.codeColumn != nil, !best.columns.isEmpty,
        sheet.firstRow + start > best.headRow
      {
        break
      }
      for depth in 1...Self.depth where start + depth <= sheet.rows.count {
        let block = HeadBlock(sheet, rows: start..<start + depth, merges: merges)
        guard block.columns.count <= Self.widest, !block.isTorn else { continue }
        let layout = layout(of: block, in: sheet)
        if best.map({ layout.worth > $0.worth }) ?? true { best = layout }
      }
    }
    guard let best, best.codeColumn != nil || best.columns.count + best.misfits.count > 1 else {
      return nil
    }
    return best
  }

  private func layout(of block: HeadBlock, in sheet: Sheet) -> Layout {
    let surroundings = Surroundings(above: block.rows.lowerBound, of: sheet)
    let first = sheet.firstRow + block.rows.lowerBound
    var layout = Layout(
      sheet: sheet.name, headRows: first...(first + block.rows.count - 1),
      fingerprint: fingerprint(of: block))
    let chosen = choices.words(for: layout.fingerprint)
    for (column, parts) in block.columns.enumerated() where !parts.isEmpty {
      let head = parts.map { $0.filter { !$0.isNewline } }.joined(separator: "/")
      let word = word(of: parts)
      if let choice = chosen[word] {
        take(choice, head: head, parts: parts, column: column, in: surroundings, to: &layout)
      } else if layout.codeColumn == nil, isCode(parts) {
        layout.codeColumn = column
      } else if let (field, reading) = field(named: parts, in: surroundings) {
        layout.take(field, head: head, reading: reading, column: column, in: surroundings)
      } else {
        layout.unknown.append(Layout.Unknown(column: column, head: head, word: word))
      }
    }
    return layout
  }

  private func take(
    _ choice: ColumnChoices.Choice, head: String, parts: [String], column: Int,
    in surroundings: Surroundings, to layout: inout Layout
  ) {
    switch choice {
    case .code: layout.codeColumn = layout.codeColumn ?? column
    case .ignored: break
    case .field(let key):
      guard let field = register.field(key) else { return }
      layout.take(
        field, head: head, reading: bare(parts), column: column, in: surroundings)
    }
  }

  /// A head without its period and unit; the whole of it where nothing else is left.
  private func word(of parts: [String]) -> String {
    let bare = bare(parts).name
    return bare.isEmpty ? Head.folded(parts.joined()) : bare
  }

  /// The barest reading of the words over a column.
  private func bare(_ parts: [String]) -> Head {
    let (core, tail) = split(parts)
    return join(heads.bare(core.joined()), with: tail)
  }

  /// Parts the words that name something from the units and times under them.
  private func split(
    _ parts: [String]
  ) -> (core: ArraySlice<String>, tail: ArraySlice<String>) {
    let core = parts.lastIndex { !heads.bare($0).name.isEmpty }.map { $0 + 1 } ?? parts.count
    return (parts[..<core], parts[core...])
  }

  private func join(_ reading: Head, with modifiers: some Sequence<String>) -> Head {
    var joined = reading
    for part in modifiers {
      let bare = heads.bare(part)
      joined.unit = joined.unit ?? bare.unit
      if joined.time == .none { joined.time = bare.time }
    }
    return joined
  }

  private func fingerprint(of block: HeadBlock) -> String {
    block.columns.filter { !$0.isEmpty }.map(word).joined(separator: "|")
  }

  private func isCode(_ parts: [String]) -> Bool {
    [parts.joined(), parts.last ?? ""].contains { words in
      heads.readings(of: words).contains { codeHeads.contains($0.name) }
    }
  }

  // MARK: Fields

  /// Finds the field that the words over a column name together.
  private func field(
    named parts: [String], in surroundings: Surroundings
  ) -> (Field, Head)? {
    let parts = parts.filter { !Self.neutral.contains(Head.folded($0)) || parts.count == 1 }
    let (core, tail) = split(parts)
    for (words, modifiers) in [(parts[...], []), (core, tail)] {
      for start in words.indices {
        for reading in heads.readings(of: words[start...].joined()) {
          guard let field = fields[reading.name] else { continue }
          let above = words[..<start]
          guard !above.contains(where: { isField($0) || estranges($0) }) else { return nil }
          return (field, join(reading, with: Array(modifiers) + above.reversed()))
        }
      }
    }
    // Twelve months and nothing else: the title says of what.
    let bare = bare(parts)
    guard bare.name.isEmpty, bare.time != .none, let field = titleField(in: surroundings) else {
      return nil
    }
    return (field, bare)
  }

  /// Words under a head that add nothing to it.
  private static let neutral: Set<String> = ["金额", "数值", "数量", "数额", "实际", "实际数", "指标值"]

  private func isField(_ part: String) -> Bool {
    heads.readings(of: part).contains { fields[$0.name] != nil }
  }

  /// Whether a word above a head makes another thing of it: its growth, its plan, its share.
  private func estranges(_ part: String) -> Bool {
    let name = heads.bare(part).name
    return Self.estrangers.contains(where: name.contains)
  }

  private static let estrangers = [
    "增速", "增长", "增幅", "增减", "同比", "环比", "占比", "比重", "排名", "位次", "目标", "计划",
    "预计", "预测", "完成率", "差额", "其中",
  ]

  /// The field with periods that the title names, when it is the only one.
  private func titleField(in surroundings: Surroundings) -> Field? {
    var found: (field: Field, length: Int)?
    for (word, field) in fields.sorted(by: { $0.key < $1.key }) {
      guard case .periodic = field.time, word.count > 2, word.count > found?.length ?? 0,
        surroundings.words.contains(where: { $0.contains(word) })
      else { continue }
      found = (field, word.count)
    }
    return found?.field
  }
}
