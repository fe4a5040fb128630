import Definitions
import Facts
import Frames
import Quantities

extension Evaluator {
  /// Divides the amounts of the period so far by those of the same months of the year before.
  ///
  /// Amounts are decimals and stay so; the one division comes last.
  func growth(_ source: SeriesSource, isCumulative: Bool, least: Evidence) -> Measurement {
    guard let snapshot = snapshots[source.register],
      let field = snapshot.register.field(source.field)
    else { return .unavailable("没有登记簿“\(source.register)”") }
    let amounts = amounts(of: source)
    let own = amounts.keys.filter { from <= $0.first }.sorted()
    guard let newest = own.last else {
      return .unavailable("“\(field.label)”在\(from.year)年还没有发布")
    }
    let months = isCumulative ? [newest] : own
    let pairs = months.map { ($0, amounts[$0] ?? .zero, amounts[$0.yearBefore]) }
    if let (month, _, _) = pairs.first(where: { $0.2 == nil }) {
      return .unavailable("缺少“\(field.label)”\(month.yearBefore.chinese)的数，没有基数可比")
    }
    let now = pairs.reduce(Number.zero) { $0 + $1.1 }
    let base = pairs.reduce(Number.zero) { $0 + ($1.2 ?? .zero) }
    guard let growth = ((now - base) * 100).divided(by: base) else {
      return .unavailable("“\(field.label)”上年同期为零，不能算增速")
    }
    var measurement = Measurement()
    let evidence = row(of: source, in: snapshot).map { snapshot.evidence(source.field, row: $0) }
    measurement.value = growth
    measurement.verified = evidence.map { $0 >= least } == true ? growth : nil
    measurement.valueTime = newest.chinese
    measurement.inputs = [
      MeasuredInput(
        label: "\(field.label)（本期）", value: field.display(.number(now)), time: "至\(newest.chinese)",
        evidence: evidence),
      MeasuredInput(
        label: "\(field.label)（上年同期）", value: field.display(.number(base)),
        time: "至\(newest.yearBefore.chinese)", evidence: evidence),
    ]
    return measurement
  }

  /// The amounts of a series by month, up to the day.
  func amounts(of source: SeriesSource) -> [Period: Number] {
    guard let snapshot = snapshots[source.register], let row = row(of: source, in: snapshot) else {
      return [:]
    }
    return (snapshot.series[source.field] ?? [:]).reduce(into: [:]) { amounts, entry in
      guard entry.key.length == .month, entry.key.last <= day,
        case .number(let amount)? = entry.value.value(row: row)
      else { return }
      amounts[entry.key] = amount
    }
  }
}

extension Period {
  /// The same month of the year before.
  fileprivate var yearBefore: Period {
    Period(length, containing: first.adding(years: -1))
  }
}
