/// A report that has been taken in, with its text as it was read.
package struct Report: Hashable, Sendable, Codable, Identifiable {
  /// Short code, such as B-2022-1.
  package var id: String
  package var title: String
  package var year: Int
  package var file: String
  /// Number of commitments that the reader found.
  package var commitments: Int
  /// Characters by class of the piece they stand in: 承诺, 措施, 背景, 未定.
  ///
  /// The pieces themselves are not kept: the reader finds them again in the stored text.
  package var coverage: [String: Int]
  /// Which text of the report this is, from 1; nil is the first.
  package var edition: Int?

  package init(
    id: String, title: String, year: Int, file: String, commitments: Int,
    coverage: [String: Int] = [:], edition: Int? = nil
  ) {
    self.id = id
    self.title = title
    self.year = year
    self.file = file
    self.commitments = commitments
    self.coverage = coverage
    self.edition = edition
  }
}
