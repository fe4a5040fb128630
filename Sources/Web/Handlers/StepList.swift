import Commands
import Definitions
import Facts
import Findings
import Ledgers
import Papers
import Quantities

/// One thing to do: a finding, weighed for one commitment, as the acting post may see it.
struct Step: Sendable {
  /// A chain, park or unit that a step can be filtered by.
  struct Place: Hashable, Sendable {
    var code: String
    var title: String
  }

  var finding: Finding
  var reading: Reading
  var lift: Lift
  /// Where the subject is shown, and its name as this reader may see it.
  var path: String
  var name: String
  /// The office that keeps the fact which the step would bring, and the one that answers for the
  /// commitment.
  var keepers: [Place]
  var chain: Place?
  var park: Place?
  /// Whether the reader may open the commitment itself.
  var mayOpen: Bool

  var points: Double { lift.chances?.points ?? 0 }
}

/// 本周先做什么 for the acting post: everything it may see, the most helpful first.
struct StepList: Sendable {
  let steps: [Step]
  /// Steps whose subject, or a fact of it, the reader may not see.
  let hidden: Int

  /// Reads the list; as a file only with what may be taken away.
  init(_ desk: DeskVisit, exporting: Bool = false) async throws {
    let readings = try await desk.readings()
    let byCode = Dictionary(
      readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let findings = try await desk.site.readings.findings(at: desk.site.ledger, asOf: desk.asOf)
    var steps: [Step] = []
    var hidden = 0
    for (id, found) in Dictionary(grouping: findings, by: \.register) {
      guard let register = desk.site.library.registers[id] else { continue }
      guard let reader = try await StepReader(desk, register, exporting: exporting) else {
        hidden += found.reduce(0) { $0 + $1.lifts.count }
        continue
      }
      for finding in found {
        for (code, lift) in finding.lifts {
          guard let reading = byCode[code], let step = reader.step(finding, for: reading, lift)
          else {
            hidden += 1
            continue
          }
          steps.append(step)
        }
      }
    }
    self.steps = steps.sorted(by: Self.comesFirst)
    self.hidden = hidden
  }

  /// What raises a chance most comes first, then what is due first; what cannot be weighed is last.
  private static func comesFirst(_ one: Step, _ other: Step) -> Bool {
    let (known, unknown) = (one.lift.chances != nil, other.lift.chances != nil)
    guard known == unknown else { return known }
    let (points, others) = (one.points, other.points)
    if points != others { return points > others }
    if one.reading.due != other.reading.due { return one.reading.due < other.reading.due }
    let (gain, less) = (one.lift.chances?.gain ?? 0, other.lift.chances?.gain ?? 0)
    if gain != less { return gain > less }
    return (one.finding.id, one.reading.id) < (other.finding.id, other.reading.id)
  }
}

/// Turns findings about one register into steps that the reader may see.
private struct StepReader {
  private let desk: DeskVisit
  private let reading: RegisterReading
  private let visible: Set<String>
  private let chain: Field?
  private let park: Field?

  /// Nil where the reader may see or take away nothing of the register.
  init?(_ desk: DeskVisit, _ register: Register, exporting: Bool) async throws {
    guard desk.mayOpen(register), !exporting || desk.mayExport(register) else { return nil }
    chain = register.fields.first { $0.target == "chain" }
    park = register.fields.first { $0.target == "park" }
    let whole = try await RegisterReading(desk, register).naming([chain, park].compactMap(\.self))
    reading = exporting ? try whole.exporting() : whole
    visible = Set(reading.visibleFields.map(\.key))
    self.desk = desk
  }

  func step(_ finding: Finding, for ledger: Reading, _ lift: Lift) -> Step? {
    let register = reading.register
    guard let row = reading.snapshot.row(code: finding.code),
      finding.fields.compactMap({ register.field($0) }).allSatisfy({ field in
        visible.contains(field.key) && !reading.isHidden(field, row: row)
      })
    else { return nil }
    let chain = place(chain, row)
    let mayOpen = desk.may(ledger.commitment)
    // A chain's people see what touches their chain, whoever answers for the commitment.
    guard
      mayOpen
        || chain.map({ desk.may(Permissions.readCommitments, reaching: Reach(chain: $0.code)) })
          ?? false
    else { return nil }
    return Step(
      finding: finding, reading: ledger, lift: lift,
      path: desk.site.registers.subject(register.id, finding.code),
      name: reading.snapshot.name(row: row), keepers: keepers(of: finding, ledger), chain: chain,
      park: place(park, row), mayOpen: mayOpen)
  }

  private func place(_ field: Field?, _ row: Int) -> Step.Place? {
    guard let field, visible.contains(field.key), !reading.isHidden(field, row: row),
      case .text(let code)? = reading.snapshot.value(field.key, row: row)
    else { return nil }
    return Step.Place(code: code, title: reading.words.name(code, of: field))
  }

  private func keepers(of finding: Finding, _ ledger: Reading) -> [Step.Place] {
    let next = finding.next.flatMap { reading.register.field($0)?.keeper }
    let metric = desk.site.library.metrics[finding.effect.metric]?.keeper
    var codes: [String] = []
    for code in [next ?? metric, ledger.commitment.unit].compactMap(\.self)
    where !codes.contains(code) {
      codes.append(code)
    }
    return codes.map { Step.Place(code: $0, title: desk.units($0)) }
  }
}

extension Step {
  /// The chance as things are and once the step is done, in whole per cent.
  var chances: (now: String, after: String)? {
    lift.chances.map {
      (ForecastWords.percentage($0.now), ForecastWords.percentage($0.after))
    }
  }

  /// The raise in points with one decimal.
  var raise: Number? {
    lift.chances.map { Number(coefficient: Int128(($0.points * 10).rounded()), exponent: -1) }
  }

  /// What the step is expected to add, with the unit of the metric.
  var gain: String? {
    lift.chances.map { chances in
      let unit = finding.effect.unit?.symbol ?? ""
      let isShare = unit == "%"
      // A thing among all those that a share is taken of adds its own chance, not points of it.
      let thing = chances.own != nil && isShare ? "个对象" : isShare ? "个百分点" : unit
      return "\(ForecastWords.hundredths(chances.gain)) \(thing)".trimmingBlanks
    }
  }

  /// Why the step is proposed, as the engine says it.
  var reasons: [String] {
    [finding.because] + finding.reached
  }

  /// How likely the subject gets there by itself.
  var own: String? { lift.chances?.own.map { ForecastWords.percentage($0) } }

  var row: StepTable.Row {
    .init(
      subject: name, code: finding.code, step: finding.title,
      reasons: reasons.joined(separator: "；"), commitment: reading.id,
      text: reading.commitment.text, now: chances?.now ?? "数据不足", after: chances?.after ?? "数据不足",
      points: raise, gain: gain ?? "", due: reading.due,
      owners: keepers.map(\.title).joined(separator: "、"))
  }
}
