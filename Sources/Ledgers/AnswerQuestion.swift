package import Commands
import Quantities
import Storage

/// Answers a question of the reader: which of its readings is meant.
///
/// A later answer replaces an earlier one; both stay in the journal.
package struct AnswerQuestion: Command {
  package static let name = "answer-question"
  package static let title = "回答问题"

  package struct Body: Codable, Sendable {
    var report: String
    var number: Int
    var reading: String
  }

  package var report: String
  package var number: Int
  /// Place of the chosen reading in the list, from 0.
  package var reading: Int
  /// The chosen reading in words, for the journal.
  package var words: String
  /// The entry of the answer that the person had in view; nil when there was none.
  private var seen: Int64?

  package init(question: ReportQuestion, reading: Int) {
    seen = question.answer?.seq
    report = question.report
    number = question.number
    self.reading = reading
    words = question.readings.indices.contains(reading) ? question.readings[reading] : ""
  }

  package static let needed = Permission("report", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(report: report, number: number, reading: words) }

  package func run(in context: CommandContext) throws {
    let present = try LedgerStore.questions(of: report, knownAt: nil, in: context.transaction)
    guard var question = present.first(where: { $0.number == number }) else {
      throw JournalError.invalid("报告 \(report) 没有第 \(number) 个问题")
    }
    guard question.answer?.seq == seen else {
      throw JournalError.invalid("第 \(number) 个问题在您打开之后已有人回答，这次没有写入。请刷新后再看")
    }
    guard question.readings.indices.contains(reading), question.readings[reading] == words else {
      throw JournalError.invalid("第 \(number) 个问题没有这种读法，未作改动。请从所列读法中选一种")
    }
    question.earlier = nil
    question.answer = ReportQuestion.Answer(
      reading: reading, person: context.permit.actor.person.name,
      day: context.day.description, seq: context.seq)
    try LedgerStore.write(question, seq: context.seq, in: context.transaction)
  }
}
