import ArgumentParser
import Forecasts
import Foundation
import Quantities

/// Forecasts monthly series from anywhere, one JSON object a line in and out.
struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast", abstract: "预测月度数列（标准输入每行一个 JSON）",
    discussion: """
      输入：{"first":"2017-01","values":[12.5,null,…],"kind":"flow","months":12}
      closed 是其中已满的月数（缺省为全部）：方法只学这些月，以后的月是本期已知的；bars 是要问概率的目标数。
      kind 为 flow（各月相加）、stock（存量）或 rate（增速，可为负）；缺的月份写 null。
      输出：所选方法、以后各月的预测值，以及到最后一个月的值或合计的 80% 范围；
      smoothing 是只用季节相加的指数平滑时各月的预测值和样本内误差平方和。
      """)

  func run() throws {
    while let text = readLine() {
      guard !text.allSatisfy(\.isWhitespace) else { continue }
      let question: Question
      do {
        question = try JSONDecoder().decode(Question.self, from: Data(text.utf8))
      } catch {
        throw InputProblem("这一行不是预测用的 JSON：\(text.prefix(60))。写法见 hefu forecast --help")
      }
      try Terminal.json(try Answer(question))
    }
  }

  struct Question: Decodable {
    var first: Period
    var values: [Double?]
    var kind: String
    var months: Int
    /// Months that are learned from; the rest are known months of the period that is asked about.
    var closed: Int?
    var bars: [Double]?
  }

  struct Answer: Encodable {
    var method: String?
    var forecasts: [Double]?
    var low: Double?
    var high: Double?
    /// Chances of reaching the bars.
    var chances: [Double]?
    var smoothing: [Double]?
    var squaredError: Double?

    init(_ question: Question) throws {
      let kinds: [String: SeriesModel.Kind] = ["flow": .flow, "stock": .stock, "rate": .rate]
      guard let kind = kinds[question.kind], (1...60).contains(question.months) else {
        throw InputProblem("kind 应当是 flow、stock 或 rate，months 应当是 1 到 60")
      }
      let first = MonthlySeries.ordinal(of: question.first.first)
      let series = MonthlySeries(first: first, values: question.values)
      let closed = question.closed ?? series.count
      guard (1...max(series.count, 1)).contains(closed), closed + question.months > series.count
      else {
        throw InputProblem("closed 应当不多于已有的月数，closed 加 months 应当多于已有的月数")
      }
      let end = first + closed
      if let model = SeriesModel(learningFrom: series.before(end), kind: kind) {
        let start = MonthlySeries.lastDay(of: end - 1).adding(days: 1)
        let due = MonthlySeries.lastDay(of: end + question.months - 1)
        func outlook(_ bar: Double?) -> Forecast? {
          SeriesForecast(model).outlook(series, goal: Goal(from: start, due: due, bar: bar))
            .forecast
        }
        let forecast = outlook(nil)
        method = model.method.rawValue
        forecasts = model.forecasts(
          after: series, count: end + question.months - series.end)
        (low, high) = (forecast?.low, forecast?.high)
        chances = question.bars?.compactMap { outlook($0)?.chance }
      }
      if let model = ExponentialSmoothing(fitting: series, isSeasonal: true) {
        smoothing = model.forecasts(
          from: model.state(after: series), month: series.end, count: question.months)
        squaredError = model.squaredError(of: series)
      }
    }
  }
}
