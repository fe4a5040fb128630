import Definitions
package import Documents
package import Ledgers
import Quantities

/// 绩效对账单 (D23): a unit's year, each target with its history and its result, to be signed.
package struct UnitStatement: Hashable, Sendable {
  /// One commitment in which the unit has a part.
  package struct Row: Hashable, Sendable {
    package var commitment: Commitment
    package var reading: Reading
    package var part: Split.Part?
    package var isLead: Bool
    /// The changes of its target that came into force, oldest first.
    package var changes: [TargetChange]

    package init(
      reading: Reading, commitment: Commitment, part: Split.Part?, isLead: Bool,
      changes: [TargetChange]
    ) {
      self.reading = reading
      self.commitment = commitment
      self.part = part
      self.isLead = isLead
      self.changes = changes
    }
  }

  private let unit: String
  private let year: Int
  private let rows: [Row]
  private let foot: PaperFoot

  package init(unit: String, year: Int, rows: [Row], foot: PaperFoot) {
    self.unit = unit
    self.year = year
    self.rows = rows
    self.foot = foot
  }

  package var title: String { "\(year)年度绩效对账单" }

  package var paper: Paper {
    let met = rows.count { $0.result == Self.met }
    let open = rows.count { $0.result == Self.open }
    let unread = rows.count { $0.reading.isUnread }
    let blocks: [Paper.Block] = [
      .text(title, .title), .text("\(unit)　\(foot.code)", .number),
      .text(
        "截至\(foot.day.chinese)，\(unit)承担承诺 \(rows.count) 项，其中牵头 \(rows.count(where: \.isLead)) 项。"
          + "已完成 \(met) 项，未到期 \(open) 项，未完成或待证实 \(rows.count - met - open - unread) 项，数据不足 \(unread) 项。",
        .note),
      .table(table),
      .text("注：完成以已证实的数为准；“目标沿革”列出批准生效的每一次调整和文件。各单位签同一份数。", .note),
      .gap, .text("\(unit)（盖章）　　　　　负责人签字：\n　　年　　月　　日", .signature), .gap,
      .text("\(foot.unit)（盖章）　　　　　核对人签字：\n　　年　　月　　日", .signature),
    ]
    return Paper(
      title: "\(title)（\(unit)）",
      sections: [Paper.Section(sheet: .across, numbering: .counted, blocks: blocks)],
      foot: foot.notes, seal: foot.root)
  }

  private var table: Paper.Table {
    Paper.Table(
      columns: [
        .init("序号", share: 3, alignment: .centre), .init("承诺", share: 18),
        .init("职责", share: 4, alignment: .centre), .init("任务数", share: 6),
        .init("目标", share: 8), .init("目标沿革", share: 16), .init("自报", share: 7),
        .init("已证实", share: 7), .init("灯", share: 3, alignment: .centre),
        .init("结果", share: 6, alignment: .centre), .init("签收", share: 8),
      ],
      rows: rows.enumerated().map { index, row in
        .cells([
          String(index + 1), "\(row.commitment.id) \(row.commitment.text)",
          row.isLead ? "牵头" : "配合",
          row.part?.value.map { "\($0)\(row.commitment.target.unit ?? "")" } ?? "—",
          row.reading.commitment.target.words, row.history, row.text(row.reading.claimed),
          row.text(row.reading.verified), row.reading.light.light.letter, row.result,
          row.signature,
        ])
      }, size: 900)
  }

  fileprivate static let met = "完成"
  fileprivate static let open = "未到期"
}

extension UnitStatement.Row {
  fileprivate var result: String {
    if reading.isUnread { return "数据不足" }
    if reading.isMet == true { return reading.isVerified ? UnitStatement.met : "自报完成" }
    return reading.day < reading.due ? UnitStatement.open : "未完成"
  }

  fileprivate func text(_ number: Number?) -> String {
    guard let number else { return "—" }
    let unit = reading.unit?.symbol ?? commitment.target.unit ?? ""
    return "\(number.rounded(toPlaces: 2, .halfUp))\(unit)"
  }

  /// What each change said, with its day and its document.
  fileprivate var history: String {
    guard !changes.isEmpty else { return "未调整" }
    return changes.map { change in
      "\(change.from) 起 \(change.before.words) 改为 \(change.target.words)（\(change.document)）"
    }.joined(separator: "；")
  }

  fileprivate var signature: String {
    if let signature = part?.signature { return "\(signature.person) \(signature.day)" }
    return part?.sentOn == nil ? "—" : "未签收"
  }
}
