package import Documents
package import Quantities

/// 本周先做什么 as a table: one row a step, the one that helps most first.
package struct StepTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var subject: String
    package var code: String
    package var step: String
    package var reasons: String
    package var commitment: String
    package var text: String
    /// Chances in whole per cent with their words, and the points between them.
    package var now: String
    package var after: String
    package var points: Number?
    package var gain: String
    package var due: Day
    package var owners: String

    package init(
      subject: String, code: String, step: String, reasons: String, commitment: String,
      text: String, now: String, after: String, points: Number?, gain: String, due: Day,
      owners: String
    ) {
      self.subject = subject
      self.code = code
      self.step = step
      self.reasons = reasons
      self.commitment = commitment
      self.text = text
      self.now = now
      self.after = after
      self.points = points
      self.gain = gain
      self.due = due
      self.owners = owners
    }
  }

  package var title: String
  package var rows: [Row]

  package init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  /// The list as a workbook whose rows can be sorted and filtered.
  package func workbook(foot: PaperFoot) throws(DocumentError) -> [UInt8] {
    let plan = SheetPlan(
      name: "先做什么", title: title, note: foot.notes.joined(separator: "　"),
      columns: [
        .init("序号", format: .number(places: 0), width: 6), .init("对象", width: 30),
        .init("编号", width: 22), .init("下一步", width: 22), .init("依据", width: 40),
        .init("承诺编号", width: 14), .init("承诺", width: 36), .init("现在的达标概率", width: 14),
        .init("办成后的达标概率", width: 16),
        .init("提高", unit: "个百分点", format: .number(places: 1), width: 14),
        .init("预计增加", width: 12), .init("期限", format: .day, width: 12),
        .init("主管单位", width: 24),
      ], frozenColumns: 2)
    return try WorkbookWriter.bytes(created: foot.day) { (writer) throws(DocumentError) in
      try writer.begin(plan)
      for (index, row) in rows.enumerated() {
        try writer.append([
          .number(Number(index + 1)), .text(row.subject), .text(row.code), .text(row.step),
          .text(row.reasons), .text(row.commitment), .text(row.text), .text(row.now),
          .text(row.after), row.points.map { .number($0) } ?? .empty, .text(row.gain),
          .day(row.due), .text(row.owners),
        ])
      }
    }
  }
}
