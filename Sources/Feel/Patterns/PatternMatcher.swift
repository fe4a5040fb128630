/// Runs a pattern over a text, with a bound on the steps.
struct PatternMatcher {
  /// Offsets of one match and of its groups; what did not take part is nil.
  struct Match {
    var captures: [Int?]

    var range: Range<Int> { (captures[0] ?? 0)..<(captures[1] ?? 0) }

    func group(_ number: Int) -> Range<Int>? {
      guard 2 * number + 1 < captures.count, let start = captures[2 * number],
        let end = captures[2 * number + 1]
      else { return nil }
      return start..<end
    }
  }

  private struct State {
    var instruction: Int
    var position: Int
    var captures: [Int?]
    var marks: [Int]
  }

  private let pattern: Pattern
  private let text: [Unicode.Scalar]
  private let budget: Int
  private var steps: Int
  private static let mostSteps = 2_000_000

  /// Prepares a run of at most so many steps.
  init(_ pattern: Pattern, _ text: String, steps: Int) {
    self.pattern = pattern
    self.text = Array(text.unicodeScalars)
    budget = min(steps, Self.mostSteps)
    self.steps = budget
  }

  /// Steps taken so far.
  var work: Int { budget - steps }

  /// Whether the run was cut off; what was found then does not count.
  var isExhausted: Bool { steps <= 0 }

  mutating func firstMatch(from start: Int) -> Match? {
    for position in start...max(text.count, start) where position <= text.count {
      if let match = match(at: position) { return match }
      if isExhausted { return nil }
    }
    return nil
  }

  /// Tries at one position; the other ways to go on wait on a stack.
  private mutating func match(at start: Int) -> Match? {
    var waiting: [State] = []
    var state = State(
      instruction: 0, position: start,
      captures: Array(repeating: nil, count: 2 * pattern.groups),
      marks: Array(repeating: -1, count: pattern.marks))
    while steps > 0 {
      steps -= 1
      var goesOn = true
      switch pattern.program[state.instruction] {
      case .found: return Match(captures: state.captures)
      case .jump(let target): state.instruction = target
      case .split(let first, let second):
        var other = state
        other.instruction = second
        guard waiting.count < 200_000 else {
          steps = 0
          return nil
        }
        waiting.append(other)
        state.instruction = first
      case .save(let slot):
        state.captures[slot] = state.position
        state.instruction += 1
      case .mark(let mark):
        state.marks[mark] = state.position
        state.instruction += 1
      case .moved(let mark): goesOn = advance(&state, if: state.marks[mark] != state.position)
      case .start: goesOn = advance(&state, if: isStart(state.position))
      case .end: goesOn = advance(&state, if: isEnd(state.position))
      case .scalar(let set):
        goesOn = state.position < text.count && set.contains(text[state.position])
        state.position += 1
        state.instruction += 1
      case .repeats(let group): goesOn = `repeat`(group, &state)
      }
      if !goesOn {
        guard let next = waiting.popLast() else { return nil }
        state = next
      }
    }
    return nil
  }

  private func advance(_ state: inout State, if holds: Bool) -> Bool {
    state.instruction += 1
    return holds
  }

  private func isStart(_ position: Int) -> Bool {
    position == 0 || (pattern.flags.multipleLines && text[position - 1] == "\n")
  }

  private func isEnd(_ position: Int) -> Bool {
    position == text.count || (pattern.flags.multipleLines && text[position] == "\n")
  }

  /// Reads once more what a group has read; a group that took no part reads nothing.
  private func `repeat`(_ group: Int, _ state: inout State) -> Bool {
    state.instruction += 1
    guard let start = state.captures[2 * group], let end = state.captures[2 * group + 1] else {
      return true
    }
    guard state.position + end - start <= text.count else { return false }
    for offset in start..<end {
      let mine = text[state.position]
      let theirs = text[offset]
      guard mine == theirs || (pattern.flags.ignoresCase && theirs.cases.contains(mine)) else {
        return false
      }
      state.position += 1
    }
    return true
  }

  // MARK: Replacing and splitting

  /// Replaces every match; nil when the replacement is ill-formed, the result too long or the work
  /// too much.
  mutating func replacing(with replacement: String) -> String? {
    guard let parts = Replacement(replacement, isLiteral: pattern.flags.isLiteral) else {
      return nil
    }
    // An array, because appending to a string's scalars copies the whole string every time.
    var result: [Unicode.Scalar] = []
    var position = 0
    while let match = firstMatch(from: position) {
      // A pattern that matches nothing everywhere has no meaning here.
      if match.range.isEmpty { return nil }
      result.append(contentsOf: text[position..<match.range.lowerBound])
      guard parts.append(match, of: text, groups: pattern.groups, to: &result) else { return nil }
      position = match.range.upperBound
    }
    if isExhausted { return nil }
    result.append(contentsOf: text[position...])
    return result.count <= Evaluation.longestText ? String(String.UnicodeScalarView(result)) : nil
  }

  /// The texts between the matches.
  mutating func split() -> [String]? {
    var parts: [String] = []
    var position = 0
    while let match = firstMatch(from: position) {
      if match.range.isEmpty { return nil }
      parts.append(String(String.UnicodeScalarView(text[position..<match.range.lowerBound])))
      position = match.range.upperBound
    }
    if isExhausted { return nil }
    return parts + [String(String.UnicodeScalarView(text[position...]))]
  }
}

/// The text that takes the place of a match, with the groups it repeats.
private struct Replacement {
  private enum Part {
    case scalar(Unicode.Scalar)
    case group([Int])
  }

  private var parts: [Part] = []

  init?(_ text: String, isLiteral: Bool) {
    let scalars = Array(text.unicodeScalars)
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      position += 1
      if isLiteral || (scalar != "$" && scalar != "\\") {
        parts.append(.scalar(scalar))
      } else if scalar == "\\" {
        guard position < scalars.count, scalars[position] == "\\" || scalars[position] == "$"
        else { return nil }
        parts.append(.scalar(scalars[position]))
        position += 1
      } else {
        var digits: [Int] = []
        while position < scalars.count, scalars[position].isDigit, digits.count < 6 {
          digits.append(Int(scalars[position].value - 0x30))
          position += 1
        }
        guard !digits.isEmpty else { return nil }
        parts.append(.group(digits))
      }
    }
  }

  /// Appends what takes the place of one match; false when that makes the result too long.
  func append(
    _ match: PatternMatcher.Match, of text: [Unicode.Scalar], groups: Int,
    to result: inout [Unicode.Scalar]
  ) -> Bool {
    for part in parts {
      guard result.count <= Evaluation.longestText else { return false }
      switch part {
      case .scalar(let scalar): result.append(scalar)
      case .group(let digits):
        // As many digits belong to the number as there are groups for.
        var number = digits[0]
        var used = 1
        while used < digits.count, number * 10 + digits[used] < groups {
          number = number * 10 + digits[used]
          used += 1
        }
        if let range = match.group(number) { result.append(contentsOf: text[range]) }
        for digit in digits[used...] {
          if let scalar = Unicode.Scalar(0x30 + UInt32(digit)) { result.append(scalar) }
        }
      }
    }
    return result.count <= Evaluation.longestText
  }
}
