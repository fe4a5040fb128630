import Feel
import Quantities
import Reports

/// What metrics are checked against while they are decoded.
struct MetricContext {
  let registers: [String: Register]
  let codeLists: [String: CodeList]

  func register(_ entry: Entry?) -> Register? {
    guard let entry, let name = entry.text() else { return nil }
    if let register = registers[name] { return register }
    entry.error(
      "没有登记簿“\(name)”" + Suggestion.hint(for: name, among: registers.keys),
      "现有登记簿：\(registers.keys.sorted().joined(separator: "、"))")
    return nil
  }

  func field(_ entry: Entry?, of register: Register, _ wanted: String, _ fits: (Field) -> Bool)
    -> Field?
  {
    guard let entry, let name = entry.text() else { return nil }
    guard let field = register.field(name) else {
      entry.error(
        "登记簿“\(register.title)”没有数据项“\(name)”"
          + Suggestion.hint(for: name, among: register.fields.map(\.key)))
      return nil
    }
    guard fits(field) else {
      entry.error("“\(field.label)”不能用在这里，应当是\(wanted)")
      return nil
    }
    return SurveyCheck.check([name], of: register, at: entry) ? field : nil
  }

  func truth(_ entry: Entry?, over register: Register) -> Rule? {
    guard let entry, let rule = entry.rule(register.vocabulary, expecting: .boolean) else {
      return nil
    }
    LiteralCheck(register: register, codeLists: codeLists).check(rule, at: entry)
    return SurveyCheck.check(rule.names, of: register, at: entry) ? rule : nil
  }
}

extension Metric {
  init?(_ fields: Fields, context: MetricContext) {
    let head = Head(fields)
    let definition = fields.required("definition")?.text()
    let proof = fields.required("proof")?.text()
    let unitEntry = fields.required("unit")
    let kind = fields.required("kind")?.choice(Kind.self)
    let keeper = fields.required("keeper").flatMap {
      RegisterContext(codeLists: context.codeLists).keeper($0)
    }
    let evidence = fields.required("least-evidence").flatMap(Self.evidence)
    let calendar = fields.required("calendar")?.text()
    let measure = fields.required("measure").flatMap { Measure($0, context: context) }
    let candidateEntries = fields.optional("candidates")?.items() ?? []
    let binds = fields.required("binds").flatMap(BindRule.init)
    let forecastEntry = fields.optional("forecast")
    fields.close()
    var unit: MeasureUnit?
    if let symbol = unitEntry?.text() {
      unit = MeasureUnit.named(symbol)
      if unit == nil { unitEntry?.error("“\(symbol)”不是认识的计量单位") }
    }
    let usual = measure?.registers.first
    let candidates = candidateEntries.compactMap {
      CandidateRule($0, usual: usual, context: context)
    }
    let forecast = forecastEntry.flatMap {
      ForecastPlan($0, register: usual, context: context)
    }
    guard let head, let definition, let proof, let unit, let kind, let keeper, let evidence,
      let calendar, let measure, let binds, candidates.count == candidateEntries.count,
      (forecast == nil) == (forecastEntry == nil)
    else { return nil }
    self.init(
      head: head, definition: definition, proof: proof, unit: unit, kind: kind, keeper: keeper,
      leastEvidence: evidence, calendar: calendar, measure: measure, candidates: candidates,
      binds: binds, forecast: forecast)
  }

  private static func evidence(_ entry: Entry) -> Evidence? {
    guard let text = entry.text() else { return nil }
    if let grade = Evidence(code: text) { return grade }
    entry.error("证据等级写的是“\(text)”，应当是 E0 到 E4")
    return nil
  }
}

extension Measure {
  private static let kinds = [
    "count", "sum", "share", "series", "difference", "growth", "milestone", "unavailable",
  ]

  init?(_ entry: Entry, context: MetricContext) {
    guard let fields = entry.fields() else { return nil }
    let found = Self.kinds.compactMap { fields.optional($0) }
    fields.close()
    guard found.count == 1, let chosen = found.first, let inner = chosen.fields() else {
      entry.error("measure 里要正好写一种：\(Self.kinds.joined(separator: "、"))")
      return nil
    }
    defer { inner.close() }
    let measure: Measure? =
      switch chosen.key {
      case "count": Self.count(inner, context)
      case "sum": Self.sum(inner, context)
      case "share": Self.share(inner, context)
      case "series": SeriesSource(inner, context).map { .series($0) }
      case "difference": Self.difference(inner, context)
      case "growth": Self.growth(inner, context)
      case "milestone": Self.milestone(inner, context)
      default: Self.unavailable(inner)
      }
    guard let measure else { return nil }
    self = measure
  }

  private static func count(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let register = context.register(fields.required("register"))
    let filter = fields.optional("where")
    let on = fields.optional("on")
    guard let register else { return nil }
    let rule = context.truth(filter, over: register)
    let field = context.field(on, of: register, "日期项", \.isDay)
    guard (filter == nil) == (rule == nil), (on == nil) == (field == nil) else { return nil }
    return .count(register: register.id, filter: rule, on: field?.key)
  }

