package import Commands
import Definitions
package import Quantities

/// Sets the path of a commitment by hand, month by month, or gives the computed path back.
package struct FreezePath: Command {
  package static let name = "freeze-path"
  package static let title = "冻结路径"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var marks: [FrozenPath.Mark]
    var from: Day
    var reason: String
    var document: String?
  }

  package let body: Body

  /// No marks give the computed path back.
  package init(
    _ commitment: Commitment.ID, marks: [FrozenPath.Mark], from: Day, reason: String,
    document: String? = nil
  ) {
    body = Body(
      commitment: commitment, marks: marks, from: from, reason: reason, document: document)
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard var item = try LedgerStore.item(body.commitment, in: context.transaction)?.commitment,
      item.isPromise
    else { throw JournalError.invalid("没有承诺 \(body.commitment)，没有写入") }
    guard !body.reason.isEmpty else { throw JournalError.invalid("冻结或恢复路径要写明理由，没有写入") }
    if let last = item.frozenPaths?.last, body.from < last.from {
      throw JournalError.invalid("现在的路径从 \(last.from) 起执行，新路径的起始日不能更早，没有写入")
    }
    if body.marks.isEmpty {
      guard item.frozenPath(on: body.from) != nil else {
        throw JournalError.invalid("\(item.id) 的路径没有冻结，不用恢复，没有写入")
      }
    } else {
      try check(item, in: context)
    }
    var paths = (item.frozenPaths ?? []).filter { $0.from < body.from }
    paths.append(
      FrozenPath(
        from: body.from, marks: body.marks, reason: body.reason, document: body.document,
        act: Act(context.permit.actor, on: context.day)))
    item.frozenPaths = paths
    try LedgerStore.write(item, seq: context.seq, in: context.transaction)
  }

  /// A path has a number for days in their order and ends at the target on the day it is due.
  private func check(_ item: Commitment, in context: CommandContext) throws {
    let metric = item.metric.flatMap { context.library.metrics[$0] }
    guard let bar = Bar(item, metric: metric), bar.upper == nil else {
      throw JournalError.invalid("\(item.id) 的目标不是一个数，没有路径可以冻结，没有写入")
    }
    let (from, due) = item.period(elseOf: context.day)
    let days = body.marks.map(\.day)
    guard zip(days, days.dropFirst()).allSatisfy({ $0 < $1 }),
      days.first.map({ $0 >= from }) ?? false
    else { throw JournalError.invalid("路径的日期要在期限内从早到晚，没有写入") }
    guard let last = body.marks.last, last.day == due, last.value == bar.value else {
      throw JournalError.invalid(
        "路径要在期限 \(due) 到达目标 \(bar.value)，没有写入。请改正最后一个数；要调整目标请另提目标调整")
    }
  }
}

/// Chooses the written rule that judges the light of a commitment.
package struct ChooseLight: Command {
  package static let name = "choose-light"
  package static let title = "选用亮灯规则"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var rule: String
    var from: Day
    var reason: String
  }

  package let body: Body

  package init(_ commitment: Commitment.ID, rule: String, from: Day, reason: String) {
    body = Body(commitment: commitment, rule: rule, from: from, reason: reason)
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard var item = try LedgerStore.item(body.commitment, in: context.transaction)?.commitment,
      item.isPromise
    else { throw JournalError.invalid("没有承诺 \(body.commitment)，没有写入") }
    guard context.library.lights[body.rule] != nil else {
      let known = context.library.lights.keys.sorted().joined(separator: "、")
      throw JournalError.invalid("没有亮灯规则“\(body.rule)”，没有写入。现有：\(known)")
    }
    guard !body.reason.isEmpty else { throw JournalError.invalid("换用亮灯规则要写明理由，没有写入") }
    guard item.lightRule(on: body.from) != body.rule else {
      throw JournalError.invalid("\(item.id) 已按这条规则亮灯，没有写入")
    }
    if let last = item.chosenLights?.last, body.from < last.from {
      throw JournalError.invalid("现在的规则从 \(last.from) 起执行，新规则的起始日不能更早，没有写入")
    }
    var chosen = (item.chosenLights ?? []).filter { $0.from < body.from }
    chosen.append(
      ChosenLight(
        from: body.from, rule: body.rule, reason: body.reason,
        act: Act(context.permit.actor, on: context.day)))
    item.chosenLights = chosen
    try LedgerStore.write(item, seq: context.seq, in: context.transaction)
  }
}
