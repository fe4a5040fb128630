package import Documents
package import Ledgers
import Quantities

/// 任务分解表 (D1): one row a commitment, with the parts of the units and the nodes of the quarters.
package struct SplitTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable, Identifiable {
    package var id: Commitment.ID
    package var section: String
    package var sentence: String
    package var task: String
    package var target: String
    package var kind: String
    /// Nodes of the four quarters, of all units together.
    package var nodes: [String]
    package var leader: String
    package var lead: String
    /// The other units, each with its part.
    package var units: String
    package var due: String
    package var remark: String
    /// Whether it was divided.
    package var isDivided: Bool
    /// Whether it is work without a number, which is listed on request and not divided.
    package var isMeasure = false
  }

  package var title: String
  package var rows: [Row]

  package init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  package static let heads = [
    "序号", "报告原文", "工作任务", "目标值（单位）", "类型", "一季度", "二季度", "三季度", "四季度", "牵头领导", "牵头单位",
    "责任单位", "完成时限", "备注",
  ]

  fileprivate func cells(_ row: Row, number: Int) -> [String] {
    [String(number), row.sentence, row.task, row.target, row.kind] + row.nodes
      + [row.leader, row.lead, row.units, row.due, row.remark]
  }
}

// MARK: Paper

extension SplitTable {
  private static let shares = [3, 22, 15, 9, 5, 7, 7, 7, 7, 8, 8, 14, 8, 12]

  /// The table as a paper on A3 across.
  package func paper(foot: PaperFoot) -> Paper {
    let columns = zip(Self.heads, Self.shares).enumerated().map { index, column in
      Paper.Column(
        column.0, share: column.1, alignment: [0, 4].contains(index) ? .centre : .start)
    }
    var rows: [Paper.Row] = []
    for (index, row) in self.rows.enumerated() {
      if index == 0 || row.section != self.rows[index - 1].section, !row.section.isEmpty {
        rows.append(.group(row.section))
      }
      var cells = cells(row, number: index + 1)
      // One sentence often holds several commitments; on paper it is printed once.
      if let first = self.rows.firstIndex(where: { $0.sentence == row.sentence }), first < index {
        cells[1] = "同第 \(first + 1) 项"
      }
      rows.append(.cells(cells))
    }
    let blocks: [Paper.Block] = [
      .text(title, .title), .table(Paper.Table(columns: columns, rows: rows, size: 900)),
      .text(Self.note, .note),
    ]
    return Paper(
      title: title,
      sections: [Paper.Section(sheet: .wide, numbering: .counted, blocks: blocks)],
      foot: foot.notes, seal: foot.root)
  }

  private static let note = "注：季度节点为累计数；责任单位后的数为该单位承担的任务数，牵头单位列在首位。"
}

// MARK: Workbook

extension SplitTable {
  /// The table as a workbook whose rows can be sorted and filtered.
  package func workbook(foot: PaperFoot) throws(DocumentError) -> [UInt8] {
    let widths: [Double] = [6, 44, 30, 16, 8, 12, 12, 12, 12, 14, 14, 28, 12, 24]
    let columns = zip(Self.heads, widths).enumerated().map { index, column in
      SheetPlan.Column(
        column.0, format: index == 0 ? .number(places: 0) : .text, width: column.1)
    }
    let plan = SheetPlan(
      name: "任务分解表", title: title, note: foot.notes.joined(separator: "　"),
      columns: columns, frozenColumns: 3, isWide: true)
    let rows = rows.enumerated().map { cells($1, number: $0 + 1) }
    return try WorkbookWriter.bytes(created: foot.day) { (writer) throws(DocumentError) in
      try writer.begin(plan)
      for (index, row) in rows.enumerated() {
        try writer.append([.number(Number(index + 1))] + row.dropFirst().map { Cell.text($0) })
      }
    }
  }
}
