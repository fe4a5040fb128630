import Definitions
import Facts
import Ledgers
import Quantities

/// How a commitment stood at the ends of the months, each as it was known then, as JSON.
struct LightResource: Sendable {
  private let months: [LightMonth]
  private let code: Commitment.ID

  init(_ months: [LightMonth], of code: Commitment.ID) {
    self.months = months
    self.code = code
  }

  var items: JSON {
    .list(months.compactMap { month in month.readings[code].map { item($0, month) } })
  }

  private func item(_ reading: Reading, _ month: LightMonth) -> JSON {
    .object([
      ("day", .text(month.asOf.day.description)),
      ("known_at", month.asOf.knownAt.map { .number($0) } ?? .null),
      ("light", .text(reading.light.light.rawValue)), ("reason", .text(reading.reason)),
      ("target", .text(reading.commitment.target.title)),
      ("claimed", Self.number(reading.claimed)), ("verified", Self.number(reading.verified)),
      ("expected", Self.number(reading.expected)), ("measure", .text(reading.unit?.symbol)),
    ])
  }

  private static func number(_ number: Number?) -> JSON { number.map { .number($0) } ?? .null }
}
