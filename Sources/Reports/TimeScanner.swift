import Quantities

/// A time that a clause names.
struct TimeExpression: Sendable {
  var range: Range<Int>
  var from: Day?
  var to: Day?
  var recurrence: StatedPeriod.Recurrence?
  var form: Form

  enum Form: Sendable {
    /// A stretch: 全年, 2022年, 上半年.
    case stretch
    /// An end: 6月底前, 到2025年.
    case deadline
    /// 每年, 年均.
    case recurring
    /// 早日, 尽快: no day can be held against it.
    case open
  }
}

/// Reads the times that reports name, against the year of the report.
struct TimeScanner: Sendable {
  let text: FoldedText
  let year: Int?

  /// Returns the time that begins at a place.
  func time(at start: Int, before end: Int) -> TimeExpression? {
    switch text.scalars[start] {
    case "今", "全", "年", "上", "下", "早", "尽", "本", "明", "未", "每", "逐", "任":
      return phrase(start, end) ?? longTerm(start, end)
    case "“", "十": return fiveYearPlan(start, end)
    case "到", "至", "于": return dated(start + 1, end, from: start, isLimit: true)
    case "截" where start + 1 < end && text.scalars[start + 1] == "至":
      return dated(start + 2, end, from: start, isLimit: true)
    default: break
    }
    if text.classes[start] == .digit {
      return dated(start, end, from: start, isLimit: false) ?? years(start, end)
    }
    if text.classes[start] == .numeral {
      return quarter(start, end, year: year, from: start) ?? years(start, end)
        ?? month(start, end, year: year, from: start)
    }
    return nil
  }

  /// Returns the first time in a range that is not inside a quotation.
  func first(in range: Range<Int>) -> TimeExpression? {
    for start in range where text.nested[start] == .none || text.scalars[start] == "“" {
      if start > 0, text.classes[start - 1] == .digit || text.classes[start - 1] == .numeral {
        continue
      }
      if let time = time(at: start, before: range.upperBound) { return time }
    }
    return nil
  }

  // MARK: Phrases

  private struct Phrase {
    var words: [Unicode.Scalar]
    var form: TimeExpression.Form
    var from: (month: Int, day: Int) = (1, 1)
    var to: (month: Int, day: Int) = (12, 31)
    var years = 0

    init(
      _ words: String, _ form: TimeExpression.Form = .stretch, from: (Int, Int) = (1, 1),
      to: (Int, Int) = (12, 31), years: Int = 0
    ) {
      self.words = Array(words.unicodeScalars)
      self.form = form
      self.from = from
      self.to = to
      self.years = years
    }
  }

  /// Fixed words for times of the report's year; a longer one stands before what it begins with.
  private static let phrases: [Phrase] = [
    Phrase("今年底前", .deadline), Phrase("今年年底前", .deadline), Phrase("今年底", .deadline),
    Phrase("今年年底", .deadline), Phrase("今年年内"), Phrase("今年内"), Phrase("今年全年"),
    Phrase("年底之前", .deadline), Phrase("年底以前", .deadline), Phrase("年底前", .deadline),
    Phrase("年末前", .deadline), Phrase("年底", .deadline), Phrase("年末", .deadline),
    Phrase("年内"), Phrase("全年"), Phrase("本年度"), Phrase("年度内"),
    Phrase("今年上半年", to: (6, 30)), Phrase("今年下半年", from: (7, 1)),
    Phrase("上半年", to: (6, 30)), Phrase("下半年", from: (7, 1)),
    Phrase("明年", years: 1), Phrase("每年", .recurring), Phrase("逐年", .recurring),
    Phrase("年均", .recurring), Phrase("年年", .recurring), Phrase("早日", .open),
    Phrase("尽快", .open), Phrase("尽早", .open),
  ]

  private func phrase(_ start: Int, _ end: Int) -> TimeExpression? {
    if matches("今年", start, end), let dated = inYear(start + 2, end, year: year, from: start) {
      return dated
    }
    if let found = Self.phrases.first(where: { matches($0.words, start, end) }) {
      return expression(found, start)
    }
    guard matches("今年", start, end) else { return nil }
    return expression(Phrase("今年"), start)
  }

