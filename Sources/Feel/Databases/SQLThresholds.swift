import Quantities

/// Conditions on one field: ranges of stored numbers, words, or truth itself.
extension SQLWriter {
  mutating func single(_ condition: Condition, _ field: Int) throws(Misfit) -> String {
    let (name, storage) = try column(field)
    switch storage {
    case .number(let places):
      let domain = StoredDomain(values: .min ... .max, meaning: .number(places: places))
      return try ranges(condition, domain, name) { writer, value in writer.bind(value) }
    case .dayNumber:
      let domain = StoredDomain(values: Reach.days, meaning: .day)
      return try ranges(condition, domain, name) { writer, value in writer.bind(value) }
    case .date:
      let domain = StoredDomain(values: SQLWriter.dates, meaning: .day)
      return try ranges(condition, domain, name) { writer, value in
        writer.bind(Day(number: Int32(value)))
      }
    case .boolean: return flag(condition, name)
    case .text: return try words(condition, name)
    }
  }

  /// Days that every database writes alike, 0001-01-01 to 9999-12-31.
  private static let dates: ClosedRange<Int64> = -719_162...2_932_896

  // MARK: Numbers and days

  private mutating func ranges(
    _ condition: Condition, _ domain: StoredDomain, _ name: String,
    _ bind: (inout SQLWriter, Int64) -> String
  ) throws(Misfit) -> String {
    let missing = domain.answer(condition, at: nil)
    let pieces = stretches(of: condition, domain)
    var tests: [String] = []
    if let missing { tests.append("WHEN \(name) IS NULL THEN \(literal(missing))") }
    if pieces.isEmpty || pieces == [domain.values] {
      // Always the same where the fact is known, and unknown where it is not.
      tests.append("WHEN \(name) IS NOT NULL THEN \(literal(!pieces.isEmpty))")
      return "(CASE \(tests.joined(separator: " ")) END)"
    }
    let holds = union(pieces, domain.values, name, bind)
    return tests.isEmpty ? holds : "(CASE \(tests[0]) ELSE \(holds) END)"
  }

  private func stretches(of condition: Condition, _ domain: StoredDomain) -> [ClosedRange<Int64>] {
    var cuts: [Int64] = []
    domain.collectCuts(of: condition, into: &cuts)
    let starts = [domain.values.lowerBound] + Set(cuts).sorted()
    var stretches: [ClosedRange<Int64>] = []
    for (place, start) in starts.enumerated() where domain.answer(condition, at: start) == true {
      let end = place + 1 < starts.count ? starts[place + 1] - 1 : domain.values.upperBound
      if let last = stretches.last, last.upperBound == start - 1 {
        stretches[stretches.count - 1] = last.lowerBound...end
      } else {
        stretches.append(start...end)
      }
    }
    return stretches
  }

  private mutating func union(
    _ pieces: [ClosedRange<Int64>], _ whole: ClosedRange<Int64>, _ name: String,
    _ bind: (inout SQLWriter, Int64) -> String
  ) -> String {
    var tests: [String] = []
    for piece in pieces where piece.lowerBound < piece.upperBound {
      if piece.lowerBound == whole.lowerBound {
        tests.append("\(name) <= \(bind(&self, piece.upperBound))")
      } else if piece.upperBound == whole.upperBound {
        tests.append("\(name) >= \(bind(&self, piece.lowerBound))")
      } else {
        let low = bind(&self, piece.lowerBound)
        tests.append("\(name) BETWEEN \(low) AND \(bind(&self, piece.upperBound))")
      }
    }
    var singles: [String] = []
    for piece in pieces where piece.lowerBound == piece.upperBound {
      singles.append(bind(&self, piece.lowerBound))
    }
    if !singles.isEmpty { tests.append("\(name) IN (\(singles.joined(separator: ", ")))") }
    return "(\(tests.joined(separator: " OR ")))"
  }

  // MARK: Truth

