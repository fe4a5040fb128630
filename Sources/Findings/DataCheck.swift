package import Definitions
package import Facts
import Quantities

/// Runs the detectors of the definitions over registers that somebody has read.
package struct DataCheck: Sendable {
  package var detectors: [Detector]
  /// The registers as of the day that is checked.
  package var snapshots: [String: Snapshot]
  /// The registers that are balanced, as of an earlier day and as known then.
  package var before: [String: Snapshot]
  package var rivals: [String: [RivalFacts]]
  /// Names of the places around, which say nothing about which firm it is.
  package var places: [String]

  package init(
    detectors: some Sequence<Detector>, snapshots: [String: Snapshot],
    before: [String: Snapshot], rivals: [String: [RivalFacts]], places: [String]
  ) {
    self.detectors = detectors.sorted { $0.id < $1.id }
    self.snapshots = snapshots
    self.before = before
    self.rivals = rivals
    self.places = places
  }

  /// The issues of all detectors, detector by detector, the weightiest first.
  package func issues() -> [DataIssue] {
    detectors.flatMap { detector in
      snapshots[detector.register].map { issues(of: detector, $0) } ?? []
    }
  }

  /// The account of each register whose stock is balanced, by the title of its detector.
  package func balances() -> [(title: String, balance: StockLaw.Balance)] {
    detectors.compactMap { detector in
      guard let before = before[detector.register], let after = snapshots[detector.register],
        let law = StockLaw(detector, before: before, after: after)
      else { return nil }
      return (detector.title, law.check().balance)
    }
  }

  private func issues(of detector: Detector, _ snapshot: Snapshot) -> [DataIssue] {
    let bases = IssueBasis(snapshot, rivals: rivals[detector.register] ?? [])
    return found(by: detector, snapshot).map { issue in
      var issue = issue
      issue.basis = bases.digest(of: issue, detector)
      return issue
    }
  }

  private func found(by detector: Detector, _ snapshot: Snapshot) -> [DataIssue] {
    let rivals = rivals[detector.register] ?? []
    return switch detector.rule {
    case .outliers: OutlierDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .series: SeriesDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .conflicts:
      ConflictDetector(detector, rivals: rivals, snapshot: snapshot)?.issues() ?? []
    case .duplicates:
      DuplicateDetector(detector, snapshot: snapshot, places: places)?.issues() ?? []
    case .doubleCounts: DoubleCountDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .orphans:
      OrphanDetector(detector, snapshot: snapshot, targets: snapshots)?.issues() ?? []
    case .stale: StaleDetector(detector, snapshot: snapshot)?.issues() ?? []
    case .stockLaw:
      StockLaw(detector, before: before[detector.register] ?? snapshot, after: snapshot)?
        .check().issues ?? []
    }
  }
}

extension DataCheck {
  /// Returns the places in the name of a district: 明砚市澄川区 is two of them.
  package static func places(in district: String) -> [String] {
    var places: [String] = []
    var place = ""
    for character in district {
      place.append(character)
      if "省市区县".contains(character), place.count > 1 {
        places.append(place)
        place = ""
      }
    }
    return place.isEmpty ? places : places + [place]
  }
}

extension Detector {
  /// Whether somebody may decide about its doubts; the others are mended by telling the facts.
  package var isDecidable: Bool {
    switch rule {
    case .outliers, .series, .conflicts, .duplicates, .doubleCounts: true
    case .orphans, .stale, .stockLaw: false
    }
  }

  /// Keys of the fields from which an issue of this detector can be read.
  package var fields: Set<String> {
    switch rule {
    case .outliers(let rule): Set(rule.ratios.flatMap { [$0.of, $0.over].compactMap(\.self) })
    case .series(let rule): [rule.field]
    case .conflicts: []
    case .duplicates(let rule): Set([rule.name, rule.address, rule.founded] + rule.also)
    case .doubleCounts(let rule):
      Set([rule.name, rule.investor, rule.amount, rule.day] + rule.places)
    case .orphans(let references): Set(references.map(\.field))
    case .stale(let fields): Set(fields.map(\.field))
    case .stockLaw(let rule): [rule.born, rule.died, rule.status]
    }
  }
}

extension DataCheck {
  /// Returns the issues that a reader may see: every field that speaks in one has to be shown to
  /// the reader for that subject.
  package func issues(shownTo visibility: (Register) -> Visibility) -> [DataIssue] {
    shown(issues(), to: visibility)
  }

  /// Returns those of some issues that a reader may see.
  package func shown(
    _ issues: [DataIssue], to visibility: (Register) -> Visibility
  ) -> [DataIssue] {
    let registers = snapshots.mapValues { SeenRows($0, visibility($0.register)) }
    let needed = Dictionary(
      detectors.map { ($0.id, $0.fields) }, uniquingKeysWith: { first, _ in first })
    return issues.filter { issue in
      guard let rows = registers[issue.register] else { return false }
      var fields = needed[issue.detector] ?? []
      if !issue.field.isEmpty { fields.insert(issue.field) }
      let isPair = issue.field.isEmpty
      return rows.shows(fields, of: issue.code)
        && (!isPair || issue.other.map { rows.shows(fields, of: $0) } ?? true)
    }
  }
}

/// Which fields of which subjects a reader may see, whether or not they have a value.
private struct SeenRows {
  private let snapshot: Snapshot
  private let visibility: Visibility

  init(_ snapshot: Snapshot, _ visibility: Visibility) {
    self.snapshot = snapshot
    self.visibility = visibility
  }

  func shows(_ keys: Set<String>, of code: String) -> Bool {
    guard let row = snapshot.row(code: code) else { return false }
    return keys.allSatisfy { key in
      guard let field = snapshot.register.field(key) else { return false }
      return visibility.scopes(reaching: field).contains { scope in
        switch scope.rows {
        case .all: true
        case .subject(let own): own == code
        case .holding(let field, let value): snapshot.value(field, row: row) == .text(value)
        }
      }
    }
  }
}
