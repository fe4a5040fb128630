/// How a sheet that is written looks: its title, its columns and their formats.
package struct SheetPlan: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var head: String
    /// Symbol of the unit, shown in brackets behind the head.
    package var unit: String?
    package var format: Format
    /// Width in characters; nil takes what the head and the format need.
    package var width: Double?
    /// Words to choose from, offered in the cells of a form.
    package var choices: [String]
    /// What to fill in, shown as a comment on the head.
    package var hint: String?

    package init(
      _ head: String, unit: String? = nil, format: Format = .text, width: Double? = nil,
      choices: [String] = [], hint: String? = nil
    ) {
      self.head = head
      self.unit = unit
      self.format = format
      self.width = width
      self.choices = choices
      self.hint = hint
    }

    /// The head with its unit, as the importer reads it.
    package var label: String { unit.map { "\(head)（\($0)）" } ?? head }
  }

  package enum Format: Hashable, Sendable {
    /// Kept as text, so that no program makes a number of a code.
    case text
    /// Grouped by thousands, with so many decimal places.
    case number(places: Int)
    case day
  }

  /// Name of the hidden sheet that holds long lists of words to choose from.
  package static let choicesSheet = "可选项"

  package var name: String
  package var title: String?
  /// A line under the title, such as 单位：万元 or the day of the figures.
  package var note: String?
  package var columns: [Column]
  /// Columns on the left that stay in sight.
  package var frozenColumns: Int
  /// Whether only the cells that are open take anything.
  package var isProtected: Bool
  /// Whether it is printed on A3 instead of A4, both across.
  package var isWide: Bool

  package init(
    name: String, title: String? = nil, note: String? = nil, columns: [Column],
    frozenColumns: Int = 1, isProtected: Bool = false, isWide: Bool = false
  ) {
    self.isWide = isWide
    self.isProtected = isProtected
    self.name = name
    self.title = title
    self.note = note
    self.columns = columns
    self.frozenColumns = frozenColumns
  }
}

extension SheetPlan.Format {
  /// The format as sheets write it.
  var code: String {
    switch self {
    case .text: "@"
    case .number(let places): "#,##0" + Self.decimals(places)
    case .day: "yyyy-mm-dd"
    }
  }

  private static func decimals(_ places: Int) -> String {
    places > 0 ? "." + String(repeating: "0", count: places) : ""
  }

  var width: Double {
    switch self {
    case .text: 16
    case .number(let places): 12 + Double(places)
    case .day: 12
    }
  }
}