  private func expression(_ phrase: Phrase, _ start: Int) -> TimeExpression {
    let range = start..<start + phrase.words.count
    switch phrase.form {
    case .open: return TimeExpression(range: range, form: .open)
    case .recurring: return TimeExpression(range: range, recurrence: .yearly, form: .recurring)
    case .stretch, .deadline:
      let year = year.map { $0 + phrase.years }
      return TimeExpression(
        range: range,
        from: phrase.form == .deadline ? nil : day(year, phrase.from.month, phrase.from.day),
        to: day(year, phrase.to.month, phrase.to.day), form: phrase.form)
    }
  }

  private func matches(_ words: [Unicode.Scalar], _ start: Int, _ end: Int) -> Bool {
    start + words.count <= end && text.scalars[start..<start + words.count].elementsEqual(words)
  }

  func matches(_ words: String, _ start: Int, _ end: Int) -> Bool {
    matches(Array(words.unicodeScalars), start, end)
  }

  func day(_ year: Int?, _ month: Int, _ day: Int) -> Day? {
    year.flatMap { Day(year: $0, month: month, day: day) }
  }
}

// MARK: Dates

extension TimeScanner {
  /// Reads 2025年, 2025年底前, 2022年6月底前; without the year, 6月底前.
  private func dated(
    _ place: Int, _ end: Int, from start: Int, isLimit: Bool
  ) -> TimeExpression? {
    guard place < end else { return nil }
    if isLimit, text.classes[place] != .digit {
      guard var inner = phrase(place, end) ?? quarterOrMonth(place, end, start) else { return nil }
      inner.range = start..<inner.range.upperBound
      inner.form = .deadline
      inner.from = nil
      return inner
    }
    guard text.classes[place] == .digit else { return nil }
    guard place + 4 < end, text.scalars[place + 4] == "年",
      let named = Int(text.text(place..<place + 4)), (1990...2099).contains(named)
    else { return quarterOrMonth(place, end, start) }
    if let inner = inYear(place + 5, end, year: named, from: start) { return inner }
    if matches("前", place + 5, end), !matches("前三", place + 5, end) {
      return deadline(start..<place + 6, day(named - 1, 12, 31))
    }
    if matches("之前", place + 5, end) || matches("以前", place + 5, end) {
      return deadline(start..<place + 7, day(named - 1, 12, 31))
    }
    if isLimit { return deadline(start..<place + 5, day(named, 12, 31)) }
    return TimeExpression(
      range: start..<place + 5, from: day(named, 1, 1), to: day(named, 12, 31), form: .stretch)
  }

  private func quarterOrMonth(_ place: Int, _ end: Int, _ start: Int) -> TimeExpression? {
    quarter(place, end, year: year, from: start) ?? month(place, end, year: year, from: start)
  }

  private func deadline(_ range: Range<Int>, _ to: Day?) -> TimeExpression {
    TimeExpression(range: range, to: to, form: .deadline)
  }

  /// Reads what follows a year: 底前, 末, 上半年, 6月底前, 三季度.
  private func inYear(_ place: Int, _ end: Int, year: Int?, from start: Int) -> TimeExpression? {
    guard place < end else { return nil }
    for words in ["年底前", "底之前", "底以前", "底前", "年底", "年末", "末前", "底", "末"]
    where matches(words, place, end) {
      return deadline(start..<place + words.unicodeScalars.count, day(year, 12, 31))
    }
    if matches("上半年", place, end) {
      return TimeExpression(
        range: start..<place + 3, from: day(year, 1, 1), to: day(year, 6, 30), form: .stretch)
    }
    return quarter(place, end, year: year, from: start)
      ?? month(place, end, year: year, from: start)
  }

