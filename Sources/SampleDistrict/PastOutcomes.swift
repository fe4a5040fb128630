package import Quantities

/// What a year promised for a metric and what came of it, so that forecasts can be tried on years
/// whose end is known.
package struct PastOutcome: Hashable, Sendable {
  /// Id of the metric.
  package var metric: String
  package var year: Int
  /// What the report of the year would have promised, drawn near what could be expected.
  package var target: Number
  /// The value on the last day of the year, as it is known after all late reports and revisions.
  package var value: Number

  package var isKept: Bool { value >= target }
}

/// Adds up the truth of the past years; nothing here reads what was reported.
struct PastOutcomes {
  let past: PastYears

  var all: [PastOutcome] {
    var before: [String: Number] = [:]
    return past.years.flatMap { year in
      values(year).map { metric, value in
        let target = target(metric, year, before: before[metric] ?? value)
        before[metric] = value
        return PastOutcome(metric: metric, year: year, target: target, value: value)
      }
    }
  }

  private func values(_ year: Int) -> [(String, Number)] {
    let last = Day.of(year, 12, 31)
    let happened = { (day: Day?) in day?.year == year }
    let projects = past.projects.all
    let contracts = projects.filter { project in
      project.kind == "招商" && project.isFromOutside == true && project.exclusion == nil
        && happened(project.signedOn) && project.registeredOn.map { $0 <= last } == true
    }
    let key = past.projects.key(in: year).reduce(0) { $0 + $1.monthly.reduce(0, +) }
    let counts: [(String, Int)] = [
      ("signed-projects-over-100-million", contracts.count { $0.investment >= 100 }),
      ("signed-projects-over-3-billion", contracts.count { $0.investment >= 3_000 }),
      (
        "technical-renovation-projects",
        projects.count { $0.isRenovation && happened($0.startedOn) }
      ),
      ("new-above-scale-industry", past.firms.count { happened($0.aboveScaleOn) }),
      (
        "new-cloud-enterprises",
        past.firms.count { happened($0.cloudOn) && $0.cloudProof != "企业自报" }
      ),
      ("new-high-tech-enterprises", past.firms.count { happened($0.highTechOn) }),
      (
        "market-entities",
        past.firms.count { $0.founded <= last && $0.closed.map { $0 > last } ?? true }
      ),
    ]
    return counts.map { ($0.0, Number($0.1)) }
      + [
        ("key-project-investment", hundredths(key)),
        ("special-vehicle-cluster-output", Number(fixedPoint: Int64(cluster(year)), places: 6)),
      ] + series(year)
  }

  /// What the firms of the cluster told of a year, in hundredths of 万元.
  private func cluster(_ year: Int) -> Int {
    past.firms.filter { $0.cluster == "专用车" }.reduce(0) { sum, firm in
      sum + past.reports(of: firm, in: year).reduce(0) { $0 + $1.revenue }
    }
  }

  private func series(_ year: Int) -> [(String, Number)] {
    guard let december = Period(.month, number: 12, of: year),
      let own = past.published.final(.industrialGrowth, of: december),
      let city = past.published.final(.industrialGrowth, isCity: true, of: december),
      let renovation = past.published.final(.renovationGrowth, of: december)
    else { return [] }
    return [
      ("industrial-growth-over-city", hundredths(own - city)),
      ("technical-renovation-investment-growth", hundredths(renovation)),
    ]
  }

  /// What is promised in January: a little more than came of the year before.
  private func target(_ metric: String, _ year: Int, before: Number) -> Number {
    var random = SeededGenerator(seed: past.seed, stream: "target \(metric) \(year)")
    switch metric {
    case "industrial-growth-over-city": return hundredths(random.within(0...40))
    case "technical-renovation-investment-growth": return Number(random.within(9...14))
    default:
      let share = random.within(metric == "market-entities" ? 1_030...1_090 : 960...1_160)
      return (before * Number(fixedPoint: Int64(share), places: 3))
        .rounded(toPlaces: 0, .up)
    }
  }

  private func hundredths(_ amount: Int) -> Number {
    Number(fixedPoint: Int64(amount), places: 2)
  }
}
