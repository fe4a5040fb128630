/// The answers of up to 64 tests on one column for each of its codes.
struct AnswerTable {
  /// Place of the column among the coded ones.
  let codes: Int
  /// A word for each code, a bit for each test.
  var words: [UInt64]
  /// Rows of the block's scratch that the bits go to, lowest bit first.
  var rows: [Int] = []

  init(codes: Int, codeCount: Int) {
    self.codes = codes
    words = Array(repeating: 0, count: codeCount)
  }

  var isFull: Bool { rows.count == 64 }

  mutating func add(row: Int, trueFor ranges: [Range<Int>]) {
    let bit: UInt64 = 1 << UInt64(rows.count)
    for range in ranges {
      for code in range { words[code] |= bit }
    }
    rows.append(row)
  }
}

/// What one test answers: for the ranges of codes true, known, and all else.
struct CodeAnswers {
  var isTrue: [Range<Int>] = []
  var isKnown: [Range<Int>] = []
  /// Known for all codes but the missing one, as nearly every test is.
  var isPlain = true

  mutating func add(_ answer: Bool?, codes: Range<Int>) {
    guard !codes.isEmpty else { return }
    if answer == true { isTrue.append(codes) }
    if answer != nil { isKnown.append(codes) }
    isPlain = isPlain && (answer != nil) == (codes.lowerBound != 0)
  }
}

extension StoredDomain {
  /// Asks a test once for each stretch between the places where its answer may change.
  ///
  /// `codes` gives the code of a place; the codes of a stretch run from its own to the next.
  func answers(
    _ condition: Condition, cuts: [Int64], codeCount: Int, code: (Int64) -> Int
  ) -> CodeAnswers {
    var answers = CodeAnswers()
    answers.add(answer(condition, at: nil), codes: 0..<1)
    let quick = quickAnswer(to: condition)
    var start = 1
    var value = values.lowerBound
    for cut in cuts {
      let end = code(cut)
      answers.add(quick?(value) ?? answer(condition, at: value), codes: start..<end)
      (start, value) = (end, cut)
    }
    answers.add(quick?(value) ?? answer(condition, at: value), codes: start..<codeCount)
    return answers
  }

  /// Membership in a list of stored numbers without the interpreter, which reads the list each time.
  private func quickAnswer(to condition: Condition) -> ((Int64) -> Bool)? {
    guard case .isAmong(.field, let data, _) = condition, case .number(let places) = meaning,
      data.count > 4
    else { return nil }
    var members: Set<Int64> = []
    for datum in data {
      guard let position = datum.position else { return nil }
      guard let member = position.fixedPoint(places: places) else { continue }
      members.insert(member)
    }
    return { members.contains($0) }
  }
}

extension Ratio {
  /// The fixed-point integer that the ratio is, or nil when it is not a whole one.
  func fixedPoint(places: Int) -> Int64? {
    let scale = (0..<places).reduce(into: Int128(1)) { scale, _ in scale *= 10 }
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: scale)
    guard !overflow, scaled % denominator == 0 else { return nil }
    return Int64(exactly: scaled / denominator)
  }
}
