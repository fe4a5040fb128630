package import Definitions
package import Quantities

/// How a commitment is divided among units: the lead unit first, each with its part and its nodes.
package struct Split: Hashable, Sendable, Codable, Identifiable {
  /// Code of the commitment.
  package var commitment: Commitment.ID
  /// What the commitment asked for when it was divided; nil when it has no number to divide.
  package var whole: Number?
  package var parts: [Part]
  /// Whether whoever divided it wants the parts to be more than the whole (层层加码).
  package var mayExceed: Bool

  package var id: Commitment.ID { commitment }

  package init(commitment: Commitment.ID, whole: Number?, parts: [Part], mayExceed: Bool) {
    self.commitment = commitment
    self.whole = whole
    self.parts = parts
    self.mayExceed = mayExceed
  }

  /// What one unit takes over.
  package struct Part: Hashable, Sendable, Codable {
    /// Code of the unit.
    package var unit: String
    /// The leader who answers for it, with the office he or she holds.
    package var leader: String
    package var value: Number?
    /// What is to be reached by the end of each quarter: a number or words.
    package var nodes: [Node]
    package var due: Day?
    package var remark: String
    /// The day on which it was sent to the unit; nil while it is being written.
    package var sentOn: Day?
    package var signature: Signature?

    package init(
      unit: String, leader: String = "", value: Number? = nil, nodes: [Node] = [],
      due: Day? = nil, remark: String = ""
    ) {
      self.unit = unit
      self.leader = leader
      self.value = value
      self.nodes = nodes
      self.due = due
      self.remark = remark
    }

    /// Whether two parts ask the same of the same unit.
    func says(same other: Part) -> Bool {
      var (one, two) = (self, other)
      (one.sentOn, one.signature, two.sentOn, two.signature) = (nil, nil, nil, nil)
      return one == two
    }
  }

  package enum Node: Hashable, Sendable, Codable {
    case number(Number)
    case words(String)
    case none

    package var text: String {
      switch self {
      case .number(let number): number.description
      case .words(let words): words
      case .none: ""
      }
    }
  }

  /// Who took a part over for a unit, and when.
  package struct Signature: Hashable, Sendable, Codable {
    package var person: String
    package var post: String
    package var day: Day
  }

  /// Number of nodes of a part: the quarters of a year.
  package static let quarters = 4
}

extension Split {
  /// What the parts come to; nil when none has a number.
  package var total: Number? {
    let values = parts.compactMap(\.value)
    return values.isEmpty ? nil : values.reduce(.zero, +)
  }

  /// By how many per cent the parts exceed the whole; nil when they do not.
  package var excess: Number? {
    guard let whole, let total, total > whole, !whole.isZero else { return nil }
    return ((total - whole) * 100).divided(by: whole)?.rounded(toPlaces: 1, .halfUp)
  }

  /// How it stands with a part on a day.
  package enum Standing: Hashable, Sendable {
    case draft
    /// Sent and not signed; the day after which it counts as signed, when calendars reach that far.
    case waiting(until: Day?)
    case signed(Signature)
    /// Not signed in time, which counts as signed.
    case deemed(since: Day)
  }

  /// Returns how it stands with a part; `days` working days are given for signing.
  package static func standing(
    of part: Part, on day: Day, days: Int?, calendar: WorkingCalendar
  ) -> Standing {
    if let signature = part.signature { return .signed(signature) }
    guard let sentOn = part.sentOn else { return .draft }
    guard let days, let last = try? calendar.adding(workingDays: days, to: sentOn) else {
      return .waiting(until: nil)
    }
    return day > last ? .deemed(since: last.adding(days: 1)) : .waiting(until: last)
  }
}

extension Library {
  /// Working days that units have for signing on a day.
  package func signingDays(on day: Day) -> Int? {
    days("split-signing-days", on: day)
  }
}

extension Commitment {
  /// Whether its number can be divided among units so that the parts add up to it.
  package var isDivisible: Bool {
    ["increment", "level"].contains(kind) && target.value != nil && target.upper == nil
      && target.unit != "%" && target.comparison != .atMost && target.comparison != .below
  }
}
