import Facts
import Forecasts
import Ledgers
import Quantities

/// A forecast in the words and the rounding of an office.
///
/// Estimates are shown with at most one decimal, for more would pretend.
struct ForecastWords: Sendable {
  private let reading: Reading
  private let source: String?

  /// `source` names the register that the number comes from.
  init(_ reading: Reading, source: String?) {
    self.reading = reading
    self.source = source
  }

  var model: CommitmentPage.Forecast {
    switch reading.outlook {
    case nil: .init(lines: [], grounds: [], absence: "这一页没有要求预测。")
    case .insufficient(let reason)?: .init(lines: [], grounds: [], absence: absence(reason))
    case .forecast(let forecast)?: .init(lines: lines(forecast), grounds: grounds(forecast))
    }
  }

  private func absence(_ reason: String) -> String {
    let isOver = reading.asOf.day >= reading.due
    guard let source, !isOver else { return "\(reason)。" }
    return "\(reason)。数据来自\(source)。"
  }

  private func lines(_ forecast: Forecast) -> [CommitmentPage.Forecast.Line] {
    let bar = reading.bar.map { "（\($0.comparison.sign) \(titled($0.value.double))）" } ?? ""
    var lines = [
      CommitmentPage.Forecast.Line(
        label: "到期值", value: "\(titled(forecast.middle))（八成把握：\(range(forecast))）")
    ]
    if let chance = forecast.chance {
      lines.append(.init(label: "达标概率", value: Self.percentage(chance) + bar))
      lines.append(.init(label: "预计达标日", value: expected(forecast)))
    }
    lines.append(.init(label: "方法", value: forecast.method.title))
    lines.append(.init(label: "以往误差", value: Self.past(forecast.pastError, unit: unit)))
    return lines
  }

  private func expected(_ forecast: Forecast) -> String {
    guard let day = forecast.expectedDay else {
      return forecast.method == .threshold ? "逐个过线，只推算到期值" : "按中间走势，期限后两年内达不到"
    }
    return day > reading.due ? "\(day.chinese)前后，晚于期限" : "\(day.chinese)前后"
  }

  private func grounds(_ forecast: Forecast) -> [CommitmentPage.Forecast.Line] {
    let source = source.map { [CommitmentPage.Forecast.Line(label: "来源", value: $0)] } ?? []
    return forecast.grounds.map { .init(label: $0.label, value: $0.value) }
      + [.init(label: "观测数", value: "\(forecast.observations) 个")] + source
      + [
        .init(label: "口径", value: "按自报值推算；只用到时点为止的数据；到期值和概率是估计数，不作考核依据")
      ]
  }

  /// How the method did when it was asked at the same time of earlier years.
  static func past(_ error: PastError?, unit: String) -> String {
    guard let error else { return "往年数据不足，还不能回测" }
    let mean =
      error.isRelative
      ? "平均误差 \(percentage(error.mean))"
      : "平均误差 \(text(error.mean)) \(unit == "%" ? "个百分点" : unit)"
    return "回测 \(error.cases) 次：往年同期\(mean)，八成范围包住 \(percentage(error.coverage))"
  }

  /// The expected value with its range, for a narrow place.
  func brief(_ forecast: Forecast) -> String {
    "\(titled(forecast.middle))（\(range(forecast))）"
  }

  private func range(_ forecast: Forecast) -> String {
    "\(text(forecast.low))—\(titled(forecast.high))"
  }

  private var unit: String { reading.unit?.symbol ?? reading.commitment.target.unit ?? "" }

  func titled(_ value: Double) -> String {
    unit == "%" ? "\(text(value))%" : "\(text(value)) \(unit)".trimmingBlanks
  }

  /// An estimate to the tenth; of what is counted there are no parts.
  private func text(_ value: Double) -> String {
    guard case .counted? = MeasureUnit.named(unit)?.dimension else { return Self.text(value) }
    return Self.text(value.rounded())
  }

  /// Whole per cent; what is nearly sure is not shown as sure.
  static func percentage(_ share: Double) -> String {
    let whole = Int((share * 100).rounded())
    if share < 1, whole >= 100 { return "99%以上" }
    if share > 0, whole <= 0 { return "不到 1%" }
    return "\(whole)%"
  }

  /// A small number of things, to the hundredth.
  static func hundredths(_ value: Double) -> String {
    let whole = (value * 100).rounded()
    guard whole.isFinite, abs(whole) < 1e15 else { return "—" }
    return ReadingFigures.text(Number(coefficient: Int128(whole), exponent: -2))
  }

  static func text(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    guard tenths.isFinite, abs(tenths) < 1e15 else { return "—" }
    let number = Number(coefficient: Int128(tenths), exponent: -1)
    let isWhole = abs(value) >= 1_000 || tenths.remainder(dividingBy: 10) == 0
    return ReadingFigures.text(isWhole ? number.rounded(toPlaces: 0, .halfUp) : number)
  }
}
