/// What conditions on a text say of each word of its dictionary.
struct DictionaryAnswers {
  struct Part {
    /// The class of each word, and at the end of words outside; words of a class answer alike.
    var classes: [UInt16]
    var classCount: Int
    var tests: [(place: Int, answers: CodeAnswers)]
  }

  private let words: [String]
  private let places: [String: [Int]]

  init(_ words: [String]) {
    self.words = words
    places = Dictionary(grouping: words.indices) { words[$0] }
  }

  /// Sorts the words into classes; more classes than codes make a further part.
  func parts(_ tests: [(condition: Condition, place: Int)]) -> [Part] {
    var parts: [Part] = []
    var rest = tests[...]
    while !rest.isEmpty {
      var classes = Classes(words: words.count)
      var taken: [(place: Int, condition: Condition, answers: [Bool?])] = []
      while let test = rest.first, classes.count < 20_000 || taken.isEmpty {
        let answers = answers(test.condition)
        classes.refine(by: answers)
        taken.append((test.place, test.condition, answers))
        rest.removeFirst()
      }
      parts.append(
        Part(
          classes: classes.ranks, classCount: classes.count,
          tests: taken.map { test in
            var answers = CodeAnswers()
            answers.add(answer(test.condition, nil), codes: 0..<1)
            for (rank, word) in classes.examples.enumerated() {
              answers.add(test.answers[word], codes: rank + 1..<rank + 2)
            }
            return (test.place, answers)
          }))
    }
    return parts
  }

  private func answers(_ condition: Condition) -> [Bool?] {
    guard let listed = condition.listedWords else {
      return words.map { answer(condition, .text($0)) }
    }
    var answers: [Bool?] = Array(repeating: false, count: words.count)
    for word in listed {
      for place in places[word] ?? [] { answers[place] = true }
    }
    return answers
  }

  private func answer(_ condition: Condition, _ datum: Datum?) -> Bool? {
    RowReader(lookup: { _ in datum }).truth(of: condition).answer
  }

  /// A partition of the words that becomes finer with each test.
  private struct Classes {
    private(set) var count: Int
    private var classes: [Int32]
    private(set) var examples: [Int]

    init(words: Int) {
      count = words == 0 ? 0 : 1
      classes = Array(repeating: 0, count: words)
      examples = words == 0 ? [] : [0]
    }

    var ranks: [UInt16] { classes.map { UInt16($0) } + [0] }

    mutating func refine(by answers: [Bool?]) {
      var numbers = Array(repeating: Int32(-1), count: count * 3)
      var examples: [Int] = []
      for (word, answer) in answers.enumerated() {
        let key = Int(classes[word]) * 3 + (answer.map { $0 ? 2 : 1 } ?? 0)
        if numbers[key] < 0 {
          numbers[key] = Int32(examples.count)
          examples.append(word)
        }
        classes[word] = numbers[key]
      }
      self.examples = examples
      count = examples.count
    }
  }
}

extension Condition {
  /// The words of which a text has to be one, when that is all the condition asks.
  fileprivate var listedWords: [String]? {
    switch self {
    case .isAmong(.field, let data, _): data.compactMap(\.text)
    case .compares(.equal, .field, .constant(.text(let word)), _): [word]
    default: nil
    }
  }
}

extension Datum {
  fileprivate var text: String? {
    if case .text(let text) = self { text } else { nil }
  }
}
