package import Feel
import Quantities

/// What a metric's forecast is made of, where that does not follow from the metric itself.
///
/// Without a plan a flow is forecast from the arrivals of earlier years, everything else from its
/// monthly series.
package enum ForecastPlan: Sendable {
  /// Subjects go from day to day in this order; the last day makes them count.
  case stages(filter: Rule?, days: [String])
  /// Subjects count once a monthly amount reaches a line within the year and they are entered.
  case threshold(filter: Rule?, amount: String, line: Parameter)
  /// Lists that are drawn up anew every year, so that a subject's day of this year replaces that of
  /// the last: earlier years are read as they stood at their ends.
  case lists
  /// A stock that subjects enter on one day and leave on another.
  case balance(opened: String, closed: String)
}

extension ForecastPlan {
  private static let kinds = ["stages", "threshold", "lists", "balance"]

  init?(_ entry: Entry, register: String?, context: MetricContext) {
    guard let fields = entry.fields() else { return nil }
    let found = Self.kinds.compactMap { fields.optional($0) }
    fields.close()
    guard found.count == 1, let chosen = found.first, let inner = chosen.fields() else {
      entry.error("forecast 里要正好写一种：\(Self.kinds.joined(separator: "、"))")
      return nil
    }
    defer { inner.close() }
    guard let register = register.flatMap({ context.registers[$0] }) else {
      entry.error("这个指标不从登记簿的对象计数，不能写 forecast")
      return nil
    }
    let plan =
      switch chosen.key {
      case "stages": Self.stages(inner, register, context)
      case "threshold": Self.threshold(inner, register, context)
      case "lists": Self.lists(inner)
      default: Self.balance(inner, register, context)
      }
    guard let plan else { return nil }
    self = plan
  }

  private static func stages(
    _ fields: Fields, _ register: Register, _ context: MetricContext
  ) -> ForecastPlan? {
    let filter = fields.optional("where")
    let rule = context.truth(filter, over: register)
    let entries = fields.required("days")?.items() ?? []
    let days = entries.compactMap { context.field($0, of: register, "日期项", \.isDay)?.key }
    guard (filter == nil) == (rule == nil), days.count == entries.count, !days.isEmpty else {
      return nil
    }
    return .stages(filter: rule, days: days)
  }

  private enum Rhythm: String, CaseIterable {
    case year
  }

  private static func lists(_ fields: Fields) -> ForecastPlan? {
    fields.required("every")?.choice(Rhythm.self).map { _ in .lists }
  }

  private static func balance(
    _ fields: Fields, _ register: Register, _ context: MetricContext
  ) -> ForecastPlan? {
    let opened = context.field(fields.required("opened"), of: register, "日期项", \.isDay)
    let closed = context.field(fields.required("closed"), of: register, "日期项", \.isDay)
    guard let opened, let closed else { return nil }
    return .balance(opened: opened.key, closed: closed.key)
  }

  private static func threshold(
    _ fields: Fields, _ register: Register, _ context: MetricContext
  ) -> ForecastPlan? {
    let filter = fields.optional("where")
    let rule = context.truth(filter, over: register)
    let field = context.field(fields.required("of"), of: register, "按期的数量项", \.isSeries)
    let lineEntry = fields.required("line")
    guard (filter == nil) == (rule == nil), let field, let name = lineEntry?.text() else {
      return nil
    }
    guard let line = register.parameters.first(where: { $0.label == name || $0.key == name }) else {
      lineEntry?.error(
        "没有参数“\(name)”" + Suggestion.hint(for: name, among: register.parameters.map(\.label)))
      return nil
    }
    return .threshold(filter: rule, amount: field.key, line: line)
  }
}
