package import Documents
import Quantities

/// 一页纸 (D10): five numbers, what helps most, what moved, and what waits for a decision.
///
/// It has to fit one sheet of A4 whatever it says, so every list has a limit and every text a length.
package struct Brief: Hashable, Sendable {
  /// One of the numbers.
  package struct Item: Hashable, Sendable, Identifiable {
    package var id: String
    package var text: String
    package var target: String
    package var verified: String
    package var light: String
    /// The value expected at the deadline with its range, or why there is none.
    package var forecast: String
    package var chance: String
    package var due: String
    package var unit: String

    package init(
      id: String, text: String, target: String, verified: String, light: String,
      forecast: String, chance: String, due: String, unit: String
    ) {
      self.id = id
      self.text = text
      self.target = target
      self.verified = verified
      self.light = light
      self.forecast = forecast
      self.chance = chance
      self.due = due
      self.unit = unit
    }
  }

  /// A light that moved.
  package struct Change: Hashable, Sendable, Identifiable {
    package var id: String
    package var text: String
    package var before: String
    package var after: String

    package init(id: String, text: String, before: String, after: String) {
      self.id = id
      self.text = text
      self.before = before
      self.after = after
    }
  }

  package var title: String
  package var scope: String
  /// All lights in one line.
  package var lights: String
  package var items: [Item]
  package var steps: [StepTable.Row]
  /// Nil where nothing was known a week before.
  package var changes: [Change]?
  /// Changes that have no room.
  package var moreChanges: Int
  /// What waits for a decision of the reader.
  package var decisions: [String]

  package static let mostItems = 5
  package static let mostSteps = 3
  package static let mostChanges = 4
  package static let mostDecisions = 3

  /// How the numbers are chosen, said wherever they stand.
  package var rule: String

  package init(
    title: String, scope: String, lights: String, items: [Item], steps: [StepTable.Row],
    changes: [Change]?, decisions: [String], rule: String
  ) {
    self.rule = rule
    self.title = title
    self.scope = scope
    self.lights = lights
    self.items = Array(items.prefix(Self.mostItems))
    self.steps = Array(steps.prefix(Self.mostSteps))
    self.changes = changes.map { Array($0.prefix(Self.mostChanges)) }
    moreChanges = max((changes?.count ?? 0) - Self.mostChanges, 0)
    self.decisions = Array(decisions.prefix(Self.mostDecisions))
  }

  /// What is said of the week where no light is listed.
  package var silence: String? {
    guard let changes else { return "一周前还没有记录，不能比较。" }
    return changes.isEmpty ? "一周来没有灯变化。" : nil
  }

  /// The page as it is printed.
  package func paper(foot: PaperFoot) -> Paper {
    var blocks: [Paper.Block] = [
      .text(title, .title),
      .text("\(Self.cut(scope, to: 16))　\(foot.day.chinese)　\(lights)", .number),
    ]
    blocks += [.text("一、五个数", .caption), items.isEmpty ? Self.none : .table(numbers)]
    blocks += [.text("二、最能推动承诺的三件事", .caption), steps.isEmpty ? Self.none : .table(helps)]
    blocks.append(.text("三、一周变化", .caption))
    blocks += (changes ?? []).map { change in
      .text(
        "\(change.id) \(Self.cut(change.text, to: 26))：\(change.before)灯→\(change.after)灯", .note)
    }
    if moreChanges > 0 { blocks.append(.text("另有 \(moreChanges) 项灯有变化，见承诺台账。", .note)) }
    if let silence { blocks.append(.text(silence, .note)) }
    blocks.append(.text("四、等您决定", .caption))
    blocks += decisions.isEmpty ? [Self.none] : decisions.map { .text(Self.cut($0, to: 40), .note) }
    blocks.append(.text("五个数的选法：\(rule)到期值和概率是估计数，不作考核依据。", .note))
    return Paper(
      title: title,
      sections: [Paper.Section(sheet: .brief, numbering: .counted, blocks: blocks)],
      foot: foot.notes, seal: foot.root)
  }

  private static let none = Paper.Block.text("没有。", .note)

  private var numbers: Paper.Table {
    Paper.Table(
      columns: [
        .init("承诺", share: 20), .init("目标", share: 8), .init("已证实", share: 8),
        .init("灯", share: 3, alignment: .centre), .init("预计到期值", share: 12),
        .init("概率", share: 6, alignment: .centre), .init("期限", share: 8),
        .init("责任单位", share: 8),
      ],
      rows: items.map { item in
        .cells([
          "\(item.id) \(Self.cut(item.text, to: 22))", Self.cut(item.target, to: 10),
          Self.cut(item.verified, to: 10), item.light, Self.cut(item.forecast, to: 22), item.chance,
          item.due, Self.cut(item.unit, to: 10),
        ])
      }, size: 900)
  }

  private var helps: Paper.Table {
    Paper.Table(
      columns: [
        .init("对象", share: 16), .init("下一步", share: 13), .init("推动哪件承诺", share: 18),
        .init("达标概率", share: 9, alignment: .centre), .init("期限", share: 8),
        .init("主管单位", share: 9),
      ],
      rows: steps.map { step in
        .cells([
          Self.cut(step.subject, to: 20), Self.cut(step.step, to: 16),
          "\(step.commitment) \(Self.cut(step.text, to: 18))", "\(step.now)→\(step.after)",
          step.due.description, Self.cut(step.owners, to: 12),
        ])
      }, size: 900)
  }

  /// A text that is too long for its place ends in an ellipsis.
  private static func cut(_ text: String, to length: Int) -> String {
    text.count <= length ? text : text.prefix(length - 1) + "…"
  }
}
