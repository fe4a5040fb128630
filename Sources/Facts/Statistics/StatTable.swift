package import Quantities

/// What one respondent of a survey told, with the groups to which it belongs.
package struct Respondent: Hashable, Sendable {
  package var code: String
  /// Group of each way of grouping, by its id.
  package var groups: [String: String]
  /// Amounts that are summed side by side, such as a month and the same month a year before.
  package var amounts: [Number]

  package init(code: String, groups: [String: String], amounts: [Number]) {
    self.code = code
    self.groups = groups
    self.amounts = amounts
  }
}

/// Sums over respondents in several groupings that may be told together.
///
/// A cell that may not be told holds neither its sums nor the number of its respondents. Only
/// `StatTableBuilder` makes tables, so what a table holds has passed the rule.
package struct StatTable: Hashable, Sendable, Codable {
  package struct Cell: Hashable, Sendable, Codable {
    package let group: String
    package let respondents: Int?
    package let sums: [Number]?
    package let suppression: Suppression?
  }

  /// One way of grouping with its cells in the order of the groups' codes.
  package struct Grouping: Hashable, Sendable, Codable {
    package let id: String
    package let cells: [Cell]
  }

  package let total: Cell
  package let groupings: [Grouping]
  package let rule: ReleaseRule

  package func cells(by id: String) -> [Cell] {
    groupings.first { $0.id == id }?.cells ?? []
  }

  package func cell(_ group: String, by id: String) -> Cell? {
    cells(by: id).first { $0.group == group }
  }
}
