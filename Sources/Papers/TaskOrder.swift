package import Documents
package import Ledgers
import Quantities

/// 交办单 (D4): a task as a sheet that goes to its unit, with what it rests on and a part to return.
package struct TaskOrder: Hashable, Sendable {
  private let task: Assignment
  private let addressee: String
  private let basis: String
  private let contact: String
  private let foot: PaperFoot

  /// `basis` is the leader's line, the sentence of the report, or what was found.
  package init(
    task: Assignment, addressee: String, basis: String, contact: String, foot: PaperFoot
  ) {
    self.task = task
    self.addressee = addressee
    self.basis = basis
    self.contact = contact
    self.foot = foot
  }

  package var title: String { IssuedPaper.Kind.order.title }

  package var paper: Paper {
    let order: [Paper.Block] = [
      .text(title, .title), .text(foot.code, .number), .gap, .text("\(addressee)：", .addressee),
      .text("现将下列事项交你单位办理。", .body), .text("一、交办事项", .first), .text(task.words, .body),
      .text("二、交办依据", .first), .text(basis, .body), .text("三、办理要求", .first),
      .text("请于\(task.due.chinese)前办结并书面反馈。任务编号：\(task.id)。", .body),
      .text("联系人：\(contact)", .body), .gap, .text("\(foot.unit)\n\(foot.day.chinese)", .signature),
    ]
    let table = Paper.Table(
      columns: [.init("项目", share: 5, alignment: .centre), .init("内容", share: 24)],
      rows: ["承办人和电话", "办理情况", "没有办结的原因和下步打算"].map { .cells([$0, "\n\n\n"]) })
    let slip: [Paper.Block] = [
      .text("回　执", .title), .gap, .text("\(foot.unit)：", .addressee),
      .text("你单位\(foot.day.chinese)\(foot.code)号交办单收悉，办理情况如下。", .body), .table(table), .gap,
      .text("\(addressee)（盖章）\n　　年　　月　　日", .signature),
    ]
    return Paper(
      title: "\(title)（\(addressee)）",
      sections: [order, slip].map {
        Paper.Section(sheet: .official, numbering: .dashed, blocks: $0)
      }, foot: foot.notes, seal: foot.root)
  }
}
