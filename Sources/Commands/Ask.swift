package import Facts
package import Quantities

/// A request for data (采集): what is wanted, why, until when, and what of it went out.
package struct Ask: Hashable, Sendable, Codable {
  package enum State: String, Hashable, Sendable, Codable {
    case open
    /// Nothing went out: the store knew everything, or others had asked already.
    case refused
    case closed, withdrawn
  }

  package var code: String
  package var title: String
  package var reason: String
  package var due: Day
  package var request: DataRequest
  /// The unit and the post that ask.
  package var unit: String
  package var post: String
  package var day: Day
  /// Cells that were wanted, those the store knew, those asked already, those that went out.
  package var wanted: Int
  package var known: Int
  package var repeated: Int
  package var sent: Int
  /// The doubt about data it asks about; nil for an ordinary request.
  package var doubt: String?
  package var state: State
  /// Why it was closed or withdrawn by hand, and on which day.
  package var ending: String?
  package var endedOn: Day?
}

/// A cell of an ask as it stands: with whom it lies, or why that unit cannot answer it.
package struct AskCell: Hashable, Sendable {
  package var cell: FactCell
  package var keeper: String
  /// Why it cannot be answered; nil while it is asked.
  package var note: String?
  /// The entry that last moved it, and the unit's day of return.
  package var seq: Int64
}

/// An ask with what became of its cells.
package struct AskProgress: Hashable, Sendable {
  /// One unit's part of it.
  package struct Part: Hashable, Sendable {
    package var keeper: String
    package var arrived = 0
    package var missing = 0
    /// Cells that the unit gave back with a reason.
    package var returned = 0

    package var total: Int { arrived + missing + returned }
  }

  package var ask: Ask
  /// The entry that issued it.
  package var seq: Int64
  package var parts: [Part]
  /// Cells that nobody has told yet.
  package var open: [AskCell]
  package var returned: [AskCell]

  package init(
    ask: Ask, seq: Int64, parts: [Part] = [], open: [AskCell] = [], returned: [AskCell] = []
  ) {
    self.ask = ask
    self.seq = seq
    self.parts = parts
    self.open = open
    self.returned = returned
  }

  package var arrived: Int { parts.reduce(0) { $0 + $1.arrived } }
  package var missing: Int { parts.reduce(0) { $0 + $1.missing } }

  /// Whether it still waits for somebody: one whose cells have all come is done by itself.
  package var isOpen: Bool { ask.state == .open && missing > 0 }
  package var isComplete: Bool { ask.state == .open && missing == 0 }
}
