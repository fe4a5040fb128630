import Quantities

/// A typed expression of the rule profile that gives a number, day, text or span.
///
/// Fields are slots in the rule's list of names. Numbers are exact quotients in the unit that the
/// checker has settled; nothing here looks at units again.
indirect enum Term: Hashable, Sendable {
  case constant(Datum)
  case field(Int)
  case sum(Term, Term)
  case difference(Term, Term)
  case product(Term, Term)
  case quotient(Term, Term)
  case least([Term])
  case greatest([Term])
  case magnitude(Term)
  case rounded(Term, places: Int, Rounding)
  case part(DayPart, Term)
  /// A day some months or days later; the end of a month clamps.
  case later(Term, by: Term)
  /// The days from the second day to the first.
  case daysBetween(Term, Term)
  /// The full months from the first day to the second.
  case monthsBetween(Term, Term)
  case choice(Condition, Term, Term)
  case truth(Condition)
  /// The value that a parameter has on the day in the slot.
  case parameter(Parameter, asOf: Int)
  /// Never known, for the reason given.
  case undefined(String)
}

enum DayPart: String, Hashable, Sendable, CaseIterable {
  case year, month, day
}

/// A known value inside a rule.
enum Datum: Hashable, Sendable {
  case number(Ratio)
  case day(Day)
  case text(String)
  case boolean(Bool)
  case months(Int)
  case days(Int)
}

/// A typed expression that is true, false or unknown.
indirect enum Condition: Hashable, Sendable {
  case constant(Bool)
  /// `x != null`: the one question that a missing fact answers.
  case known(Int, Atom)
  case holds(Term, Atom)
  case compares(ComparisonOperator, Term, Term, Atom)
  case isAmong(Term, [Datum], Atom)
  case matches(TextMatch, Term, Term, Atom)
  case not(Condition)
  case all([Condition])
  case any([Condition])
  case choice(Condition, Condition, Condition)
}

enum TextMatch: String, Hashable, Sendable, CaseIterable {
  case contains
  case startsWith = "starts with"
  case endsWith = "ends with"

  func holds(_ text: String, _ part: String) -> Bool {
    switch self {
    case .contains: part.isEmpty || text.contains(part)
    case .startsWith: text.hasPrefix(part)
    case .endsWith: text.hasSuffix(part)
    }
  }
}

/// The words of one test in the rule's text, for explanations.
struct Atom: Hashable, Sendable {
  var text: String
  /// What the number compared is counted in, such as 万元.
  var unit: String?
}
