import Definitions
import Ledgers
import Quantities

/// A commitment with its reading as JSON.
struct CommitmentResource: Sendable {
  private let reading: Reading

  init(_ reading: Reading) { self.reading = reading }

  var json: JSON {
    let commitment = reading.commitment
    return .object([
      ("code", .text(commitment.id)), ("report", .text(commitment.report)),
      ("text", .text(commitment.text)), ("section", .list(commitment.section.map { .text($0) })),
      ("kind", .text(commitment.kindTitle)), ("state", .text(commitment.state.title)),
      ("metric", .text(commitment.metric)), ("unit", .text(commitment.unit)),
      ("from", .text(reading.from.description)), ("due", .text(reading.due.description)),
      ("target", target), ("claimed", Self.number(reading.claimed)),
      ("verified", Self.number(reading.verified)), ("expected", Self.number(reading.expected)),
      ("measure", .text(reading.unit?.symbol)), ("light", .text(reading.light.light.rawValue)),
      ("reason", .text(reading.reason)),
      ("href", .text("\(APIHandlers.root)/commitments/\(Address.encoded(commitment.id))")),
    ])
  }

  private var target: JSON {
    let target = reading.commitment.target
    return .object([
      ("title", .text(target.title)), ("value", Self.number(target.value)),
      ("upper", Self.number(target.upper)), ("unit", .text(target.unit)),
      ("reference", .text(target.reference)),
    ])
  }

  private static func number(_ number: Number?) -> JSON { number.map { .number($0) } ?? .null }
}
