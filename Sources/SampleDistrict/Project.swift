package import Quantities

/// A project of the district; amounts of money are hundredths of 亿元.
package struct Project: Hashable, Sendable {
  package var code: String
  package var name: String
  package var kind: String
  package var unit: String
  package var town: Int
  package var park: String?
  package var chain: String?
  package var investor: String?
  package var origin: String?
  package var isFromOutside: Bool?
  package var investment: Int
  package var fixedAssets: Int?
  package var exclusion: String?
  /// How the talks stand; known only to those who lead them.
  package var negotiation: String?

  package var signedOn: Day?
  package var registeredOn: Day?
  package var plannedStartOn: Day?
  package var startedOn: Day?
  package var statisticsOn: Day?
  package var producedOn: Day?

  /// Year of the list of key projects it stands on.
  package var keyYear: Int?
  package var yearPlan: Int?
  /// Investment completed month by month, from January.
  package var monthly: [Int] = []

  package var isRenovation = false
  package var renovationKind: String?
  package var filingCode: String?

  /// Whether the papers have been checked by another unit.
  package var isCrossChecked = true
}

/// The projects of the district, with the characters that tests and handbook speak of.
package struct Projects: Hashable, Sendable {
  package var all: [Project]

  package subscript(code: String) -> Project? { all.first { $0.code == code } }

  /// Codes of the named characters; they are the same for every seed.
  package enum Code {
    /// A key project that should have begun in March and has not.
    package static let late = "X-2022-0001"
    /// Signed for 52 亿元, and its company is not registered.
    package static let unregistered = "X-2022-0002"
    /// Signed by an investor of the district itself, so it does not count.
    package static let local = "X-2022-0003"
    /// The same as another project.
    package static let duplicate = "X-2022-0004"
    /// Of 36 亿元, signed and registered in March.
    package static let large = "X-2022-0005"
    /// Filed for renovation and never begun.
    package static let stalled = "X-2022-0006"
  }

  package var late: Project? { self[Code.late] }
  package var unregistered: Project? { self[Code.unregistered] }
  package var local: Project? { self[Code.local] }
  package var duplicate: Project? { self[Code.duplicate] }
  package var large: Project? { self[Code.large] }
  package var stalled: Project? { self[Code.stalled] }

  /// Projects on the list of key industrial projects of the year.
  package var key: [Project] { all.filter { $0.keyYear == 2022 } }
}
