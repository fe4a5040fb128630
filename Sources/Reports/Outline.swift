/// A paragraph with the headings above it and the part in which it stands.
struct Paragraph: Hashable, Sendable {
  var range: Range<Int>
  /// What is left of it when the heading at its head is taken off.
  var body: Range<Int>
  var section: [String]
  var part: Part.Kind
}

/// The headings and parts of a report, found by their words and numbering, not by their place.
struct Outline: Sendable {
  private(set) var paragraphs: [Paragraph] = []
  private(set) var parts: [Part] = []
  private(set) var year: Int?

  private let text: FoldedText
  private let words: Vocabulary
  /// Headings above the present paragraph, by level.
  private var path: [(level: Int, title: String)] = []
  private var kind = Part.Kind.opening
  private var partStart = 0
  private var partHeading: String?
  /// Whether any heading or announcement of targets began a part.
  var hasHeadings: Bool { hasParts }
  private var hasParts = false
  /// Whether the headings that divide the report into parts are numbered.
  private var areNumbered = true

  init(_ text: FoldedText, _ words: Vocabulary, year: Int?) {
    self.text = text
    self.words = words
    self.year = year
    for range in Self.lines(of: text) { take(range) }
    closePart(at: text.count)
    if !parts.contains(where: \.kind.promises) { guessPlan() }
    if self.year == nil { self.year = Self.firstYear(text, 0..<min(text.count, 400)) }
  }

  private static func lines(of text: FoldedText) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for index in 0...text.count where index == text.count || text.classes[index] == .newline {
      if index > start { lines.append(start..<index) }
      start = index + 1
    }
    return lines
  }

  // MARK: Paragraphs

  private mutating func take(_ range: Range<Int>) {
    let numbering = Numbering(text, range)
    let heading = heading(of: range, numbering)
    if let heading {
      let level = numbering?.level ?? 2
      let found = partKind(heading)
      if let found, opensPart(found, level, heading, isNumbered: numbering != nil) {
        openPart(found, heading, level: numbering?.level ?? 0)
        areNumbered = numbering != nil
      } else {
        descend(to: numbering == nil ? 5 : level, text.text(heading))
      }
    } else if numbering == nil {
      path.removeAll { $0.level >= 5 }
    }
    if heading == nil, !kind.promises, kind != .glossary, announcesTargets(range) {
      openPart(.plan, nil, at: range.lowerBound)
    }
    let start = heading?.upperBound ?? range.lowerBound + (numbering?.length ?? 0)
    var body = start..<max(range.upperBound, start)
    if let stop = body.first, text.classes[stop] == .stop { body = stop + 1..<range.upperBound }
    if heading == nil || !body.isEmpty, let lead = lead(of: body) {
      path.removeAll { $0.level >= 5 }
      path.append((5, text.text(lead)))
      body = min(lead.upperBound + 1, body.upperBound)..<body.upperBound
    }
    paragraphs.append(
      Paragraph(range: range, body: body, section: path.map(\.title), part: kind))
  }

  /// The words of a paragraph that are its heading; nil when all of it is text.
  private func heading(of range: Range<Int>, _ numbering: Numbering?) -> Range<Int>? {
    let first = firstSentence(range)
    let isWhole = first.upperBound + 1 >= range.upperBound
    let endsPlainly = first.upperBound == range.upperBound
    guard let numbering else {
      let isPlain = !hasComma(range) && !hasValue(range) || partKind(range) != nil
      // A text of one line was given to be read, however short.
      return endsPlainly && range.count <= 32 && isPlain && range.count + 1 < text.count
        ? range : nil
    }
    let limit = numbering.level >= 3 ? 30 : 80
    guard first.count <= limit, !hasValue(first) || endsPlainly && numbering.level <= 1 else {
      return nil
    }
    if numbering.level >= 3, isWhole, !endsPlainly { return nil }
    return first
  }

  /// A short first sentence at the head of a paragraph, such as 提升核心竞争力。
  private func lead(of body: Range<Int>) -> Range<Int>? {
    let first = firstSentence(body)
    guard first.count >= 3, first.count <= 24, first.upperBound + 1 < body.upperBound,
      text.scalars[first.upperBound] == "。", !hasValue(first)
    else { return nil }
    var start = first.lowerBound
    while start < first.upperBound, text.classes[start] == .dash { start += 1 }
    return start..<first.upperBound
  }

  private func firstSentence(_ range: Range<Int>) -> Range<Int> {
    let end = range.first { text.classes[$0] == .stop && text.scalars[$0] != "；" }
    return range.lowerBound..<(end ?? range.upperBound)
  }

  private func hasComma(_ range: Range<Int>) -> Bool {
    range.contains { text.classes[$0] == .comma || text.classes[$0] == .colon }
  }

  /// Whether digits stand there that are not a year.
  private func hasValue(_ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    let numbering = Numbering(text, range)
    index += numbering?.length ?? 0
    while index < range.upperBound {
      guard text.classes[index] == .digit, text.nested[index] == .none else {
        index += 1
        continue
      }
      var end = index
      while end < range.upperBound, text.classes[end] == .digit { end += 1 }
      if end < range.upperBound, text.scalars[end] != "年" || end - index != 4 { return true }
      index = end
    }
    return false
  }

  private mutating func descend(to level: Int, _ title: String) {
    path.removeAll { $0.level >= level }
    path.append((level, title))
  }
}

