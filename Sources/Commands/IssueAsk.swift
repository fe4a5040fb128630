import Definitions
package import Facts
package import Quantities
import Storage

/// Puts a request for data out, after the store has answered what it can.
///
/// What the store knows and what others have asked already does not go out. Where nothing is left,
/// the request is kept as refused, so that the questions that were spared are counted too.
package struct IssueAsk: Command {
  package static let name = "issue-ask"
  package static let title = "发出采集"

  package struct Draft: Codable, Hashable, Sendable {
    package var title: String
    package var reason: String
    package var due: Day
    package var request: DataRequest

    package init(title: String, reason: String, due: Day, request: DataRequest) {
      self.title = title
      self.reason = reason
      self.due = due
      self.request = request
    }
  }

  package struct Outcome: Sendable {
    package var ask: Ask
    package var answer: RequestAnswer
  }

  package let body: Draft
  private let visibility: Visibility

  // Not for other modules: the ask desk has found out what the acting post may see.
  init(_ draft: Draft, visibility: Visibility) {
    body = draft
    self.visibility = visibility
  }

  package static let needed = Permission("ask", "C")
  package var permission: Permission { Self.needed }

  /// Cells that one request may have.
  package static let most = 200_000
  private static let longestTitle = 60

  package func run(in context: CommandContext) throws -> Outcome {
    let register = try check(in: context)
    let answer = try RequestAnswer(
      body.request, register: register, region: context.region, visibility: visibility,
      on: context.day, in: context.transaction)
    guard answer.wanted > 0 else {
      throw JournalError.invalid("没有符合条件的\(register.title)，没有发出。请检查条件")
    }
    guard answer.wanted <= Self.most else {
      throw JournalError.invalid(
        "共 \(answer.wanted) 格，超过一次 \(Self.most) 格的上限，没有发出。请缩小范围或减少数据项")
    }
    let parts = answer.byKeeper
    let sent = parts.reduce(0) { $0 + $1.cells.count }
    let post = context.permit.actor.post
    let ask = Ask(
      code: try Self.nextCode(in: context), title: body.title, reason: body.reason, due: body.due,
      request: body.request, unit: post.unit, post: post.id, day: context.day,
      wanted: answer.wanted, known: answer.known, repeated: answer.repeated, sent: sent,
      doubt: nil, state: sent == 0 ? .refused : .open, ending: nil, endedOn: nil)
    try AskStore.write(ask, seq: context.seq, in: context.transaction)
    try AskStore.write(
      parts.lazy.flatMap { part in part.cells.map { ($0.cell, part.keeper, nil) } },
      of: ask.code, seq: context.seq, in: context.transaction)
    return Outcome(ask: ask, answer: answer)
  }

  private func check(in context: CommandContext) throws -> Register {
    guard let register = context.library.registers[body.request.register] else {
      throw JournalError.invalid("没有登记簿“\(body.request.register)”，没有发出")
    }
    guard (1...Self.longestTitle).contains(body.title.count) else {
      throw JournalError.invalid("采集名称应为 1 到 \(Self.longestTitle) 个字，没有发出")
    }
    guard !body.reason.isEmpty else {
      throw JournalError.invalid("请写明为什么要这些数据，填报单位看得到。没有发出")
    }
    guard body.due >= context.day else {
      throw JournalError.invalid("截止日期\(body.due.chinese)已过，没有发出。请改为今天或以后")
    }
    guard !body.request.fields.isEmpty else {
      throw JournalError.invalid("还没有选要采集的数据项，没有发出")
    }
    for key in body.request.fields {
      guard let field = register.field(key), !visibility.scopes(reaching: field).isEmpty else {
        throw JournalError.invalid("“\(register.title)”里没有您能查看的数据项“\(key)”，没有发出")
      }
    }
    return register
  }

  /// A-2022-001: numbered through the year.
  static func nextCode(in context: CommandContext) throws -> String {
    let year = context.day.year
    let prefix = "A-\(year)-"
    let rows = try context.transaction.rows(
      "SELECT COUNT(DISTINCT code) FROM ask WHERE \(SQL.begins("code", with: prefix))")
    let count: Int = try rows.first?.get(0) ?? 0
    let number = String(count + 1)
    return prefix + String(repeating: "0", count: max(0, 3 - number.count)) + number
  }
}
