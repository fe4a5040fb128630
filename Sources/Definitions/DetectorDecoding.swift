import Feel
import Quantities

/// Registers that detectors may name.
struct DetectorContext {
  var registers: [String: Register]
}

extension Detector {
  private enum Kind: String, CaseIterable {
    case outliers, series, conflicts, duplicates, orphans, stale
    case doubleCounts = "double-counts"
    case stockLaw = "stock-law"
  }

  /// Decodes a detector.
  init?(_ fields: Fields, context: DetectorContext) {
    let head = Head(fields)
    let registerEntry = fields.required("register")
    let kind = fields.required("kind")?.choice(Kind.self)
    defer { fields.close() }
    guard let name = registerEntry?.text(), let kind else { return nil }
    guard let register = context.registers[name] else {
      registerEntry?.error(
        "没有登记簿“\(name)”" + Suggestion.hint(for: name, among: context.registers.keys))
      return nil
    }
    let reading = DetectorReading(fields: fields, register: register, context: context)
    guard let rule = reading.rule(kind.rawValue), let head else { return nil }
    self.init(head: head, register: name, rule: rule)
  }
}

/// Reads the limits of one kind of detector; a field that the register does not have is refused.
private struct DetectorReading {
  let fields: Fields
  let register: Register
  let context: DetectorContext

  func rule(_ kind: String) -> Detector.Rule? {
    switch kind {
    case "outliers": outliers().map { .outliers($0) }
    case "series": series().map { .series($0) }
    case "conflicts":
      number("tolerance", in: fields).map { .conflicts(Detector.Conflicts(tolerance: $0)) }
    case "duplicates": duplicates().map { .duplicates($0) }
    case "double-counts": doubleCounts().map { .doubleCounts($0) }
    case "orphans": references().map { .orphans($0) }
    case "stale": aging().map { .stale($0) }
    default: stock().map { .stockLaw($0) }
    }
  }

  // MARK: Figures

  private func outliers() -> Detector.Outliers? {
    let ratios = fields.required("ratios")?.items()?.map(ratio)
    let peers = fields.required("peers").flatMap(peers)
    let least = fields.required("least-peers")?.integer()
    let limit = number("limit", in: fields)
    let factor = number("factor", in: fields)
    guard let ratios, let peers, let least, let limit, let factor,
      ratios.allSatisfy({ $0 != nil })
    else { return nil }
    return Detector.Outliers(
      ratios: ratios.compactMap(\.self), peers: peers, leastPeers: least, limit: limit,
      factor: factor)
  }

  /// Groups of peers, from the narrowest; nil when one of their fields is unknown.
  private func peers(_ entry: Entry) -> [[Detector.PeerKey]]? {
    let keys = entry.items()?.map { $0.items()?.map(peerKey) ?? [] }
    guard let keys, keys.joined().allSatisfy({ $0 != nil }) else { return nil }
    return keys.map { $0.compactMap(\.self) }
  }

  private func ratio(_ entry: Entry) -> Detector.Outliers.Ratio? {
    guard let inner = entry.fields() else { return nil }
    defer { inner.close() }
    let id = inner.required("id")?.text()
    let title = inner.required("title")?.text()
    let of = field("of", in: inner)
    let over = inner.optional("over") == nil ? nil : field("over", in: inner)
    let ownPeers = inner.optional("peers")
    let peers = ownPeers.flatMap(peers)
    let factor = inner.optional("factor").flatMap { number(of: $0) }
    let side = inner.optional("side")?.choice(Detector.Outliers.Side.self)
    guard let id, let title, let of, ownPeers == nil || peers != nil else { return nil }
    return Detector.Outliers.Ratio(
      id: id, title: title, of: of, over: over, peers: peers, factor: factor, side: side ?? .both)
  }

  private func peerKey(_ entry: Entry) -> Detector.PeerKey? {
    guard let inner = entry.fields() else { return nil }
    defer { inner.close() }
    let prefix = inner.optional("prefix")?.integer()
    let bands = inner.optional("bands")?.items()?.compactMap { number(of: $0) }
    guard let field = field("field", in: inner) else { return nil }
    return Detector.PeerKey(field: field, prefix: prefix, bands: bands ?? [])
  }

  private func series() -> Detector.Series? {
    let field = field("field", in: fields)
    let least = fields.required("least-periods")?.integer()
    let limit = number("limit", in: fields)
    let factor = number("factor", in: fields)
    guard let field, let least, let limit, let factor else { return nil }
    return Detector.Series(field: field, leastPeriods: least, limit: limit, factor: factor)
  }

