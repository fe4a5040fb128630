import Definitions
import Facts
import Frames
import Quantities

extension Evaluator {
  /// Takes the newest published value of a series within the period.
  func series(_ source: SeriesSource, least: Evidence) -> Measurement {
    series(source, least: least, where: { _ in true })
  }

  /// Subtracts the reference from the own series, both of the newest period that both have.
  func difference(
    _ own: SeriesSource, _ reference: SeriesSource, least: Evidence
  ) -> Measurement {
    let mine = series(own, least: least)
    let theirs = series(reference, least: least)
    guard mine.value != nil, theirs.value != nil else {
      return .unavailable((mine.missing + theirs.missing).joined(separator: "；"))
    }
    let common = Set(periods(of: own)).intersection(periods(of: reference)).max()
    guard let common else { return .unavailable("两个数列还没有同一时期的发布值，不能比较") }
    let left = series(own, least: least) { $0 == common }
    let right = series(reference, least: least) { $0 == common }
    guard let value = left.value, let other = right.value else {
      return .unavailable("两个数列还没有同一时期的发布值，不能比较")
    }
    var measurement = Measurement()
    measurement.value = value - other
    if left.verified != nil, right.verified != nil { measurement.verified = value - other }
    measurement.inputs = left.inputs + right.inputs
    measurement.valueTime = left.valueTime
    return measurement
  }

  private func series(
    _ source: SeriesSource, least: Evidence, where fits: (Period) -> Bool
  ) -> Measurement {
    guard let snapshot = snapshots[source.register],
      let field = snapshot.register.field(source.field)
    else { return .unavailable("没有登记簿“\(source.register)”") }
    guard let row = row(of: source, in: snapshot) else {
      return .unavailable("“\(snapshot.register.title)”里没有“\(source.subject)”")
    }
    guard let newest = periods(of: source).filter(fits).max(),
      case .number(let number)? = snapshot.series[source.field]?[newest]?.value(row: row)
    else { return .unavailable("“\(field.label)”在\(from.year)年还没有发布") }
    var measurement = Measurement()
    let evidence = snapshot.evidence(source.field, row: row)
    measurement.value = number
    measurement.verified = evidence >= least ? number : nil
    measurement.valueTime = newest.chinese
    measurement.inputs = [
      MeasuredInput(
        label: "\(snapshot.name(row: row)) \(field.label)", value: field.display(.number(number)),
        time: newest.chinese, evidence: evidence)
    ]
    return measurement
  }

  /// The periods within the commitment's period for which a series has a value.
  private func periods(of source: SeriesSource) -> [Period] {
    guard let snapshot = snapshots[source.register], let row = row(of: source, in: snapshot) else {
      return []
    }
    return (snapshot.series[source.field] ?? [:]).compactMap { period, column in
      from <= period.first && period.last <= day && column.value(row: row) != nil ? period : nil
    }
  }

  func row(of source: SeriesSource, in snapshot: Snapshot) -> Int? {
    snapshot.row(code: source.subject)
      ?? (0..<snapshot.count).first { snapshot.name(row: $0) == source.subject }
  }
}
