import Definitions
import Findings
import Ledgers
import Quantities

/// A step with what it would do for one commitment as JSON.
struct StepResource: Sendable {
  private let step: Step

  init(_ step: Step) { self.step = step }

  var json: JSON {
    let finding = step.finding
    let root = APIHandlers.root
    return .object([
      ("register", .text(finding.register)), ("code", .text(finding.code)),
      ("name", .text(step.name)), ("step", .text(finding.title)),
      ("because", .text(finding.because)), ("reached", .list(finding.reached.map { .text($0) })),
      ("wanting", .list(finding.wanting.map { .text($0) })),
      ("commitment", .text(step.reading.id)), ("due", .text(step.reading.due.description)),
      ("chance", thousandths(step.lift.chances?.now)),
      ("chance_after", thousandths(step.lift.chances?.after)),
      ("chance_without", thousandths(step.lift.chances?.without)),
      ("own_chance", thousandths(step.lift.chances?.own)),
      ("points", step.raise.map { .number($0) } ?? .null),
      ("insufficient", .text(step.insufficient)),
      ("keepers", .list(step.keepers.map { .text($0.code) })),
      ("chain", .text(step.chain?.code)), ("park", .text(step.park?.code)),
      (
        "href",
        .text("\(root)/registers/\(finding.register)/\(Address.encoded(finding.code))")
      ),
    ])
  }

  /// A chance as a share to the thousandth; an estimate has no more digits.
  private func thousandths(_ chance: Double?) -> JSON {
    chance.map { .number(Number(coefficient: Int128(($0 * 1000).rounded()), exponent: -3)) }
      ?? .null
  }
}

extension Step {
  /// Why the chance cannot be stated; nil when it is.
  var insufficient: String? {
    if case .insufficient(let reason) = lift { reason } else { nil }
  }
}
