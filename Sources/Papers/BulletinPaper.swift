package import Documents
package import Ledgers
import Quantities

/// 督查专报 (D2, D3): an issue by the official layout, made of nothing but what it keeps.
package struct BulletinPaper: Hashable, Sendable {
  private let bulletin: Bulletin
  private let issue: Bulletin.Issue
  private let district: String

  package init(_ bulletin: Bulletin, issue: Bulletin.Issue, district: String) {
    self.bulletin = bulletin
    self.issue = issue
    self.district = district
  }

  package var foot: PaperFoot {
    PaperFoot(
      day: issue.day, knownAt: issue.knownAt, madeAt: issue.madeAt, unit: issue.unit,
      code: bulletin.id, root: issue.root)
  }

  package var paper: Paper {
    let title = bulletin.draft.title
    var sections = [
      Paper.Section(sheet: .official, numbering: .dashed, blocks: head + body + signature)
    ]
    if let table = block(.table), isChosen(.table) {
      sections.append(
        Paper.Section(
          sheet: .across, numbering: .counted,
          blocks: [
            .text("附表：\(Bulletin.Kind.table.title)", .caption),
            .table(Self.table(table, size: 900)),
          ]))
    }
    return Paper(
      title: title, sections: sections, foot: foot.notes,
      seal: issue.isSealed == true ? issue.root : nil)
  }

  /// The Word file of the issue.
  package var word: [UInt8] { WordWriter.bytes(of: paper, madeAt: foot.moment) }

  private var head: [Paper.Block] {
    let draft = bulletin.draft
    var head: [Paper.Block] = [
      .text(draft.title, .title), .text("\(district)　\(bulletin.id)", .number),
    ]
    if let corrects = draft.corrects {
      head.append(.text("（本期更正 \(corrects)，以本期为准）", .number))
    }
    head.append(.gap)
    if !draft.addressee.isEmpty { head.append(.text("\(draft.addressee)：", .addressee)) }
    return head
  }

  private var body: [Paper.Block] {
    var body: [Paper.Block] = []
    var number = 0
    for piece in bulletin.draft.pieces {
      switch piece {
      case .words(let words):
        body += words.split(whereSeparator: \.isNewline).map { .text(String($0), .body) }
      case .block(.table): continue
      case .block(let kind):
        guard let block = block(kind) else { continue }
        number += 1
        let ordinal = ChineseNumeral.words(for: number) ?? String(number)
        body.append(.text("\(ordinal)、\(kind.title)", .first))
        body += block.lines.map { .text($0, .body) }
        if !block.rows.isEmpty { body.append(.table(Self.table(block, size: 1_050))) }
      }
    }
    return body
  }

  private var signature: [Paper.Block] {
    let attached: [Paper.Block] =
      isChosen(.table) ? [.gap, .text("附表：\(Bulletin.Kind.table.title)", .body)] : []
    return attached + [.gap, .text("\(issue.unit)\n\(issue.day.chinese)", .signature)]
  }

  private func block(_ kind: Bulletin.Kind) -> Bulletin.Block? {
    issue.blocks.first { $0.kind == kind }
  }

  private func isChosen(_ kind: Bulletin.Kind) -> Bool {
    bulletin.draft.pieces.contains(.block(kind))
  }

  /// A column is as wide as its longest cell asks for, within limits.
  private static func table(_ block: Bulletin.Block, size: Int) -> Paper.Table {
    let columns = block.heads.enumerated().map { index, head in
      let cells = block.rows.map { $0.indices.contains(index) ? $0[index] : "" }
      let longest = (cells + [head]).map(width).max() ?? 1
      return Paper.Column(
        head, share: min(max(longest + 2, 8), 30),
        alignment: longest <= 6 ? .centre : .start)
    }
    return Paper.Table(columns: columns, rows: block.rows.map { .cells($0) }, size: size)
  }

  /// Width of a text in half characters.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x250 ? 1 : 2) }
  }
}

extension BulletinPaper {
  /// The table of lights (D3) as a workbook; nil when the issue has none.
  package var workbook: [UInt8]? {
    get throws(DocumentError) {
      guard let block = block(.table) else { return nil }
      let plan = SheetPlan(
        name: Bulletin.Kind.table.title, title: "\(bulletin.draft.title)（\(bulletin.id)）",
        note: foot.notes.joined(separator: "　"),
        columns: block.heads.map { SheetPlan.Column($0) }, frozenColumns: 3)
      return try WorkbookWriter.bytes(created: issue.day) { (writer) throws(DocumentError) in
        try writer.begin(plan)
        for row in block.rows { try writer.append(row.map { Cell.text($0) }) }
      }
    }
  }
}
