package import Documents
package import Ledgers
package import Quantities

/// 督办函 and 催办单 (D4): what a unit is late with, by the sentence of the report that says so.
package struct Letter: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// For what is red, and for what is yellow.
    case supervision, reminder

    package var title: String {
      switch self {
      case .supervision: "督办函"
      case .reminder: "催办单"
      }
    }

    package var light: String {
      switch self {
      case .supervision: "红"
      case .reminder: "黄"
      }
    }

    fileprivate var opening: String {
      switch self {
      case .supervision: "经核查，下列事项进度明显滞后，亮红灯。请贵单位查明原因，采取措施，限期整改。"
      case .reminder: "经核查，下列事项进度落后于时间要求，亮黄灯。请贵单位抓紧推进。"
      }
    }
  }

  package var kind: Kind
  /// Name of the unit that it goes to.
  package var addressee: String
  package var readings: [Reading]
  /// The day until which an answer is wanted.
  package var answerBy: Day
  /// Who may be asked about it.
  package var contact: String
  package var foot: PaperFoot

  package init(
    kind: Kind, addressee: String, readings: [Reading], answerBy: Day, contact: String,
    foot: PaperFoot
  ) {
    self.kind = kind
    self.addressee = addressee
    self.readings = readings
    self.answerBy = answerBy
    self.contact = contact
    self.foot = foot
  }

  package var title: String { kind.title }

  package var paper: Paper {
    let head: [Paper.Block] = [
      .text(title, .title), .text(foot.code, .number), .gap,
      .text("\(addressee)：", .addressee),
      .text(kind.opening, .body),
    ]
    let items = readings.enumerated().flatMap { index, reading in item(reading, index) }
    let end: [Paper.Block] = [
      .text("请于\(answerBy.chinese)前书面反馈办理情况。", .body), .text("联系人：\(contact)", .body), .gap,
      .text("\(foot.unit)\n\(foot.day.chinese)", .signature),
    ]
    let slip = Paper.Section(
      sheet: .official, numbering: .dashed,
      blocks: [.text("回　执", .title), .gap] + Self.slip(self))
    return Paper(
      title: "\(title)（\(addressee)）",
      sections: [
        Paper.Section(sheet: .official, numbering: .dashed, blocks: head + items + end), slip,
      ], foot: foot.notes, seal: foot.root)
  }

  private func item(_ reading: Reading, _ index: Int) -> [Paper.Block] {
    let commitment = reading.commitment
    let ordinal = ChineseNumeral.words(for: index + 1) ?? String(index + 1)
    return [
      .text("\(ordinal)、\(commitment.text)", .first),
      .text("依据：政府工作报告提出“\(commitment.sentenceText)”", .body),
      .text("进展：\(reading.reason)。完成时限：\(reading.due.chinese)。", .body),
    ]
  }

  /// The part that comes back, with room to write on.
  private static func slip(_ letter: Letter) -> [Paper.Block] {
    let rows: [Paper.Row] = letter.readings.enumerated().map { index, reading in
      .cells(["\(index + 1)", reading.commitment.text, "\n\n", "\n\n"])
    }
    let table = Paper.Table(
      columns: [
        .init("序号", share: 3, alignment: .centre), .init("事项", share: 12),
        .init("滞后原因", share: 12), .init("整改措施和完成时间", share: 14),
      ], rows: rows)
    return [
      .text("\(letter.foot.unit)：", .addressee),
      .text("你单位\(letter.foot.day.chinese)\(letter.foot.code)号\(letter.title)收悉，办理情况如下。", .body),
      .table(table),
      .gap, .text("\(letter.addressee)（盖章）\n　　年　　月　　日", .signature),
    ]
  }
}
