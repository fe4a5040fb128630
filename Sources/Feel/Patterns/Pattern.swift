/// Why a text is no regular expression.
struct PatternError: Error {
  var message: String

  init(_ message: String) { self.message = "正则表达式有误：" + message }
}

/// A regular expression of XPath, compiled to a small program.
///
/// The program is run with an explicit stack and a bound on its steps, so that no expression and
/// no text can exhaust the machine.
struct Pattern {
  enum Instruction {
    case scalar(ScalarSet)
    /// Goes on at the first, and at the second when that fails.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case start, end
    case repeats(group: Int)
    /// Remembers where a round of a loop begins, and leaves a loop that does not move.
    case mark(Int)
    case moved(Int)
    case found
  }

  struct Flags {
    var dotMatchesAll = false
    var multipleLines = false
    var ignoresCase = false
    var ignoresSpace = false
    var isLiteral = false

    init(_ letters: String) throws(PatternError) {
      for letter in letters {
        switch letter {
        case "s": dotMatchesAll = true
        case "m": multipleLines = true
        case "i": ignoresCase = true
        case "x": ignoresSpace = true
        case "q": isLiteral = true
        default: throw PatternError("没有“\(letter)”这个标志")
        }
      }
    }
  }

  static let longestProgram = 4_000

  let flags: Flags
  private(set) var program: [Instruction] = []
  let groups: Int
  private(set) var marks = 0

  init(_ text: String, flags letters: String) throws(PatternError) {
    flags = try Flags(letters)
    var parser = PatternParser(text, flags: flags)
    let node = try parser.whole()
    groups = parser.groups
    try emit(.group(0, node))
    program.append(.found)
  }

  // MARK: Compiling

  private mutating func append(_ instruction: Instruction) throws(PatternError) {
    guard program.count < Self.longestProgram else { throw PatternError("太长") }
    program.append(instruction)
  }

  private mutating func emit(_ node: PatternNode) throws(PatternError) {
    switch node {
    case .set(let set): try append(.scalar(set))
    case .start: try append(.start)
    case .end: try append(.end)
    case .reference(let group): try append(.repeats(group: group))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .group(let number, let inner):
      try append(.save(2 * number))
      try emit(inner)
      try append(.save(2 * number + 1))
    case .choice(let branches): try emit(choice: branches[...])
    case .repeated(let inner, let least, let most, let isLazy):
      try emit(inner, least: least, most: most, isLazy: isLazy)
    }
  }

  private mutating func emit(choice branches: ArraySlice<PatternNode>) throws(PatternError) {
    guard let first = branches.first else { return }
    guard branches.count > 1 else { return try emit(first) }
    let split = program.count
    try append(.split(split + 1, 0))
    try emit(first)
    let jump = program.count
    try append(.jump(0))
    program[split] = .split(split + 1, program.count)
    try emit(choice: branches.dropFirst())
    program[jump] = .jump(program.count)
  }

  private mutating func emit(
    _ inner: PatternNode, least: Int, most: Int?, isLazy: Bool
  ) throws(PatternError) {
    for _ in 0..<least { try emit(inner) }
    if let most {
      var splits: [Int] = []
      for _ in least..<max(most, least) {
        splits.append(program.count)
        try append(.split(0, 0))
        try emit(inner)
      }
      for split in splits { aim(split, into: split + 1, past: program.count, isLazy: isLazy) }
      return
    }
    let mark = marks
    marks += 1
    let split = program.count
    try append(.split(0, 0))
    try append(.mark(mark))
    try emit(inner)
    try append(.moved(mark))
    try append(.jump(split))
    aim(split, into: split + 1, past: program.count, isLazy: isLazy)
  }

  private mutating func aim(_ split: Int, into body: Int, past end: Int, isLazy: Bool) {
    program[split] = isLazy ? .split(end, body) : .split(body, end)
  }
}

/// A regular expression as a tree.
indirect enum PatternNode {
  case set(ScalarSet)
  case start, end
  case reference(Int)
  case sequence([PatternNode])
  case choice([PatternNode])
  case group(Int, PatternNode)
  case repeated(PatternNode, least: Int, most: Int?, isLazy: Bool)
}