  // MARK: Pairs

  private func duplicates() -> Detector.Duplicates? {
    let name = field("name", in: fields)
    let address = field("address", in: fields)
    let founded = field("founded", in: fields)
    let also = fields.required("also")?.items()?.compactMap { field(of: $0) }
    let except = fields.required("except")?.fields()
    let exceptField = except.flatMap { field("field", in: $0) }
    let exceptWords = except?.required("words")?.texts()
    except?.close()
    let forms = fields.required("legal-forms")?.texts()
    let points = points(["name", "near-name", "address", "founded", "near-code", "also"])
    let line = fields.required("line")?.integer()
    guard let name, let address, let founded, let also, let exceptField, let exceptWords,
      let forms, let points, let line
    else { return nil }
    return Detector.Duplicates(
      name: name, address: address, founded: founded, also: also, exceptField: exceptField,
      exceptWords: exceptWords, legalForms: forms, points: points, line: line)
  }

  private func doubleCounts() -> Detector.DoubleCounts? {
    let name = field("name", in: fields)
    let investor = field("investor", in: fields)
    let amount = field("amount", in: fields)
    let day = field("day", in: fields)
    let places = fields.required("places")?.items()?.compactMap { field(of: $0) }
    let plain = fields.required("plain-words")?.texts()
    let phases = fields.required("phases")?.texts()
    let points = points(["name", "investor", "amount", "day", "place", "other-phase"])
    let line = fields.required("line")?.integer()
    let apart = fields.required("days-apart")?.integer()
    guard let name, let investor, let amount, let day, let places, let plain, let phases,
      let points, let line, let apart
    else { return nil }
    return Detector.DoubleCounts(
      name: name, investor: investor, amount: amount, day: day, places: places,
      plainWords: plain, phases: phases, points: points, line: line, daysApart: apart)
  }

  private func points(_ names: [String]) -> [String: Int]? {
    guard let inner = fields.required("points")?.fields() else { return nil }
    defer { inner.close() }
    var points: [String: Int] = [:]
    for name in names { points[name] = inner.required(name)?.integer() }
    return points.count == names.count ? points : nil
  }

  // MARK: The rest

  private func references() -> [Detector.Reference]? {
    fields.required("references")?.items()?.compactMap { entry in
      guard let inner = entry.fields() else { return nil }
      defer { inner.close() }
      let field = field("field", in: inner)
      let target = inner.required("register")
      guard let field, let name = target?.text() else { return nil }
      if context.registers[name] == nil { target?.error("没有登记簿“\(name)”") }
      return Detector.Reference(field: field, register: name)
    }
  }

  private func aging() -> [Detector.Aging]? {
    fields.required("fields")?.items()?.compactMap { entry in
      guard let inner = entry.fields() else { return nil }
      defer { inner.close() }
      let field = field("field", in: inner)
      let when = inner.required("when")?.rule(register.vocabulary, expecting: .boolean)
      guard let field, let when else { return nil }
      return Detector.Aging(field: field, when: when)
    }
  }

  private func stock() -> Detector.Stock? {
    let when = fields.required("when")?.rule(register.vocabulary, expecting: .boolean)
    let born = field("born", in: fields)
    let died = field("died", in: fields)
    let status = field("status", in: fields)
    let moved = fields.required("moved")?.texts()
    let dead = fields.required("dead")?.texts()
    guard let when, let born, let died, let status, let moved, let dead else { return nil }
    return Detector.Stock(
      when: when, born: born, died: died, status: status, moved: moved, dead: dead)
  }

  // MARK: Values

  private func field(_ key: String, in fields: Fields) -> String? {
    fields.required(key).flatMap { field(of: $0) }
  }

  private func field(of entry: Entry) -> String? {
    guard let text = entry.text() else { return nil }
    if register.field(text) != nil { return text }
    entry.error(
      "登记簿“\(register.title)”没有键为“\(text)”的数据项"
        + Suggestion.hint(for: text, among: register.fields.map(\.key)))
    return nil
  }

  private func number(_ key: String, in fields: Fields) -> Number? {
    fields.required(key).flatMap { number(of: $0) }
  }

  private func number(of entry: Entry) -> Number? {
    guard let text = entry.text() else { return nil }
    if let number = Number(text) { return number }
    entry.error("“\(entry.key)”写的是“\(text)”，应当是数")
    return nil
  }
}