  private func flag(_ condition: Condition, _ name: String) -> String {
    let answers = [nil, false, true].map { (flag: Bool?) in
      let datum = flag.map { Datum.boolean($0) }
      return RowReader(lookup: { _ in datum }).truth(of: condition).answer
    }
    switch (answers[0], answers[1], answers[2]) {
    case (nil, false?, true?): return "(\(name) = TRUE)"
    case (nil, true?, false?): return "(\(name) = FALSE)"
    default:
      return """
        (CASE WHEN \(name) IS NULL THEN \(literal(answers[0])) WHEN \(name) = TRUE \
        THEN \(literal(answers[2])) ELSE \(literal(answers[1])) END)
        """
    }
  }

  // MARK: Words

  private mutating func words(_ condition: Condition, _ name: String) throws(Misfit) -> String {
    switch condition {
    case .constant(let flag): return literal(flag)
    case .known: return "(\(name) IS NOT NULL)"
    case .not(let inner): return "(NOT \(try words(inner, name)))"
    case .all(let parts): return try joinedWords(parts, "AND", name, empty: true)
    case .any(let parts): return try joinedWords(parts, "OR", name, empty: false)
    case .choice(let test, let then, let otherwise):
      let first = "WHEN \(try words(test, name)) THEN \(try words(then, name))"
      let second = "WHEN NOT \(try words(test, name)) THEN \(try words(otherwise, name))"
      return "(CASE \(first) \(second) END)"
    case .compares(let symbol, .field, .constant(.text(let word)), _),
      .compares(let symbol, .constant(.text(let word)), .field, _):
      return "(\(name) \(symbol == .equal ? "=" : "<>") \(try bound(word)))"
    case .isAmong(.field, let data, _):
      var singles: [String] = []
      for case .text(let word) in data { singles.append(try bound(word)) }
      guard singles.count == data.count else { throw .rowByRow }
      return "(\(name) IN (\(singles.joined(separator: ", "))))"
    case .matches(let match, .field, .constant(.text(let part)), _):
      return try matches(match, part, name)
    case .compares, .isAmong, .matches, .holds: throw .rowByRow
    }
  }

  private mutating func joinedWords(
    _ parts: [Condition], _ word: String, _ name: String, empty: Bool
  ) throws(Misfit) -> String {
    var texts: [String] = []
    for part in parts { texts.append(try words(part, name)) }
    return texts.isEmpty ? literal(empty) : "(\(texts.joined(separator: " \(word) ")))"
  }

  private mutating func matches(
    _ match: TextMatch, _ part: String, _ name: String
  ) throws(Misfit) -> String {
    // Every text contains, begins and ends with the empty one.
    if part.isEmpty { return "(\(name) = \(name))" }
    let length = part.unicodeScalars.count
    switch (match, dialect) {
    case (.contains, .postgresql): return "(strpos(\(name), \(try bound(part))) > 0)"
    case (.contains, _): return "(instr(\(name), \(try bound(part))) > 0)"
    case (.startsWith, .sqlite): return "(substr(\(name), 1, \(length)) = \(try bound(part)))"
    case (.startsWith, _): return "(left(\(name), \(length)) = \(try bound(part)))"
    case (.endsWith, .sqlite): return "(substr(\(name), -\(length)) = \(try bound(part)))"
    case (.endsWith, _): return "(right(\(name), \(length)) = \(try bound(part)))"
    }
  }

  /// Binds a word that is the same text byte for byte wherever it is the same text.
  private mutating func bound(_ word: String) throws(Misfit) -> String {
    let isUnusual =
      word.count != word.unicodeScalars.count
      || word.unicodeScalars.contains { scalar in
        SQLWriter.compatible.contains { $0.contains(scalar.value) }
      }
    if isUnusual { throw .unusualText(word) }
    return bind(word)
  }

  /// Characters that count as equal to others: compatibility ideographs and a few signs.
  private static let compatible: [ClosedRange<UInt32>] = [
    0x0340...0x0344, 0x0374...0x0374, 0x037E...0x037E, 0x0387...0x0387, 0x1F71...0x1FFD,
    0x2000...0x2001, 0x2126...0x212B, 0x2329...0x232A, 0xF900...0xFAFF, 0xFB1D...0xFB4E,
    0x2F800...0x2FA1F, 0x0...0x0,
  ]
}
