import Commands
package import Definitions
package import Facts
import Quantities
package import Storage

/// The ledger as pages and commands ask for it: readings of a view, and everything behind one.
package struct LedgerDesk: Sendable {
  package let database: any Database
  package let library: Library
  package let region: String
  package let snapshots: SnapshotCache
  let forecasts: ForecastCache

  package init(
    database: any Database, library: Library, region: String, snapshots: SnapshotCache,
    forecasts: ForecastCache = ForecastCache()
  ) {
    self.database = database
    self.library = library
    self.region = region
    self.snapshots = snapshots
    self.forecasts = forecasts
  }

  /// The same desk with nothing learned by its forecasts yet.
  package func forgetting() -> LedgerDesk {
    LedgerDesk(database: database, library: library, region: region, snapshots: snapshots)
  }

  /// Returns the commitments as known at an entry, of all reports or of one.
  package func commitments(
    of report: String? = nil, knownAt: Int64?
  ) async throws -> [Commitment] {
    try await database.read { session in
      try LedgerStore.commitments(of: report, knownAt: knownAt, in: session)
    }
  }

  /// Returns the readings of all commitments, or of those of one report, without lists; with
  /// forecasts where asked for, or where the light rule needs them.
  package func readings(
    of report: String? = nil, asOf: AsOf, forecasting: Bool = false
  ) async throws -> [Reading] {
    let commitments = try await commitments(of: report, knownAt: asOf.knownAt)
    var readings: [Reading] = []
    var views = LedgerViews(desk: self)
    for commitment in commitments {
      readings.append(
        try await reading(
          of: commitment.standing(on: asOf.day), asOf: asOf, views: &views, forecasting: forecasting
        ))
    }
    return readings
  }

  /// Leaves out what was due before the year of the district's newest report: that was last year's.
  ///
  /// What goes on unfinished is carried over as a commitment of its own.
  package func current(_ readings: [Reading], knownAt: Int64?) async throws -> [Reading] {
    let years = try await database.read { session in
      try LedgerStore.reports(knownAt: knownAt, in: session).filter { $0.place == nil }
        .map(\.year)
    }
    guard let newest = years.max() else { return readings }
    return readings.filter { $0.due.year >= newest }
  }

  /// Returns the readings of single commitments by their codes, also of another government's.
  package func readings(
    of codes: Set<Commitment.ID>, asOf: AsOf
  ) async throws -> [Commitment.ID: Reading] {
    guard !codes.isEmpty else { return [:] }
    let found = try await database.read { session in
      try LedgerStore.items(knownAt: asOf.knownAt, in: session).map(\.commitment)
        .filter { codes.contains($0.id) && $0.isPromise }
    }
    var readings: [Commitment.ID: Reading] = [:]
    var views = LedgerViews(desk: self)
    for commitment in found {
      readings[commitment.id] = try await reading(
        of: commitment.standing(on: asOf.day), asOf: asOf, views: &views)
    }
    return readings
  }

  /// Returns one commitment with its counted list, candidates, history and versions; nil when the
  /// ledger does not know its code.
  ///
  /// The number counts everything; lists show what `visibility` allows and say how much they hide.
  package func explanation(
    of code: Commitment.ID, asOf: AsOf,
    visibility: @escaping @Sendable (Register) -> Visibility
  ) async throws -> ReadingExplanation? {
    let versions = try await database.read { session in
      try LedgerStore.versions(of: code, knownAt: asOf.knownAt, in: session)
        .map { ReadingExplanation.Version(commitment: $0.commitment, entry: $0.entry) }
    }
    guard let commitment = versions.last?.commitment.standing(on: asOf.day) else { return nil }
    var views = LedgerViews(desk: self)
    let reading = try await reading(
      of: commitment, asOf: asOf, views: &views, forecasting: true, visibility: visibility)
    let metric = metric(of: commitment)
    var explanation = ReadingExplanation(reading: reading, metric: metric, versions: versions)
    if let metric {
      let view = try await views.view(metric, asOf: AsOf(reading.day, knownAt: asOf.knownAt))
      let finder = CandidateSearch(
        snapshots: view, visibility: visibility, from: reading.from, day: reading.day,
        codes: library.codeLists)
      (explanation.candidates, explanation.hiddenCandidates) = finder.candidates(of: metric)
    }
    explanation.history = try await history(of: reading, metric: metric, views: &views)
    return explanation
  }

  // MARK: One reading

  func reading(
    of commitment: Commitment, asOf: AsOf, views: inout LedgerViews, forecasting: Bool = false,
    visibility: (@Sendable (Register) -> Visibility)? = nil
  ) async throws -> Reading {
    let metric = metric(of: commitment)
    let builder = ReadingBuilder(
      commitment: commitment, metric: metric,
      rule: library.lights[commitment.lightRule(on: asOf.day)], asOf: asOf)
    let view = AsOf(builder.day, knownAt: asOf.knownAt)
    let bar = Bar(commitment, metric: metric)
    let outlook =
      forecasting || builder.needsChance
      ? try await outlook(of: metric, bar: bar, builder: builder, view: view, views: &views) : nil
    guard let metric, metric.isMeasurable else {
      let measurement = try await claim(commitment, metric, builder, view, &views)
      // Only what is delivered within the period is known to begin at nothing.
      let isFlow = ["increment", "breakthrough"].contains(commitment.kind)
      let opening: Number? = isFlow ? .zero : nil
      return builder.reading(
        measurement, opening: opening, source: .claim(metric: metric?.id), outlook: outlook)
    }
    let present = try await views.view(metric, asOf: view)
    let shown = visibility.map { visibility in
      present.mapValues { $0.limited(to: visibility($0.register)) }
    }
    let measurement = Evaluator(
      snapshots: present, from: builder.period.from, day: view.day, shown: shown,
      codes: library.codeLists, once: try await views.once(knownAt: view.knownAt)
    ).measure(metric)
    let opening = try await opening(of: metric, before: builder.period.from, view, &views)
    return builder.reading(
      measurement, opening: opening, source: .metric(id: metric.id, title: metric.title),
      outlook: outlook, season: try await season(of: metric, builder, view, &views))
  }

  private func claim(
    _ commitment: Commitment, _ metric: Metric?, _ builder: ReadingBuilder, _ view: AsOf,
    _ views: inout LedgerViews
  ) async throws -> Measurement {
    let claims = try await views.view(ClaimMeasurement.Key.register, asOf: view)
    let reason =
      metric.flatMap(\.unavailability) ?? "还没有登记簿能够计算这件承诺，也没有绑定指标"
    let papers = try await views.papers(knownAt: view.knownAt)[commitment.id] ?? []
    return ClaimMeasurement(
      claims: claims, papers: papers, from: builder.period.from, day: view.day
    ).measure(commitment.id, because: reason)
  }

  /// Flows begin at zero; a stock begins at what it was on the day before the period.
  private func opening(
    of metric: Metric, before from: Day, _ view: AsOf, _ views: inout LedgerViews
  ) async throws -> Number? {
    guard metric.kind == .stock else { return .zero }
    let before = AsOf(from.adding(days: -1), knownAt: view.knownAt)
    let snapshots = try await views.narrow(metric, asOf: before)
    let period = Period(.year, containing: before.day)
    let once = try await views.once(knownAt: view.knownAt)
    return Evaluator(snapshots: snapshots, from: period.first, day: before.day, once: once)
      .measure(metric).value
  }

  /// Returns the metric that measures a commitment, when there is one.
  package func metric(of commitment: Commitment) -> Metric? {
    commitment.metric.flatMap { library.metrics[$0] }
  }
}

extension Metric {
  /// Why no register can know it yet; nil when one can.
  var unavailability: String? {
    guard case .unavailable(let register, let reason) = measure else { return nil }
    return "缺少\(register)：\(reason)"
  }

  var isMeasurable: Bool { unavailability == nil }
}
