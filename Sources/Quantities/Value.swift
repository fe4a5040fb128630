/// A single known value of a fact; an unknown one is the absence of a value.
package enum Value: Hashable, Sendable {
  case number(Number)
  case day(Day)
  case text(String)
  case boolean(Bool)
}
