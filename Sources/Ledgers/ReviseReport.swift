package import Commands
import Storage

/// Takes in a corrected text of a report as its next edition, with the decisions that still hold.
package struct ReviseReport: Command {
  package static let name = "revise-report"
  package static let title = "登记更正稿"

  package struct Body: Encodable {
    var report: String
    var edition: Int
    var file: String
    var digest: String
    var carried: Int
    var changed: Int
    var dropped: Int
    var added: Int
  }

  package let plan: EditionPlan

  package init(plan: EditionPlan) { self.plan = plan }

  package static let needed = Permission("report", "U")
  package var permission: Permission { Self.needed }
  package var body: Body {
    Body(
      report: plan.report.id, edition: plan.report.edition ?? 1, file: plan.report.file,
      digest: Digest.hex(plan.text), carried: plan.count(.carried),
      changed: plan.count(.changed), dropped: plan.count(.dropped), added: plan.count(.added))
  }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    let id = plan.report.id
    guard let present = try LedgerStore.report(id, knownAt: nil, in: transaction) else {
      throw JournalError.invalid("没有报告 \(id)，没有改动")
    }
    guard present.text != plan.text else {
      throw JournalError.invalid("更正稿与报告 \(id) 现在的正文完全相同，没有改动")
    }
    guard try LedgerStore.head(of: id, in: transaction) == plan.basis else {
      throw JournalError.invalid("比对之后报告 \(id) 又有办理，这次没有写入。请重新上传更正稿再比对")
    }
    try LedgerStore.write(plan.report, text: plan.text, seq: context.seq, in: transaction)
    var codes = try ItemCodes(report: id, in: context)
    for item in plan.items {
      var written = item.after
      if item.fate == .added { written.id = codes.next(.commitment) }
      try LedgerStore.write(written, seq: context.seq, in: transaction)
    }
    var number = try LedgerStore.questionNumbers(of: id, in: transaction).last ?? 0
    for question in plan.questions {
      var written = question.after
      if question.fate == .added {
        number += 1
        written.number = number
      }
      try LedgerStore.write(written, seq: context.seq, in: transaction)
    }
  }
}
