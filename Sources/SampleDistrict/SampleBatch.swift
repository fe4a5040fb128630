package import Definitions
package import Quantities

/// One file that an office hands in on a day: what it says, for which register, how well founded.
package struct SampleBatch: Hashable, Sendable {
  /// The day on which it is taken in.
  package var day: Day
  package var register: String
  /// The post that takes it in; a unit writes only the columns it keeps.
  package var post: String
  /// What the file is called, without the ending.
  package var name: String
  /// Day from which states in it hold.
  package var validFrom: Day
  package var evidence: Evidence
  package var reason: String
  package var table: SampleTable

  package init(
    day: Day, register: String, post: String, name: String, validFrom: Day, evidence: Evidence,
    reason: String, table: SampleTable
  ) {
    self.day = day
    self.register = register
    self.post = post
    self.name = name
    self.validFrom = validFrom
    self.evidence = evidence
    self.reason = reason
    self.table = table
  }
}
