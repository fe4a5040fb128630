/// A place of a report that can be understood in several ways, with the answer once there is one.
package struct ReportQuestion: Hashable, Sendable, Codable, Identifiable {
  package var report: String
  /// Number within the report, from 1.
  package var number: Int
  /// Start and end of the words it is about, in Unicode scalars.
  package var span: [Int]
  package var words: String
  package var readings: [String]
  package var answer: Answer?
  /// Whether the corrected text no longer raises it.
  package var isDropped: Bool?
  /// The reading that had been chosen before the words around it were corrected.
  package var earlier: String?

  package var id: String { "\(report)/\(number)" }

  /// The reading that somebody chose; who and when stand in the journal entry.
  package struct Answer: Hashable, Sendable, Codable {
    /// Place in the list of readings, from 0.
    package var reading: Int
    package var person: String
    package var day: String
    package var seq: Int64

    package init(reading: Int, person: String, day: String, seq: Int64) {
      self.reading = reading
      self.person = person
      self.day = day
      self.seq = seq
    }
  }

  package init(
    report: String, number: Int, span: [Int], words: String, readings: [String],
    answer: Answer? = nil
  ) {
    self.report = report
    self.number = number
    self.span = span
    self.words = words
    self.readings = readings
    self.answer = answer
  }
}
