import Definitions
import Facts
import Feel
import Frames
import Quantities
import Storage

/// The snapshots that one question needs, each read once.
struct LedgerViews {
  private let desk: LedgerDesk
  private var wide: [AsOf: [String: Snapshot]] = [:]
  private var narrow: [AsOf: [String: Snapshot]] = [:]
  private var rules: [Int64?: [String: CountedOnce]] = [:]
  private var claims: [Int64?: [Commitment.ID: [Claim]]] = [:]

  init(desk: LedgerDesk) { self.desk = desk }

  /// Returns a register as of a day; nil when the definitions have none of that name.
  mutating func view(_ register: String, asOf: AsOf) async throws -> Snapshot? {
    if let known = wide[asOf]?[register] { return known }
    guard let definition = desk.library.registers[register] else { return nil }
    let snapshot = try await desk.snapshots.snapshot(of: definition, asOf: asOf)
    wide[asOf, default: [:]][register] = snapshot
    return snapshot
  }

  /// Returns the registers that a metric and its candidates read.
  mutating func view(_ metric: Metric, asOf: AsOf) async throws -> [String: Snapshot] {
    var view: [String: Snapshot] = [:]
    for register in Set(metric.measure.registers + metric.candidates.map(\.register)) {
      view[register] = try await self.view(register, asOf: asOf)
    }
    return view
  }

  /// Returns what goes with the values of the register of claims, by commitment.
  mutating func papers(knownAt: Int64?) async throws -> [Commitment.ID: [Claim]] {
    if let known = claims[knownAt] { return known }
    let found = try await desk.database.read { try ClaimStore.claims(knownAt: knownAt, in: $0) }
    claims[knownAt] = found
    return found
  }

  /// Returns which records count once, as it was decided up to an entry.
  mutating func once(knownAt: Int64?) async throws -> [String: CountedOnce] {
    if let known = rules[knownAt] { return known }
    let decisions = try await desk.database.read {
      try QualityDecisions(knownAt: knownAt, in: $0)
    }
    let once = CountedOnce.rules(decisions, detectors: desk.library.detectors.values)
    rules[knownAt] = once
    return once
  }

  /// Returns the same registers on another day with only the columns that the metric needs, which
  /// is quick enough for a chart.
  mutating func narrow(_ metric: Metric, asOf: AsOf) async throws -> [String: Snapshot] {
    var view: [String: Snapshot] = [:]
    let once = try await once(knownAt: asOf.knownAt)
    for id in metric.measure.registers {
      guard let register = desk.library.registers[id] else { continue }
      let key = "\(id)/\(metric.id)"
      if narrow[asOf]?[key] == nil {
        let day = once[id]?.day.map { [$0] } ?? []
        let slim = register.narrowed(to: metric.measure.fields.union(day))
        narrow[asOf, default: [:]][key] = try await desk.snapshots.snapshot(of: slim, asOf: asOf)
      }
      view[id] = narrow[asOf]?[key]
    }
    return view
  }
}

extension Measure {
  /// Keys of the fields it reads.
  var fields: Set<String> {
    switch self {
    case .count(_, let filter, let on): Set((filter?.names ?? []) + (on.map { [$0] } ?? []))
    case .sum(_, let filter, let field): Set((filter?.names ?? []) + [field])
    case .share(_, let numerator, let denominator):
      Set(numerator.names + (denominator?.names ?? []))
    case .milestone(_, let filter, let on): Set((filter?.names ?? []) + [on])
    case .series(let source), .growth(let source, _): [source.field, "name"]
    case .difference(let own, let reference): [own.field, reference.field, "name"]
    case .unavailable: []
    }
  }

  /// Whether it judges each subject by how it stands, so that earlier days need earlier views.
  var readsStates: Bool {
    switch self {
    case .count(_, _, let on): on == nil
    case .share: true
    default: false
    }
  }
}
