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
  }

  struct Answer: Encodable {
    var method: String?
    var forecasts: [Double]?
    var low: Double?
    var high: Double?
    var smoothing: [Double]?
    var squaredError: Double?

    init(_ question: Question) throws {
      let kinds: [String: SeriesModel.Kind] = ["flow": .flow, "stock": .stock, "rate": .rate]
      guard let kind = kinds[question.kind], (1...60).contains(question.months) else {
        throw InputProblem("kind 应当是 flow、stock 或 rate，months 应当是 1 到 60")
      }
      let first = MonthlySeries.ordinal(of: question.first.first)
      let series = MonthlySeries(first: first, values: question.values)
      if let model = SeriesModel(learningFrom: series, kind: kind) {
        let start = MonthlySeries.lastDay(of: series.end - 1).adding(days: 1)
        let due = MonthlySeries.lastDay(of: series.end + question.months - 1)
        let goal = Goal(from: start, due: due, bar: nil)
        let forecast = SeriesForecast(model).outlook(series, goal: goal).forecast
        method = model.method.rawValue
        forecasts = model.forecasts(after: series, count: question.months)
        (low, high) = (forecast?.low, forecast?.high)
      }
      if let model = ExponentialSmoothing(fitting: series, isSeasonal: true) {
        smoothing = model.forecasts(
          from: model.state(after: series), month: series.end, count: question.months)
        squaredError = model.squaredError(of: series)
      }
    }
  }
}
