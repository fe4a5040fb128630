package import Facts
package import Quantities

/// 运行月报: the sums of a month of industrial firms above scale, as they were issued.
///
/// Until a month is issued nobody but the statistics office knows its sums. An issue keeps the
/// sums that may be told and what its paper says, so no reader of it ever touches single values,
/// and a value that is corrected later cannot be found out by comparing two days.
package struct MonthlyRun: Hashable, Sendable, Codable, Identifiable {
  /// Short code, such as Y-2022-05, or Y-2022-05-2 for its first correction.
  package var id: String
  package var month: Period
  /// Code of the issue that it corrects.
  package var corrects: String?
  package var tables: [String: StatTable]
  /// Names of the groups when it was issued, by grouping and code.
  package var names: [String: [String: String]]
  /// Words of the statistics office that open and close the paper.
  package var opening: String
  package var closing: String
  package var blocks: [Block]
  package var stamp: Stamp

  /// One part of the paper: sentences and rows under heads.
  package struct Block: Hashable, Sendable, Codable {
    package var title: String
    package var lines: [String]
    package var heads: [String]
    package var rows: [[String]]

    package init(
      title: String, lines: [String], heads: [String] = [], rows: [[String]] = []
    ) {
      self.title = title
      self.lines = lines
      self.heads = heads
      self.rows = rows
    }
  }

  /// When and by whom it was issued, and what ties it to the journal.
  package struct Stamp: Hashable, Sendable, Codable {
    package var day: Day
    /// Last entry of the journal that it knows.
    package var knownAt: Int64
    /// Moment of making, in China Standard Time.
    package var madeAt: String
    package var person: String
    package var unit: String
    /// Digest of that last entry.
    package var root: String
    /// Digest of the Word file that was issued; a reprint must have the same.
    package var digest: String

    package init(
      day: Day, knownAt: Int64, madeAt: String, person: String, unit: String, root: String,
      digest: String = ""
    ) {
      self.day = day
      self.knownAt = knownAt
      self.madeAt = madeAt
      self.person = person
      self.unit = unit
      self.root = root
      self.digest = digest
    }
  }

  package init(
    id: String, month: Period, corrects: String?, tables: [String: StatTable],
    names: [String: [String: String]], opening: String = "", closing: String = "", stamp: Stamp
  ) {
    self.id = id
    self.month = month
    self.corrects = corrects
    self.tables = tables
    self.names = names
    self.opening = opening
    self.closing = closing
    blocks = []
    self.stamp = stamp
  }

  package func table(_ measure: IndustryMeasure) -> StatTable? { tables[measure.rawValue] }

  /// Name of a group, or its code.
  package func name(_ group: String, of grouping: IndustryGrouping) -> String {
    group.isEmpty ? grouping.rest : names[grouping.rawValue]?[group] ?? group
  }
}

extension Period {
  /// The month as reports of industry call it: the first two months are told together.
  package var reported: String {
    numberInYear == 2 ? "\(year)年1—2月" : "\(year)年\(numberInYear)月"
  }

  /// The year up to the month.
  package var reportedToDate: String {
    "\(year)年1—\(numberInYear)月"
  }
}
