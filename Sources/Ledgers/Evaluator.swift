package import Definitions
package import Facts
import Feel
import Frames
package import Quantities

/// Evaluates metrics over snapshots: counts, sums, divides, compares.
///
/// A pure function of values: the same snapshots give the same measurement. Numbers come from
/// everything that is known; the list of what was counted shows what the reader may see.
package struct Evaluator: Sendable {
  /// Snapshots of the registers on the day, by register.
  package var snapshots: [String: Snapshot]
  /// First day of the period in which things are counted.
  package var from: Day
  package var day: Day
  /// Snapshots as the reader may see them; nil makes no list.
  package var shown: [String: Snapshot]?
  /// Names of the codes that fields hold.
  package var codes: [String: CodeList]
  /// Which records are one thing, by register, as people decided.
  package var once: [String: CountedOnce]

  package init(
    snapshots: [String: Snapshot], from: Day, day: Day, shown: [String: Snapshot]? = nil,
    codes: [String: CodeList] = [:], once: [String: CountedOnce] = [:]
  ) {
    self.once = once
    self.codes = codes
    self.snapshots = snapshots
    self.from = from
    self.day = day
    self.shown = shown
  }

  /// Measures a metric on the day.
  package func measure(_ metric: Metric) -> Measurement {
    for register in metric.measure.registers where snapshots[register] == nil {
      return .unavailable("没有登记簿“\(register)”")
    }
    return switch metric.measure {
    case .count(let register, let filter, let on):
      count(metric, register: register, filter: filter, on: on)
    case .sum(let register, let filter, let field):
      sum(metric, register: register, filter: filter, field: field)
    case .share(let register, let numerator, let denominator):
      share(metric, register: register, numerator: numerator, denominator: denominator)
    case .series(let source): series(source, least: metric.leastEvidence)
    case .difference(let own, let reference):
      difference(own, reference, least: metric.leastEvidence)
    case .growth(let source, let isCumulative):
      growth(source, isCumulative: isCumulative, least: metric.leastEvidence)
    case .milestone(let register, let filter, let on):
      milestone(metric, register: register, filter: filter, on: on)
    case .unavailable(let register, let reason):
      .unavailable("缺少\(register)：\(reason)")
    }
  }

  // MARK: Counting

  private func count(
    _ metric: Metric, register: String, filter: Rule?, on: String?
  ) -> Measurement {
    guard let snapshot = snapshots[register] else { return Measurement() }
    guard snapshot.count > 0 else { return .unavailable("“\(snapshot.register.title)”还没有数据") }
    var tally = Tally(
      snapshot, metric, fields: deciding(filter, on), shown: shown?[register], codes: codes)
    let truth = truth(of: filter, over: snapshot)
    let repeats = repeats(in: snapshot)
    var newest: Day?
    let days = on.map { DayColumn(snapshot.frame.columns[$0]) }
    truth.isFalse.complement().forEachOne { row in
      guard let happened = days.map({ $0[row] }) ?? day, from <= happened || on == nil,
        happened <= day
      else { return }
      guard truth.isTrue[row] else {
        tally.measurement.undecided += 1
        return
      }
      if let reason = repeats[row] { return tally.leaveOut(row, because: reason) }
      tally.add(row)
      if on != nil, happened > newest ?? from.adding(days: -1) { newest = happened }
    }
    tally.measurement.value = Number(tally.measurement.count)
    tally.measurement.verified = Number(tally.verified)
    tally.measurement.valueTime = (newest ?? day).description
    return tally.measurement
  }

  private func repeats(in snapshot: Snapshot) -> [Int: DecidedPairs.Repeat] {
    once[snapshot.register.id]?.repeats(in: snapshot) ?? [:]
  }

  func truth(of filter: Rule?, over snapshot: Snapshot) -> Truth {
    guard let filter else { return Truth(count: snapshot.count, repeating: true) }
    return filter.truth(over: snapshot.frame.knowing(day: day, from: from))
  }

  private func deciding(_ filter: Rule?, _ on: String?) -> [String] {
    let on = on.map { [$0] } ?? []
    return on + (filter?.names ?? []).filter { !on.contains($0) }
  }

  // MARK: Adding

  private func sum(
    _ metric: Metric, register: String, filter: Rule?, field key: String
  ) -> Measurement {
    guard let snapshot = snapshots[register], let field = snapshot.register.field(key) else {
      return .unavailable("登记簿“\(register)”没有“\(key)”这一项")
    }
    let periods = (snapshot.series[key] ?? [:]).filter {
      from <= $0.key.first && $0.key.last <= day
    }
    guard let newest = periods.keys.max() else {
      return .unavailable("“\(field.label)”在\(from.year)年还没有数据")
    }
    var tally = Tally(
      snapshot, metric, fields: filter?.names ?? [], shown: shown?[register], amount: field,
      codes: codes)
    var total = Number.zero
    var verified = Number.zero
    let truth = truth(of: filter, over: snapshot)
    let repeats = repeats(in: snapshot)
    let columns = Array(periods.values)
    truth.isFalse.complement().forEachOne { row in
      guard truth.isTrue[row] else {
        if columns.contains(where: { $0.valid[row] }) { tally.measurement.undecided += 1 }
        return
      }
      guard let amount = Self.total(of: columns, row: row) else { return }
      // More money for a project adds up; the same money told twice does not.
      if case .same? = repeats[row] { return tally.leaveOut(row, because: repeats[row]) }
      total += amount
      if tally.add(row, amount: amount) { verified += amount }
    }
    tally.measurement.value = converted(total, from: field.unit, to: metric.unit)
    tally.measurement.verified = converted(verified, from: field.unit, to: metric.unit)
    tally.measurement.valueTime = newest.chinese
    tally.measurement.inputs = [
      MeasuredInput(label: "计入时期", value: "\(periods.count) 个", time: "至\(newest.chinese)")
    ]
    return tally.measurement
  }

  private static func total(of columns: [Column], row: Int) -> Number? {
    var total: Number?
    for column in columns {
      if case .number(let number)? = column.value(row: row) { total = (total ?? .zero) + number }
    }
    return total
  }

  private func converted(_ number: Number, from: MeasureUnit?, to: MeasureUnit?) -> Number {
    guard let from, let to, from != to,
      let quantity = try? Quantity(number, from).converted(to: to)
    else { return number }
    return quantity.amount
  }

  // MARK: Dividing

  private func share(
    _ metric: Metric, register: String, numerator: Rule, denominator: Rule?
  ) -> Measurement {
    guard let snapshot = snapshots[register] else { return Measurement() }
    let all = truth(of: denominator, over: snapshot)
    let part = truth(of: numerator, over: snapshot)
    var tally = Tally(
      snapshot, metric, fields: numerator.names, shown: shown?[register], codes: codes)
    // A record told under another code neither belongs nor leaves anything open.
    let repeats = repeats(in: snapshot)
    let others = Bitmap(count: snapshot.count, rows: repeats.keys)
    all.isTrue.intersection(others).forEachOne { tally.leaveOut($0, because: repeats[$0]) }
    let members = all.isTrue.subtracting(others)
    let whole = members.ones
    members.intersection(part.isTrue).forEachOne { tally.add($0) }
    tally.measurement.undecided =
      all.isUnknown.subtracting(others).ones + members.intersection(part.isUnknown).ones
    tally.divide(by: whole, on: day)
    if whole == 0 { tally.measurement.missing = ["分母为零：没有符合口径的\(snapshot.register.title)"] }
    return tally.measurement
  }

  // MARK: Milestones

  private func milestone(
    _ metric: Metric, register: String, filter: Rule?, on: String
  ) -> Measurement {
    guard let snapshot = snapshots[register] else { return Measurement() }
    let truth = truth(of: filter, over: snapshot)
    var tally = Tally(snapshot, metric, fields: [on], shown: shown?[register], codes: codes)
    var whole = 0
    let repeats = repeats(in: snapshot)
    truth.isTrue.forEachOne { row in
      if let reason = repeats[row] { return tally.leaveOut(row, because: reason) }
      whole += 1
      guard case .day(let done)? = snapshot.value(on, row: row), done <= day else { return }
      tally.add(row)
    }
    guard whole > 0 else { return .unavailable("“\(snapshot.register.title)”里没有符合口径的对象") }
    tally.divide(by: whole, on: day)
    return tally.measurement
  }
}