  /// Reads 6月底前, 10月, 6月30日前 and 六月底.
  private func month(_ place: Int, _ end: Int, year: Int?, from start: Int) -> TimeExpression? {
    guard let numeral = NumeralScanner(text: text).numeral(at: place, before: end),
      numeral.multiple.isEmpty, let month = Int(numeral.value.description),
      (1...12).contains(month), matches("月", numeral.end, end)
    else { return nil }
    var index = numeral.end + 1
    var date = day(year, month, 28).map {
      Day.length(ofMonth: month, year: $0.year)
    }.flatMap { day(year, month, $0) }
    if matches("份", index, end) { index += 1 }
    if let inner = NumeralScanner(text: text).numeral(at: index, before: end),
      let number = Int(inner.value.description), (1...31).contains(number),
      matches("日", inner.end, end)
    {
      index = inner.end + 1
      date = day(year, month, number)
    } else if matches("底", index, end) || matches("末", index, end) {
      index += 1
    } else if matches("前", index, end), let first = day(year, month, 1) {
      date = first.adding(days: -1)
    }
    for words in ["之前", "以前", "前"] where matches(words, index, end) {
      index += words.unicodeScalars.count
      break
    }
    return deadline(start..<index, date)
  }

  /// Reads 一季度, 三季度末, 第四季度.
  private func quarter(_ place: Int, _ end: Int, year: Int?, from start: Int) -> TimeExpression? {
    let place = matches("第", place, end) ? place + 1 : place
    guard let numeral = NumeralScanner(text: text).numeral(at: place, before: end),
      let quarter = Int(numeral.value.description), (1...4).contains(quarter),
      matches("季度", numeral.end, end)
    else { return nil }
    var index = numeral.end + 2
    for words in ["底前", "末前", "底", "末", "前", "内"] where matches(words, index, end) {
      index += words.unicodeScalars.count
      break
    }
    let last = quarter * 3
    var time = deadline(start..<index, day(year, last, last == 3 || last == 12 ? 31 : 30))
    if index == numeral.end + 2 {
      time.form = .stretch
      time.from = day(year, last - 2, 1)
    }
    return time
  }
}

// MARK: Several years

extension TimeScanner {
  /// Reads 今后五年, 未来三年, 本届政府任期内.
  private func longTerm(_ start: Int, _ end: Int) -> TimeExpression? {
    if matches("任期内", start, end) {
      return span(start..<start + 3, years: 5)
    }
    guard matches("今后", start, end) || matches("未来", start, end) else { return nil }
    guard let inner = years(start + 2, end, isLed: true) else { return nil }
    return TimeExpression(
      range: start..<inner.range.upperBound, from: inner.from, to: inner.to, form: .stretch)
  }

  /// Reads 五年内 and, after a leading word, 五年.
  private func years(_ start: Int, _ end: Int, isLed: Bool = false) -> TimeExpression? {
    guard let numeral = NumeralScanner(text: text).numeral(at: start, before: end),
      let count = Int(numeral.value.description), (2...15).contains(count),
      matches("年", numeral.end, end)
    else { return nil }
    let index = numeral.end + 1
    if matches("内", index, end) { return span(start..<index + 1, years: count) }
    guard isLed || matches("累计", index, end) || matches("新增", index, end) else { return nil }
    return span(start..<index, years: count)
  }

  private func span(_ range: Range<Int>, years: Int) -> TimeExpression {
    TimeExpression(
      range: range, from: day(year, 1, 1), to: day(year.map { $0 + years - 1 }, 12, 31),
      form: .stretch)
  }

  /// Reads “十四五”末, “十四五”期间 and the plans after it.
  private func fiveYearPlan(_ start: Int, _ end: Int) -> TimeExpression? {
    var index = start
    if text.scalars[index] == "“" { index += 1 }
    guard index + 2 < end, text.scalars[index] == "十", text.scalars[index + 2] == "五",
      let number = Numerals.values[text.scalars[index + 1]], (2...9).contains(number)
    else { return nil }
    index += 3
    if index < end, text.scalars[index] == "”" { index += 1 }
    let last = 2005 + (number - 1) * 5 + 5
    for words in ["期末", "末期", "末"] where matches(words, index, end) {
      return deadline(start..<index + words.unicodeScalars.count, day(last, 12, 31))
    }
    for words in ["期间", "时期"] where matches(words, index, end) {
      return TimeExpression(
        range: start..<index + 2, from: day(last - 4, 1, 1), to: day(last, 12, 31), form: .stretch)
    }
    return nil
  }
}
