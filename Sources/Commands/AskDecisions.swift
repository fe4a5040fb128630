import Definitions
package import Facts
import Quantities
import Storage

/// Ends an ask by hand: what has not come is no longer wanted, or the whole was a mistake.
package struct EndAsk: Command {
  package static let name = "end-ask"
  package static let title = "办结或撤回采集"

  package enum Way: String, Codable, Sendable {
    /// What has come is enough.
    case closed
    /// It should not have been asked; its cells no longer count as asked for.
    case withdrawn
    /// Asked again, after it was ended by mistake.
    case reopened
  }

  package struct Body: Codable, Sendable {
    var ask: String
    var way: Way
    var reason: String
  }

  package let body: Body

  package init(_ ask: String, _ way: Way, reason: String) {
    body = Body(ask: ask, way: way, reason: reason)
  }

  package static let needed = Permission("ask", "C")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard var ask = try AskStore.ask(body.ask, in: context.transaction)?.ask else {
      throw JournalError.invalid("没有采集 \(body.ask)")
    }
    guard !body.reason.isEmpty else {
      throw JournalError.invalid("请写明理由，填报单位看得到。没有改动")
    }
    switch (body.way, ask.state) {
    case (.closed, .open), (.withdrawn, .open):
      ask.state = body.way == .closed ? .closed : .withdrawn
      ask.endedOn = context.day
    case (.reopened, .closed), (.reopened, .withdrawn):
      ask.state = .open
      ask.endedOn = nil
    case (.closed, _), (.withdrawn, _), (.reopened, _):
      throw JournalError.invalid("采集 \(ask.code) 的状态已经变化，没有改动。请刷新后再看")
    }
    ask.ending = body.reason
    try AskStore.write(ask, seq: context.seq, in: context.transaction)
  }
}

/// Gives cells of an ask back: there is no such thing, or another unit keeps it.
package struct ReturnCells: Command {
  package static let name = "return-cells"
  package static let title = "退回采集项"

  package struct Body: Codable, Sendable {
    var ask: String
    var keeper: String
    /// The unit that keeps them instead; nil when they cannot be answered.
    var to: String?
    var cells: Int
    var reason: String
  }

  package let body: Body
  private let cells: Set<FactCell>

  /// Gives back cells that lie with `keeper`.
  package init(
    _ cells: Set<FactCell>, of ask: String, keeper: String, to other: String?, reason: String
  ) {
    self.cells = cells
    body = Body(ask: ask, keeper: keeper, to: other, cells: cells.count, reason: reason)
  }

  package static let needed = Permission("ask.answer", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard let ask = try AskStore.ask(body.ask, in: context.transaction)?.ask, ask.state == .open
    else { throw JournalError.invalid("采集 \(body.ask) 已经结束，没有退回") }
    guard !body.reason.isEmpty else {
      throw JournalError.invalid("请写明为什么退回，发出单位看得到。没有改动")
    }
    guard body.to != body.keeper else {
      throw JournalError.invalid("转给的单位就是本单位，没有改动")
    }
    if let other = body.to, context.library.codeLists["unit"]?.name(of: other) == nil,
      try FactStore.subject(
        register: "unit", region: context.region, code: other, in: context.transaction) == nil
    {
      throw JournalError.invalid("没有单位“\(other)”，没有改动")
    }
    let standing = try AskStore.cells(of: ask.code, in: context.transaction).filter {
      $0.keeper == body.keeper && $0.note == nil && cells.contains($0.cell)
    }
    guard !standing.isEmpty, standing.count == cells.count else {
      throw JournalError.invalid("选中的采集项有的已不在本单位，没有退回。请刷新后再选")
    }
    try AskStore.write(
      standing.lazy.map { cell in
        (cell.cell, body.to ?? cell.keeper, body.to == nil ? body.reason : nil)
      }, of: ask.code, seq: context.seq, in: context.transaction)
  }
}
