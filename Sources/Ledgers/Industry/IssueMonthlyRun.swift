package import Commands
import Quantities

/// Issues the sums of a month and their paper: from then on everybody inside may see them, and
/// they never change again.
package struct IssueMonthlyRun: Command {
  package static let name = "issue-monthly-run"
  package static let title = "印发运行月报"

  package struct Body: Codable, Sendable {
    var code: String
    var knownAt: Int64
    var digest: String
  }

  package var run: MonthlyRun

  package init(_ run: MonthlyRun) { self.run = run }

  package static let needed = Permission("stat.aggregate", "A")
  package var permission: Permission { Self.needed }
  package var body: Body {
    Body(code: run.id, knownAt: run.stamp.knownAt, digest: run.stamp.digest)
  }

  package func run(in context: CommandContext) throws {
    let runs = try MonthlyRunStore.all(knownAt: nil, in: context.transaction)
    let latest = runs.first { $0.month == run.month }
    guard latest?.id == run.corrects else {
      throw JournalError.invalid(
        latest.map { "\(run.month.reported)的月报 \($0.id) 已经印发，没有再次印发。需要更正的，请另出一期更正" }
          ?? "没有可以更正的“\(run.corrects ?? "")”，没有印发")
    }
    guard !runs.contains(where: { $0.id == run.id }) else {
      throw JournalError.invalid("编号 \(run.id) 已经用过，没有印发。请刷新后再印发")
    }
    guard run.stamp.day == context.day, run.stamp.knownAt < context.seq else {
      throw JournalError.invalid("\(run.id) 的数据不是今天取的，没有印发。请刷新后再印发")
    }
    try MonthlyRunStore.write(run, seq: context.seq, in: context.transaction)
  }
}
