package import Commands
import Quantities
import Storage

/// Issues a letter or a statement: numbered, kept as it was printed, never changed again.
package struct IssuePaper: Command {
  package static let name = "issue-paper"
  package static let title = "签发函件"

  package struct Body: Codable, Sendable {
    var code: String
    var kind: IssuedPaper.Kind
    var unit: String
    var commitments: [Commitment.ID]
    var task: Assignment.ID?
    var digest: String
  }

  package let body: Body
  private let print: IssuedPaper.Print

  /// The code stands on the paper already, so it has to be the next one still.
  package init(
    _ kind: IssuedPaper.Kind, code: String, to unit: String, commitments: [Commitment.ID],
    task: Assignment.ID? = nil, print: IssuedPaper.Print
  ) {
    body = Body(
      code: code, kind: kind, unit: unit, commitments: commitments, task: task,
      digest: print.digest)
    self.print = print
  }

  package static let needed = Permission("letter", "C")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    let next = try IssuedPaperStore.nextCode(
      of: body.kind, year: print.day.year, in: transaction)
    guard next == body.code else {
      throw JournalError.invalid("编号 \(body.code) 刚刚被用了，没有签发。请再签发一次，编号会顺延")
    }
    if let task = body.task {
      guard let found = try AssignmentStore.assignment(task, in: transaction), found.isOpen else {
        throw JournalError.invalid("没有未办结的任务 \(task)，没有签发")
      }
    }
    for code in body.commitments {
      guard try LedgerStore.item(code, in: transaction)?.commitment.state.stands == true else {
        throw JournalError.invalid("没有承诺 \(code)，没有签发")
      }
    }
    try IssuedPaperStore.write(
      IssuedPaper(
        id: body.code, kind: body.kind, unit: body.unit, commitments: body.commitments,
        task: body.task, print: print, given: Act(context.permit.actor, on: context.day)),
      seq: context.seq, in: transaction)
  }
}

/// Declares that a paper no longer holds; it stays in the list and can still be printed.
package struct CancelPaper: Command {
  package static let name = "cancel-paper"
  package static let title = "作废函件"

  package struct Body: Codable, Sendable {
    var code: String
    var words: String
  }

  package let body: Body

  package init(_ code: String, words: String) { body = Body(code: code, words: words) }

  package static let needed = IssuePaper.needed
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard var paper = try IssuedPaperStore.paper(body.code, in: context.transaction) else {
      throw JournalError.invalid("没有签发过 \(body.code)，没有改动")
    }
    guard paper.cancelled == nil else {
      throw JournalError.invalid("\(body.code) 已经作废，没有再次作废")
    }
    guard !body.words.isEmpty else { throw JournalError.invalid("作废要写明理由，没有改动") }
    paper.cancelled = Assignment.Closing(
      words: body.words, act: Act(context.permit.actor, on: context.day))
    try IssuedPaperStore.write(paper, seq: context.seq, in: context.transaction)
  }
}
