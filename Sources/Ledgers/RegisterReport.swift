package import Commands
package import Definitions
import Facts
import Quantities
package import Reports

/// Takes a report in: keeps its text and proposes a commitment for each promise read in it.
package struct RegisterReport: Command {
  package static let name = "register-report"
  package static let title = "登记报告"

  package struct Body: Encodable {
    var title: String
    var year: Int
    var file: String
    var digest: String
    var place: Report.Place?
  }

  package var title: String
  package var year: Int
  package var file: String
  package var text: String
  package var understanding: Understanding
  package var binder: MetricBinder
  /// Whose report it is when it is not the district's own.
  package var place: Report.Place?

  package init(
    title: String, year: Int, file: String, text: String, understanding: Understanding,
    binder: MetricBinder, place: Report.Place? = nil
  ) {
    self.title = title
    self.year = year
    self.file = file
    self.text = text
    self.understanding = understanding
    self.binder = binder
    self.place = place
  }

  package static let needed = Permission("report", "C")
  package var permission: Permission { Self.needed }
  package var body: Body {
    Body(title: title, year: year, file: file, digest: Digest.hex(text), place: place)
  }

  /// Returns the code of the report.
  package func run(in context: CommandContext) throws -> String {
    let present = try LedgerStore.reports(knownAt: nil, in: context.transaction)
    for report in present {
      let stored = try LedgerStore.report(report.id, knownAt: nil, in: context.transaction)
      if stored?.text == text {
        throw JournalError.invalid("这份报告已登记为 \(report.id)，没有再次登记")
      }
    }
    let number = present.count { $0.year == year } + 1
    let id = "B-\(year)-\(number)"
    let first = try LedgerStore.nextNumber("C-\(year)-", in: context.transaction)
    if let place { try PlaceReport.check(place) }
    let writer = ItemWriter(
      report: id, text: text, binder: place == nil ? binder : MetricBinder(metrics: []))
    let commitments = understanding.commitments.enumerated().map { index, stated in
      writer.commitment(stated, code: Self.code(year, first + index))
    }
    try LedgerStore.write(
      Report(
        id: id, title: title, year: year, file: file, commitments: commitments.count,
        coverage: understanding.coverage, place: place),
      text: text, seq: context.seq, in: context.transaction)
    for commitment in commitments {
      try LedgerStore.write(commitment, seq: context.seq, in: context.transaction)
    }
    for (index, asked) in understanding.questions.enumerated() {
      let question = ReportQuestion(
        report: id, number: index + 1, span: [asked.span.lowerBound, asked.span.upperBound],
        words: asked.words, readings: asked.readings)
      try LedgerStore.write(question, seq: context.seq, in: context.transaction)
    }
    return id
  }

  /// Code of the n-th commitment of a year, such as C-2022-017.
  package static func code(_ year: Int, _ number: Int) -> String {
    let digits = String(number)
    return "C-\(year)-" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }
}
