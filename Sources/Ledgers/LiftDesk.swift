import Definitions
import Facts
package import Findings
import Forecasts
import Quantities

extension LedgerDesk {
  /// Returns what could be done for the commitments that are not kept yet: every finding with the
  /// change in chance that it brings to each commitment it touches.
  ///
  /// Everything known is weighed; what a reader may not see has to be taken out by whoever shows it.
  package func findings(for readings: [Reading]) async throws -> [Finding] {
    var views = LedgerViews(desk: self)
    var found: [[Finding]] = []
    for reading in readings {
      found.append(try await findings(for: reading, views: &views))
    }
    return Self.merged(found)
  }

  /// Returns the findings about one commitment, each with its lift.
  func findings(for reading: Reading, views: inout LedgerViews) async throws -> [Finding] {
    guard reading.canBeHelped, let metric = metric(of: reading.commitment), metric.isMeasurable
    else { return [] }
    let view = AsOf(reading.day, knownAt: reading.asOf.knownAt)
    let snapshots = try await views.view(metric, asOf: view)
    var findings = Self.findings(of: metric, in: snapshots, reading, codes: library.codeLists)
    guard !findings.isEmpty else { return [] }
    let lever = try await lever(of: metric, for: reading, in: snapshots, view, &views)
    for index in findings.indices {
      findings[index].lifts[reading.id] = lever.lift(of: findings[index])
    }
    return findings
  }

  /// One finding for each rule and subject, with the lifts of all commitments.
  static func merged(_ found: [[Finding]]) -> [Finding] {
    var merged: [Finding.ID: Finding] = [:]
    for finding in found.joined() {
      merged[finding.id, default: finding].lifts.merge(finding.lifts) { first, _ in first }
    }
    return merged.values.sorted { ($0.rule, $0.code) < ($1.rule, $1.code) }
  }

  /// Candidates, and whoever else is on the way to count.
  private static func findings(
    of metric: Metric, in snapshots: [String: Snapshot], _ reading: Reading,
    codes: [String: CodeList]
  ) -> [Finding] {
    let candidates = CandidateFinder(
      snapshots: snapshots, shown: snapshots, from: reading.from, day: reading.day, codes: codes
    ).candidates(of: metric).findings
    let named = Set(candidates.map(\.code))
    let steps = StepFinder(snapshots: snapshots, from: reading.from, day: reading.day)
      .steps(of: metric)
    return candidates + steps.filter { !named.contains($0.code) }
  }

  private func lever(
    of metric: Metric, for reading: Reading, in snapshots: [String: Snapshot], _ view: AsOf,
    _ views: inout LedgerViews
  ) async throws -> Lever {
    let goal = Goal(from: reading.from, due: reading.due, reaching: reading.bar)
    guard goal.bar != nil else { return .none("承诺没有可以比较的目标数") }
    let (source, outlook) = try await forecast(of: metric, goal: goal, view: view, &views)
    guard case .forecast(let forecast) = outlook, let now = forecast.chance else {
      if case .insufficient(let reason) = outlook { return .none(reason) }
      return .none("预测没有给出达标概率")
    }
    switch source {
    case .missing(let reason): return .none(reason)
    case .flow(let flow):
      return flow.leverages(on: view.day, goal: goal).map(Lever.terms) ?? .none("不能逐个推算")
    case .threshold(let threshold):
      return threshold.book.leverages(of: threshold.view, on: view.day, goal: goal).map(Lever.terms)
        ?? .none("不能逐个推算")
    case .growth: return .none("一个对象对这个数的影响不能推算")
    case .series:
      // One subject moves the number by its share of the whole, so that much less is wanted.
      guard let gain = share(of: metric, reading, in: snapshots) else {
        return .none("一个对象对这个数的影响不能推算")
      }
      var nearer = goal
      nearer.bar = goal.bar.map { $0 - gain }
      let moved = settled(source, of: metric, goal: nearer, on: view.day, bar: goal.bar)
      guard let after = moved.forecast?.chance else { return .none("预测没有给出达标概率") }
      return .step(
        .init(now: now, after: max(now, after), without: nil, own: nil, gain: gain))
    }
  }

  /// Percentage points that one subject more adds to a share; nil for what is no share.
  private func share(
    of metric: Metric, _ reading: Reading, in snapshots: [String: Snapshot]
  ) -> Double? {
    guard case .share = metric.measure, let value = reading.measurement.value?.double,
      reading.measurement.count > 0, value > 0
    else { return nil }
    return value / Double(reading.measurement.count)
  }
}

/// How findings of one metric move the chance of one commitment.
private enum Lever {
  case terms(Leverages)
  /// Every finding moves it alike.
  case step(Lift.Chances)
  case none(String)

  func lift(of finding: Finding) -> Lift {
    switch self {
    case .none(let reason): .insufficient(reason)
    case .step(let chances): .stated(chances)
    case .terms(let leverages):
      leverages[finding.code].map { .stated(Lift.Chances($0)) }
        ?? .insufficient("还不在预测的对象里：所属时段或条件不符，办成后也未必计入")
    }
  }
}

extension Lift.Chances {
  fileprivate init(_ leverage: Leverage) {
    self.init(
      now: leverage.now, after: leverage.after, without: leverage.without, own: leverage.own,
      gain: leverage.gain)
  }
}

extension Reading {
  /// Whether it is a promise whose time is not over and that is not kept yet.
  fileprivate var canBeHelped: Bool {
    commitment.isPromise && isMet != true && asOf.day < due
  }
}