  private static func sum(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let register = context.register(fields.required("register"))
    let filter = fields.optional("where")
    let of = fields.required("of")
    guard let register else { return nil }
    let rule = context.truth(filter, over: register)
    let field = context.field(of, of: register, "按期的数量项", \.isSeries)
    guard (filter == nil) == (rule == nil), let field else { return nil }
    return .sum(register: register.id, filter: rule, of: field.key)
  }

  private static func share(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let register = context.register(fields.required("register"))
    let part = fields.required("numerator")
    let whole = fields.optional("denominator")
    guard let register else { return nil }
    let numerator = context.truth(part, over: register)
    let denominator = context.truth(whole, over: register)
    guard let numerator, (whole == nil) == (denominator == nil) else { return nil }
    return .share(register: register.id, numerator: numerator, denominator: denominator)
  }

  private static func difference(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let own = fields.required("own")?.fields().flatMap { SeriesSource($0, context, closing: true) }
    let reference = fields.required("reference")?.fields().flatMap {
      SeriesSource($0, context, closing: true)
    }
    guard let own, let reference else { return nil }
    return .difference(own: own, reference: reference)
  }

  private enum Amounts: String, CaseIterable {
    case monthly, cumulative
  }

  private static func growth(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let amounts = fields.required("amounts")?.choice(Amounts.self)
    guard let source = SeriesSource(fields, context), let amounts else { return nil }
    return .growth(of: source, isCumulative: amounts == .cumulative)
  }

  private static func milestone(_ fields: Fields, _ context: MetricContext) -> Measure? {
    let register = context.register(fields.required("register"))
    let filter = fields.optional("where")
    let on = fields.required("on")
    guard let register else { return nil }
    let rule = context.truth(filter, over: register)
    let field = context.field(on, of: register, "日期项", \.isDay)
    guard (filter == nil) == (rule == nil), let field else { return nil }
    return .milestone(register: register.id, filter: rule, on: field.key)
  }

  private static func unavailable(_ fields: Fields) -> Measure? {
    let register = fields.required("register")?.text()
    let reason = fields.required("reason")?.text()
    guard let register, let reason else { return nil }
    return .unavailable(register: register, reason: reason)
  }
}

extension SeriesSource {
  init?(_ fields: Fields, _ context: MetricContext, closing: Bool = false) {
    defer { if closing { fields.close() } }
    let register = context.register(fields.required("register"))
    let subjectEntry = fields.required("subject")
    let fieldEntry = fields.required("field")
    guard let register, let subject = subjectEntry?.text(),
      let field = context.field(fieldEntry, of: register, "按期的数量项", \.isSeries)
    else { return nil }
    if let problem = register.problem(withCode: subject) {
      subjectEntry?.error("登记簿“\(register.title)”里不会有“\(subject)”：\(problem)")
    }
    self.init(register: register.id, subject: subject, field: field.key)
  }
}

extension CandidateRule {
  init?(_ entry: Entry, usual: String?, context: MetricContext) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let id = fields.required("id")?.text()
    let title = fields.required("title")?.text()
    let because = fields.required("because")?.text()
    let named = fields.optional("register")
    let when = fields.required("when")
    let register = named.map { context.register($0) } ?? usual.flatMap { context.registers[$0] }
    guard let id, let title, let because, let register,
      let rule = context.truth(when, over: register)
    else { return nil }
    self.init(id: id, title: title, because: because, register: register.id, rule: rule)
  }
}

extension BindRule {
  /// Kinds of commitment that the reader of reports knows.
  static let knownKinds = StatedCommitment.Kind.allCases.map(\.rawValue)

  init?(_ entry: Entry) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let groups = fields.required("subject")?.items()
    context = (fields.optional("context")?.items() ?? []).compactMap { $0.texts() }
    unless = fields.optional("unless")?.texts() ?? []
    units = fields.optional("units")?.texts() ?? []
    let kindEntries = fields.required("kinds")?.items()
    guard let groups, let kindEntries else { return nil }
    subject = groups.compactMap { $0.texts() }
    kinds = kindEntries.compactMap { $0.text() }
    if subject.isEmpty { entry.error("subject 里至少要有一组词") }
    for (kind, entry) in zip(kinds, kindEntries) where !Self.knownKinds.contains(kind) {
      entry.error(
        "没有“\(kind)”这一类承诺" + Suggestion.hint(for: kind, among: Self.knownKinds),
        "可以写：\(Self.knownKinds.joined(separator: "、"))")
    }
  }
}

extension Field {
  var isDay: Bool { type == .day }

  /// Whether it holds a number for every period.
  var isSeries: Bool {
    guard case .periodic = time else { return false }
    switch type {
    case .number, .money, .area: return true
    default: return false
    }
  }
}
