package import Documents
import Quantities

/// 亮灯表 (D3): units by commitments, each with its letter, its numbers, its path, gap and forecast.
package struct LightTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var unit: String
    package var code: String
    package var text: String
    package var target: String
    package var claimed: String
    package var verified: String
    package var expected: String
    package var gap: String
    package var forecast: String
    package var chance: String
    /// Letter of the light, and the arithmetic behind it.
    package var light: String
    package var reason: String
    /// Letters of the lights at the ends of the months before, oldest first.
    package var history: String
    package var leader: String
    package var due: String

    package init(
      unit: String, code: String, text: String, target: String, claimed: String,
      verified: String, expected: String, gap: String, forecast: String, chance: String,
      light: String, reason: String, history: String, leader: String, due: String
    ) {
      self.unit = unit
      self.code = code
      self.text = text
      self.target = target
      self.claimed = claimed
      self.verified = verified
      self.expected = expected
      self.gap = gap
      self.forecast = forecast
      self.chance = chance
      self.light = light
      self.reason = reason
      self.history = history
      self.leader = leader
      self.due = due
    }

    fileprivate var cells: [String] {
      [
        unit, code, text, target, claimed, verified, expected, gap, forecast, chance, light,
        reason, history, leader, due,
      ]
    }
  }

  package var title: String
  /// What the rows are, such as how many may not be seen.
  package var note: String
  /// Those of one unit together; what several units share stands once for each.
  package var rows: [Row]

  package init(title: String, note: String, rows: [Row]) {
    self.title = title
    self.note = note
    self.rows = rows
  }

  private static let heads: [(String, width: Double, share: Int)] = [
    ("责任单位", 16, 10), ("编号", 13, 9), ("承诺", 40, 22), ("目标", 14, 9), ("自报", 12, 8),
    ("已证实", 12, 8), ("应达", 12, 8), ("距目标", 12, 8), ("预测到期值", 22, 13), ("达标概率", 10, 6),
    ("灯", 5, 3), ("亮灯原因", 34, 18), ("各月末的灯", 16, 9), ("牵头领导", 14, 8), ("期限", 12, 8),
  ]

  /// The table as a workbook for A3 across, whose rows can be sorted and filtered.
  package func workbook(foot: PaperFoot) throws(DocumentError) -> [UInt8] {
    let plan = SheetPlan(
      name: "亮灯表", title: title,
      note: ([note] + foot.notes).filter { !$0.isEmpty }.joined(separator: "　"),
      columns: [.init("序号", format: .number(places: 0), width: 6)]
        + Self.heads.map { SheetPlan.Column($0.0, width: $0.width) },
      frozenColumns: 4, isWide: true)
    return try WorkbookWriter.bytes(created: foot.day) { (writer) throws(DocumentError) in
      try writer.begin(plan)
      for (index, row) in rows.enumerated() {
        try writer.append([.number(Number(index + 1))] + row.cells.map { Cell.text($0) })
      }
    }
  }

  /// The table as a paper on A3 across.
  package func paper(foot: PaperFoot) -> Paper {
    let columns = Self.heads.dropFirst().map { head in
      Paper.Column(head.0, share: head.share, alignment: head.0 == "灯" ? .centre : .start)
    }
    var lines: [Paper.Row] = []
    for (index, row) in rows.enumerated() {
      if index == 0 || rows[index - 1].unit != row.unit { lines.append(.group(row.unit)) }
      lines.append(.cells(Array(row.cells.dropFirst())))
    }
    return Paper(
      title: title,
      sections: [
        Paper.Section(
          sheet: .wide, numbering: .counted,
          blocks: [
            .text(title, .title),
            .table(Paper.Table(columns: Array(columns), rows: lines, size: 900)),
            .text("注：\(note)绿、黄、红、灰、蓝为亮灯；到期值和概率是估计数，不作考核依据。", .note),
          ])
      ], foot: foot.notes)
  }
}
