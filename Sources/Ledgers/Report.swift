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
  /// Whose report it is when it is not the district's own.
  package var place: Place?

  package init(
    id: String, title: String, year: Int, file: String, commitments: Int,
    coverage: [String: Int] = [:], edition: Int? = nil, place: Place? = nil
  ) {
    self.id = id
    self.title = title
    self.year = year
    self.file = file
    self.commitments = commitments
    self.coverage = coverage
    self.edition = edition
    self.place = place
  }

  /// Another government whose report is kept beside the district's own.
  ///
  /// What it promises is not measured by the district's registers and stands in no list of the
  /// district's commitments; it is there to be linked with them.
  package struct Place: Hashable, Sendable, Codable {
    package var level: Level
    /// Name of the place, such as 某市.
    package var name: String

    package init(level: Level, name: String) {
      self.level = level
      self.name = name
    }
  }

  /// The levels of government, the highest first.
  package enum Level: String, Hashable, Sendable, Codable, CaseIterable {
    case province, city, district, town

    package var title: String {
      switch self {
      case .province: "省级"
      case .city: "市级"
      case .district: "县区级"
      case .town: "乡镇（街道）"
      }
    }

    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// Whether it stands above another.
    package func isAbove(_ other: Self) -> Bool { rank < other.rank }
  }

  /// The level of whoever gave the report.
  package var level: Level { place?.level ?? .district }
}