// MARK: Parts

extension Outline {
  private static let headings: [(role: Lexicon.Role, kind: Part.Kind)] = [
    (.glossaryHeading, .glossary), (.reviewHeading, .review), (.conductHeading, .conduct),
    (.longPlanHeading, .longPlan), (.planHeading, .plan), (.problemHeading, .problems),
  ]

  /// Kind of part that a heading names by its words.
  private func partKind(_ heading: Range<Int>) -> Part.Kind? {
    var roles: RoleSet = []
    let wanted = RoleSet(rawValue: Self.headings.reduce(0) { $0 | RoleSet($1.role).rawValue })
    for start in heading {
      if let match = words.word(text, at: start, before: heading.upperBound, wanted) {
        roles.formUnion(match.roles)
      }
    }
    guard let found = Self.headings.first(where: { roles.has($0.role) })?.kind else { return nil }
    // 今后五年和今年的任务 in one heading: the year's plan is what is kept first.
    if found == .longPlan, roles.has(.planHeading), Self.firstYear(text, heading) != nil {
      return .plan
    }
    return found
  }

  private func opensPart(
    _ found: Part.Kind, _ level: Int, _ heading: Range<Int>, isNumbered: Bool
  ) -> Bool {
    if !isNumbered { return heading.count <= 32 }
    // Under a heading without a number 一、 begins a chapter, unless it names another time.
    if level <= 1 {
      return areNumbered || found == .conduct || found == .glossary || namesTime(heading)
    }
    // Below the main headings only a change between five years and one year counts.
    return level == 2 && kind.promises && found.promises && found != .conduct && found != kind
      && heading.count <= 30
  }

  private mutating func openPart(_ found: Part.Kind, _ heading: Range<Int>, level: Int) {
    let title = text.text(heading)
    openPart(found, title, at: heading.lowerBound)
    if year == nil, let named = Self.firstYear(text, heading) {
      if found == .plan { year = named }
      if found == .review { year = named + 1 }
    }
    descend(to: level, title)
  }

  /// Whether a heading says of which years it speaks.
  private func namesTime(_ heading: Range<Int>) -> Bool {
    let title = text.text(heading)
    return Self.firstYear(text, heading) != nil
      || ["今年", "过去", "今后", "未来", "五年"].contains(where: title.contains)
  }

  private mutating func openPart(
    _ found: Part.Kind, _ heading: String?, at start: Int
  ) {
    closePart(at: start)
    kind = found
    hasParts = true
    partHeading = heading
    partStart = start
  }

  private mutating func closePart(at end: Int) {
    if end > partStart {
      parts.append(
        Part(kind: kind, heading: partHeading, span: text.original(partStart..<end)))
    }
  }

  /// Whether a paragraph states the year's expected targets, which only a plan does.
  private func announcesTargets(_ range: Range<Int>) -> Bool {
    var place = range.lowerBound
    while let found = words.first(text, in: place..<range.upperBound, RoleSet(.expected)) {
      place = found.range.upperBound
      for index in place..<min(place + 6, range.upperBound) where text.classes[index] == .colon {
        return true
      }
    }
    return false
  }

  /// An excerpt without headings of parts is read as a plan; it was cut out to be read.
  private mutating func guessPlan() {
    guard !hasParts else { return }
    for index in paragraphs.indices { paragraphs[index].part = .plan }
    parts = text.count == 0 ? [] : [Part(kind: .plan, span: text.original(0..<text.count))]
  }

  /// The first year written with four digits in a range.
  static func firstYear(_ text: FoldedText, _ range: Range<Int>) -> Int? {
    guard range.count >= 5 else { return nil }
    for start in range.lowerBound...(range.upperBound - 5)
    where text.scalars[start + 4] == "年" && text.scalars[start] == "2" {
      if let year = Int(text.text(start..<start + 4)), (2000...2099).contains(year) { return year }
    }
    return nil
  }
}
