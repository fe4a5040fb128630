import Definitions
import Facts
import Frames
import Quantities

/// Adds up the rows that count, with the grade of each, and keeps the list where one is wanted.
struct Tally {
  private let snapshot: Snapshot
  private let least: Evidence
  /// Fields whose values decided.
  private let fields: [Field]
  /// Field that is added up, when the metric sums.
  private let amount: Field?
  private let shown: Snapshot?
  private let codes: [String: CodeList]
  var measurement = Measurement()
  /// Rows whose evidence is good enough.
  private(set) var verified = 0

  init(
    _ snapshot: Snapshot, _ metric: Metric, fields: [String], shown: Snapshot?,
    amount: Field? = nil, codes: [String: CodeList] = [:]
  ) {
    self.codes = codes
    self.snapshot = snapshot
    self.shown = shown
    self.amount = amount
    least = metric.leastEvidence
    self.fields = fields.compactMap { snapshot.register.field($0) }
  }

  /// Counts a row and returns whether its evidence is good enough.
  @discardableResult
  mutating func add(_ row: Int, amount number: Number? = nil) -> Bool {
    measurement.count += 1
    let evidence = evidence(of: row)
    let isVerified = evidence >= least
    if isVerified { verified += 1 }
    if let shown { list(row, evidence, amount: number, in: shown) }
    return isVerified
  }

  /// Notes a row that would count and does not, because it is told under another code.
  mutating func leaveOut(_ row: Int, because reason: DecidedPairs.Repeat?) {
    guard let reason else { return }
    measurement.leftOut += 1
    guard let shown, let place = shown.frame.row(of: snapshot.frame.subjects[row]) else { return }
    let other = shown.row(code: reason.other).map { "“\(shown.name(row: $0))”（\(reason.other)）" }
    measurement.uncounted.append(
      Counted(
        register: snapshot.register.id, code: snapshot.codes[row], name: shown.name(row: place),
        reasons: [reason.words(other ?? "另一个编号")], evidence: evidence(of: row)))
  }

  /// The weakest grade among the facts that decided; of a sum, that of the amounts.
  private func evidence(of row: Int) -> Evidence {
    if let amount { return snapshot.evidence(amount.key, row: row) }
    var weakest: Evidence?
    for field in fields where snapshot.value(field.key, row: row) != nil {
      let grade = snapshot.evidence(field.key, row: row)
      weakest = min(weakest ?? grade, grade)
    }
    return weakest ?? .none
  }

  private mutating func list(
    _ row: Int, _ evidence: Evidence, amount number: Number?, in shown: Snapshot
  ) {
    guard let place = shown.frame.row(of: snapshot.frame.subjects[row]) else {
      measurement.hidden += 1
      return
    }
    var reasons = fields.compactMap { field in
      shown.value(field.key, row: place).map { "\(field.label) \(field.display($0, by: codes))" }
    }
    var seen: Number?
    if let amount, let number, shown.value(amount.key, row: place) != nil {
      seen = number
      reasons.append("\(amount.label)合计 \(amount.display(.number(number)))")
    }
    measurement.counted.append(
      Counted(
        register: snapshot.register.id, code: snapshot.codes[row], name: shown.name(row: place),
        reasons: reasons, evidence: evidence, amount: seen))
  }

  /// Turns the count into a share of a whole, in per cent with two places.
  mutating func divide(by whole: Int, on day: Day) {
    measurement.value = Self.percentage(measurement.count, of: whole)
    measurement.verified = Self.percentage(verified, of: whole)
    measurement.valueTime = day.description
    measurement.inputs = [
      MeasuredInput(label: "分子", value: "\(measurement.count)", time: day.description),
      MeasuredInput(label: "分母", value: "\(whole)", time: day.description),
    ]
  }

  private static func percentage(_ part: Int, of whole: Int) -> Number? {
    (Number(part) * 100).divided(by: Number(whole))?.rounded(toPlaces: 2, .halfUp)
  }
}
