package import Definitions
package import Facts
import Foundation
import Frames
import Quantities

/// Finds figures that lie far from those of firms of the same trade and size.
///
/// Each ratio is compared with its peers; the figure blamed is the one that takes part in the odd
/// ratios and in no ordinary one.
package struct OutlierDetector {
  let detector: Detector
  let rule: Detector.Outliers
  let snapshot: Snapshot

  package init?(_ detector: Detector, snapshot: Snapshot) {
    guard case .outliers(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.snapshot = snapshot
  }

  package func issues() -> [DataIssue] {
    let shared = PeerGroups(rule.peers, ofAtLeast: rule.leastPeers, in: snapshot)
    var judged: [Int: [Judgement]] = [:]
    for ratio in rule.ratios {
      let groups =
        ratio.peers.map { PeerGroups($0, ofAtLeast: rule.leastPeers, in: snapshot) } ?? shared
      let figures = RatioFigures(ratio, snapshot: snapshot)
      for (row, distance) in groups.distances(of: figures.logarithms) {
        let judgement = Judgement(
          ratio: ratio, distance: distance, isOdd: isOdd(distance, in: ratio))
        judged[row, default: []].add(judgement)
      }
    }
    return judged.flatMap { row, judgements in issues(row, judgements) }.ranked()
  }

  /// One ratio of one subject beside its peers.
  fileprivate struct Judgement {
    var ratio: Detector.Outliers.Ratio
    var distance: Distance
    var isOdd: Bool

    func involves(_ field: String) -> Bool { ratio.of == field || ratio.over == field }
  }

  private func isOdd(_ distance: Distance, in ratio: Detector.Outliers.Ratio) -> Bool {
    let isOnSide =
      switch ratio.side {
      case .both: true
      case .below: !distance.isAbove
      case .above: distance.isAbove
      }
    return isOnSide && abs(distance.spreads) > rule.limit.double
      && distance.times >= (ratio.factor ?? rule.factor).double
  }

  private func issues(_ row: Int, _ judgements: [Judgement]) -> [DataIssue] {
    var odd = judgements.filter(\.isOdd)
    var ordinary = judgements.filter { !$0.isOdd }
    var issues: [DataIssue] = []
    // Each figure that is blamed explains its odd ratios; what is left may have another cause.
    while let field = suspect(row, odd, ordinary) {
      let explained = odd.filter { $0.involves(field) }
      if let issue = issue(row, field, explained) { issues.append(issue) }
      odd.removeAll { $0.involves(field) }
      ordinary.removeAll { $0.involves(field) }
    }
    return issues
  }

  /// The figure that is most likely wrong, or nil when none is.
  private func suspect(
    _ row: Int, _ odd: [Judgement], _ ordinary: [Judgement]
  ) -> String? {
    let fields = Set(odd.flatMap { [$0.ratio.of, $0.ratio.over].compactMap(\.self) })
    let blame = { (field: String) in
      odd.count { $0.involves(field) } - ordinary.count { $0.involves(field) }
    }
    return fields.sorted().filter { field in
      let own = odd.filter { $0.involves(field) }
      // A figure is never blamed by itself for a ratio that its other ratios contradict.
      return (blame(field) > 0 || own.contains { $0.ratio.over == nil })
        && own.contains { couldBeRight(field, row, $0) }
    }.max { blame($0) < blame($1) }
  }

  /// Whether the figure that would make a ratio ordinary exists: nobody has a tenth of a worker.
  private func couldBeRight(_ key: String, _ row: Int, _ judgement: Judgement) -> Bool {
    guard case .number(let number)? = snapshot.value(key, row: row),
      let field = snapshot.register.field(key)
    else { return false }
    let isTooHigh = judgement.distance.isAbove == (judgement.ratio.of == key)
    guard isTooHigh, let stored = number.fixedPoint(places: field.places) else { return true }
    return Double(stored) * 2 >= judgement.distance.times
  }

  private func issue(_ row: Int, _ key: String, _ judgements: [Judgement]) -> DataIssue? {
    guard let field = snapshot.register.field(key), let value = snapshot.value(key, row: row)
    else { return nil }
    let period = Period(code: snapshot.periods[key]?[row] ?? 0)
    let spreads = judgements.map { abs($0.distance.spreads) }.max() ?? 0
    return DataIssue(
      detector: detector, code: snapshot.codes[row], name: snapshot.name(row: row), field: key,
      period: period,
      reasons: ["\(field.label) \(field.display(value))"]
        + judgements.map { "\($0.ratio.title)比同行\($0.distance.words)" },
      remedy: "请核对\(period.map { $0.chinese } ?? "")\(field.label)的单位和小数点",
      evidence: snapshot.evidence(key, row: row), keeper: field.keeper,
      weight: Int(min(spreads, 1_000) * 10))
  }
}

extension [OutlierDetector.Judgement] {
  /// Adds a judgement; of two about the same fields the one that is odd stands, and the first of two
  /// that are alike.
  fileprivate mutating func add(_ judgement: Element) {
    let same = firstIndex { other in
      other.ratio.of == judgement.ratio.of && other.ratio.over == judgement.ratio.over
    }
    guard let same else { return append(judgement) }
    if judgement.isOdd, !self[same].isOdd { self[same] = judgement }
  }
}

/// Logarithms of a ratio, row by row; nil where a part is missing or not above zero.
struct RatioFigures {
  let logarithms: [Double?]

  init(_ ratio: Detector.Outliers.Ratio, snapshot: Snapshot) {
    let top = Self.integers(snapshot.frame.columns[ratio.of])
    let below =
      ratio.over.map { Self.integers(snapshot.frame.columns[$0]) }
      ?? Self.yearBefore(ratio.of, snapshot)
    logarithms = zip(top, below).map { top, below in
      guard let top, let below, top > 0, below > 0 else { return nil }
      return log(Double(top) / Double(below))
    }
  }

  private static func integers(_ column: Column?) -> [Int64?] {
    guard let column, case .integers(let values, _) = column.storage else { return [] }
    return values.indices.map { column.valid[$0] ? values[$0] : nil }
  }

  /// What the field was one period before the one that is shown.
  private static func yearBefore(_ key: String, _ snapshot: Snapshot) -> [Int64?] {
    let series = (snapshot.series[key] ?? [:]).mapValues { integers($0) }
    return snapshot.codes.indices.map { row in
      let code = snapshot.periods[key]?[row] ?? 0
      return Period(code: code).flatMap { series[$0.previous]?[row] }
    }
  }
}
