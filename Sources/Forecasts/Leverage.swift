package import Quantities

/// What one thing means for a goal: the chance of the goal with it, without it, and as things are.
///
/// A sum of independent trials depends on the chance of one of them along a straight line, so two
/// ends tell everything: the one where the thing counts for certain and the one where it never does.
package struct Leverage: Hashable, Sendable {
  /// Chance that the thing counts by the deadline as it stands; nil where the forecast knows only the
  /// number of all things, so that it comes on top of what usually comes.
  package var own: Double?
  /// The same once its next step is done.
  package var advanced: Double
  /// Chance of the goal if it never counts, and if it counts for certain.
  package var without: Double
  package var with: Double

  package init(own: Double?, advanced: Double = 1, without: Double, with: Double) {
    self.own = own
    self.advanced = advanced
    self.without = without
    self.with = with
  }

  /// Chance of the goal as things stand.
  package var now: Double { chance(own ?? 0) }
  /// Chance of the goal once the next step is done.
  package var after: Double { chance(advanced) }
  /// Things that the step is expected to add.
  package var gain: Double { advanced - (own ?? 0) }

  private func chance(_ own: Double) -> Double { without + own * (with - without) }
}

extension CountDistribution {
  /// Returns the sum without one of the independent trials that it was made of.
  ///
  /// The convolution is undone from the end at which errors shrink on the way.
  package func removing(trial chance: Double) -> CountDistribution {
    guard chances.count > 1 else { return self }
    var rest = [Double](repeating: 0, count: chances.count - 1)
    if chance < 0.5 {
      var before = 0.0
      for index in rest.indices {
        before = max((chances[index] - chance * before) / (1 - chance), 0)
        rest[index] = before
      }
    } else {
      var after = 0.0
      for index in rest.indices.reversed() {
        after = max((chances[index + 1] - (1 - chance) * after) / chance, 0)
        rest[index] = after
      }
    }
    return CountDistribution(chances: rest, least: least)
  }

  /// The leverage of one of its trials on a goal.
  func leverage(
    ofTrial own: Double, advanced: Double = 1, goal: Goal, per unit: Double = 1
  ) -> Leverage? {
    removing(trial: own).leverage(own: own, advanced: advanced, goal: goal, per: unit)
  }

  /// The leverage of something beside the sum.
  func leverage(
    own: Double?, advanced: Double = 1, goal: Goal, per unit: Double = 1
  ) -> Leverage? {
    let more = CountDistribution(chances: chances, least: least + 1)
    guard let without = goal.chance(self, per: unit), let with = goal.chance(more, per: unit)
    else { return nil }
    return Leverage(own: own, advanced: advanced, without: without, with: with)
  }
}

/// The leverage of everything that a forecast knows by name, and of what it does not.
package struct Leverages: Sendable {
  package let named: [String: Leverage]
  /// The leverage of something that the forecast counts among its arrivals.
  ///
  /// Things that come by a Poisson process come as before when one of them is known to come, so it is
  /// added to what usually comes. Nil where everything that can count is known by name.
  package let arrival: Leverage?

  package subscript(name: String) -> Leverage? { named[name] ?? arrival }
}

extension FlowForecast {
  /// Returns what the next step of each thing on its way would do for a goal; nil where the forecast
  /// itself cannot be made.
  package func leverages(on day: Day, goal: Goal) -> Leverages? {
    guard goal.bar != nil, outlook(on: day, goal: goal, isFull: false).forecast != nil,
      let pipeline = try? Pipeline(
        learningFrom: items, on: day, reach: Day.days(from: day, to: goal.due) + 740)
    else { return nil }
    let coming = Arrivals(learningFrom: items.compactMap { $0.entered.first ?? nil }, on: day)
    let state = FlowState(self, pipeline, coming, day, goal)
    let count = state.count(by: goal.due)
    let unit = hasArrivals ? 1.0 : 100 / Double(max(items.count, 1))
    guard !pipeline.stages.isEmpty else {
      return Leverages(
        named: [:], arrival: count.leverage(own: nil, goal: goal, per: unit))
    }
    var named: [String: Leverage] = [:]
    for item in state.waiting {
      let own = pipeline.chance(of: item, on: day, by: goal.due)
      let advanced = pipeline.chance(of: item.advanced(on: day), on: day, by: goal.due)
      named[item.name] = count.leverage(
        ofTrial: own, advanced: max(own, advanced), goal: goal, per: unit)
    }
    if !hasArrivals {
      // Of a closed set, those that did not begin have no term in the sum.
      for item in items where item.stage(on: day) == nil {
        let advanced = pipeline.chance(of: item.advanced(on: day), on: day, by: goal.due)
        named[item.name] = count.leverage(own: 0, advanced: advanced, goal: goal, per: unit)
      }
    }
    return Leverages(named: named, arrival: nil)
  }
}

extension StagedItem {
  /// The same thing if its next step were done on a day.
  fileprivate func advanced(on day: Day) -> StagedItem {
    var item = self
    let next = stage(on: day).map { $0 + 1 } ?? 0
    if item.entered.indices.contains(next) { item.entered[next] = day }
    return item
  }
}

extension ThresholdForecast {
  /// Returns what the certain entry of each contender would do for a goal.
  package func leverages(on day: Day, goal: Goal) -> Leverages? {
    guard goal.bar != nil, let terms = terms(on: day, goal: goal) else { return nil }
    let count = terms.count
    var named: [String: Leverage] = [:]
    for (name, chance) in terms.chances {
      named[name] =
        chance > ThresholdState.leastChance
        ? count.leverage(ofTrial: chance, goal: goal)
        : count.leverage(own: chance, goal: goal)
    }
    return Leverages(named: named, arrival: count.leverage(own: nil, goal: goal))
  }
}
