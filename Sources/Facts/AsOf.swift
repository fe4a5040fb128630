package import Quantities

/// The two clocks of a view: the day it speaks of, and the last journal entry it may know.
///
/// `knownAt` nil means everything that has been written. A page of "6月30日" asks for
/// (30 June, the last entry of 30 June) to show what was known then, and for (30 June, nil) to show
/// that day as it is known today.
package struct AsOf: Hashable, Sendable {
  package var day: Day
  package var knownAt: Int64?

  package init(_ day: Day, knownAt: Int64? = nil) {
    self.day = day
    self.knownAt = knownAt
  }
}
