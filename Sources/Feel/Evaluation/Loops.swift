import Quantities

extension Evaluation {
  func iteration(
    _ iterators: [Expression.Iterator], _ body: Expression, in scope: Scope
  ) -> FeelValue {
    var results: [FeelValue] = []
    let looksBack = body.mentions("partial")
    var isTooDeep = false
    let finished = each(iterators[...], in: scope) { inner in
      let step = looksBack ? inner.adding("partial", .list(results)) : inner
      let result = value(of: body, in: step)
      if looksBack { isTooDeep = (nesting(of: result) ?? .max) > Self.deepestValue }
      results.append(result)
      return !isTooDeep
    }
    if isTooDeep { return fail("结果嵌套太深，已停止") }
    return finished == nil ? .null : .list(results)
  }

  func quantified(
    _ quantifier: Expression.Quantifier, _ iterators: [Expression.Iterator], _ body: Expression,
    in scope: Scope
  ) -> FeelValue {
    let settling = quantifier == .some
    var isOpen = false
    var isSettled = false
    let finished = each(iterators[...], in: scope) { inner in
      guard case .boolean(let flag) = value(of: body, in: inner) else {
        isOpen = true
        return true
      }
      isSettled = flag == settling
      return !isSettled
    }
    if finished == nil { return .null }
    if isSettled { return .boolean(settling) }
    return isOpen ? .null : .boolean(!settling)
  }

  /// Calls with the scope of every combination, until told to stop; nil when a domain is none.
  private func each(
    _ iterators: ArraySlice<Expression.Iterator>, in scope: Scope, _ body: (Scope) -> Bool
  ) -> Bool? {
    guard let first = iterators.first else { return body(scope) }
    guard let domain = domain(of: first, in: scope) else { return nil }
    for item in domain {
      guard charge() else { return nil }
      guard let goesOn = each(iterators.dropFirst(), in: scope.adding(first.name, item), body)
      else { return nil }
      if !goesOn { return false }
    }
    return true
  }

  private func domain(of iterator: Expression.Iterator, in scope: Scope) -> [FeelValue]? {
    let first = value(of: iterator.domain, in: scope)
    if let last = iterator.last {
      return steps(from: first, to: value(of: last, in: scope), descends: true)
    }
    return items(of: first)
  }

  /// What a loop goes over: the items of a list, the steps of a range, or one value.
  func items(of domain: FeelValue) -> [FeelValue]? {
    switch domain {
    case .null: return nil
    case .list(let items): return items
    case .range(let range):
      guard var items = steps(from: range.low, to: range.high, descends: false) else { return nil }
      if !range.includesLow, !items.isEmpty { items.removeFirst() }
      if !range.includesHigh, !items.isEmpty { items.removeLast() }
      return items
    default: return [domain]
    }
  }

  /// The whole numbers or days from one to another, both included.
  private func steps(from first: FeelValue, to last: FeelValue, descends: Bool) -> [FeelValue]? {
    switch (first, last) {
    case (.number(let low), .number(let high)):
      guard let from = low.wholeNumber, let to = high.wholeNumber else { return nil }
      return counted(from: from, to: to, descends: descends) { FeelValue($0) }
    case (.date(let low), .date(let high)):
      return counted(from: low.number, to: high.number, descends: descends) { number in
        CalendarDate(number: number).map { .date($0) } ?? .null
      }
    default:
      note("只有整数和日期可以逐个列出")
      return nil
    }
  }

  private func counted(
    from: Int, to: Int, descends: Bool, _ make: (Int) -> FeelValue
  ) -> [FeelValue]? {
    if from > to && !descends { return nil }
    let (distance, overflow) = to.subtractingReportingOverflow(from)
    guard !overflow, charge(Int(clamping: distance.magnitude)) else { return nil }
    return stride(from: from, through: to, by: from <= to ? 1 : -1).map(make)
  }

  // MARK: Filters

  func filtered(_ list: Expression, by condition: Expression, in scope: Scope) -> FeelValue {
    let subject = value(of: list, in: scope)
    if subject.isNull { return .null }
    let items = subject.items
    if case .number(let number, unit: _) = condition.kind { return item(number, of: items) }
    var kept: [FeelValue] = []
    for (index, item) in items.enumerated() {
      guard charge() else { return .null }
      let result = value(of: condition, in: itemScope(item, in: scope))
      if case .number = result, index == 0 {
        guard case .number(let number) = value(of: condition, in: scope) else { return .null }
        return self.item(number, of: items)
      }
      if result == .boolean(true) { kept.append(item) }
    }
    return .list(kept)
  }

  /// Inside a filter the item is `item`, and its entries are names of their own.
  func itemScope(_ item: FeelValue, in scope: Scope) -> Scope {
    var names: [String: FeelValue] = [:]
    if case .context(let context) = item {
      names = Dictionary(
        context.entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    if names["item"] == nil { names["item"] = item }
    return Scope(names, inside: scope)
  }

  private func item(_ number: Number, of items: [FeelValue]) -> FeelValue {
    guard let position = number.wholeNumber else { return .null }
    let index = position > 0 ? position - 1 : items.count + position
    guard position != 0, items.indices.contains(index) else {
      return fail("列表没有第 \(position) 项")
    }
    return items[index]
  }

  // MARK: Paths

  func member(_ name: String, of value: FeelValue) -> FeelValue {
    switch value {
    case .context(let context):
      return context[name] ?? fail("没有名为“\(name)”的成员")
    case .list(let items):
      guard charge(items.count) else { return .null }
      return .list(items.map { member(name, of: $0) })
    case .range(let range): return member(name, of: range)
    case .null: return .null
    default: return Temporal.part(name, of: value) ?? fail("没有名为“\(name)”的成员")
    }
  }

  private func member(_ name: String, of range: FeelRange) -> FeelValue {
    switch name {
    case "start": range.low
    case "end": range.high
    case "start included": .boolean(range.includesLow)
    case "end included": .boolean(range.includesHigh)
    default: fail("没有名为“\(name)”的成员")
    }
  }
}

extension Number {
  /// The number as a machine integer, or nil when it is not whole or too large.
  var wholeNumber: Int? { fixedPoint(places: 0).flatMap { Int(exactly: $0) } }
}
