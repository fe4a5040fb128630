package import Quantities

/// What kind of value a field holds.
package enum FieldType: Hashable, Sendable {
  case number, money, area, day, text, code, boolean
  /// The code of a subject in another register.
  case reference(register: String)
}

/// How a field relates to time.
package enum FieldTime: Hashable, Sendable {
  /// True for ever; only ever corrected.
  case constant
  /// Valid from a day until the next value.
  case state
  /// The value of one period.
  case periodic(Period.Length)
}

/// Who may see a field, from 公开 to 招商敏感.
package enum FieldClass: String, Hashable, Sendable, CaseIterable {
  case open = "P0"
  case office = "P1"
  case business = "P2"
  case personal = "P3"
  case statistical = "S"
  case negotiation = "K"

  package var title: String {
    switch self {
    case .open: "公开"
    case .office: "内部"
    case .business: "商业"
    case .personal: "个人"
    case .statistical: "统计"
    case .negotiation: "招商敏感"
    }
  }
}

/// A span of days, months or years after which a fact is stale or may be put away.
package enum Span: Hashable, Sendable {
  case days(Int)
  case months(Int)
  /// No end: a fact that does not age, a record that is kept for ever.
  case unlimited

  /// Returns the last day of the span, or nil when it has no end.
  package func end(from day: Day) -> Day? {
    switch self {
    case .days(let count): day.adding(days: count)
    case .months(let count): day.adding(months: count)
    case .unlimited: nil
    }
  }

  package var title: String {
    switch self {
    case .days(let count): "\(count) 天"
    case .months(let count) where count % 12 == 0: "\(count / 12) 年"
    case .months(let count): "\(count) 个月"
    case .unlimited: "长期"
    }
  }
}

/// One thing that a register knows about each of its subjects.
package struct Field: Hashable, Sendable {
  package var key: String
  package var label: String
  /// Other words that stand in the heads of offices' files.
  package var aliases: [String]
  package var type: FieldType
  package var unit: MeasureUnit?
  /// Decimal places that are kept.
  package var places: Int
  package var time: FieldTime
  package var fieldClass: FieldClass
  package var purpose: String
  /// Code of the unit that answers for the values.
  package var keeper: String
  package var freshness: Span
  package var retention: Span
  package var required: Bool
  /// Name of the code list whose words are allowed.
  package var codes: String?
  /// Form that a text must have, such as that of a telephone number.
  package var form: TextForm?
  package var note: String?

  package init(
    key: String, label: String, aliases: [String] = [], type: FieldType, unit: MeasureUnit? = nil,
    places: Int = 0, time: FieldTime, fieldClass: FieldClass, purpose: String, keeper: String,
    freshness: Span = .unlimited, retention: Span = .unlimited, required: Bool = false,
    codes: String? = nil, form: TextForm? = nil, note: String? = nil
  ) {
    self.key = key
    self.label = label
    self.aliases = aliases
    self.type = type
    self.unit = unit
    self.places = places
    self.time = time
    self.fieldClass = fieldClass
    self.purpose = purpose
    self.keeper = keeper
    self.freshness = freshness
    self.retention = retention
    self.required = required
    self.codes = codes
    self.form = form
    self.note = note
  }

  /// Writes a value as people read it, with the name that a code stands for: 制造业 for C.
  package func display(_ value: Value, by lists: [String: CodeList]) -> String {
    guard case .text(let code) = value, let list = codes.flatMap({ lists[$0] }) else {
      return display(value)
    }
    return list.name(of: code) ?? code
  }

  /// Writes a value of this field as people read it: 2022-03-15, 是, 1999.5 万元.
  package func display(_ value: Value) -> String {
    switch value {
    case .number(let number): unit.map { "\(number) \($0.symbol)" } ?? number.description
    case .day(let day): day.description
    case .text(let text): text
    case .boolean(let flag): flag ? "是" : "否"
    }
  }
}
