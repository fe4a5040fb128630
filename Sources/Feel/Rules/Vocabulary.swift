package import Quantities

/// The type a name has in the rule profile.
package enum ValueType: Hashable, Sendable {
  /// A number in a unit, or a plain number.
  case number(MeasureUnit?)
  case day
  case text
  /// A word of a code list.
  case code
  case boolean
}

/// The names that a rule may use, each by its key and by its label.
package struct Vocabulary: Sendable {
  package struct Name: Hashable, Sendable {
    package var key: String
    /// The office's word for it, such as 营业收入.
    package var label: String
    package var type: ValueType

    package init(key: String, label: String, type: ValueType) {
      self.key = key
      self.label = label
      self.type = type
    }
  }

  package let names: [Name]
  private let positions: [String: Int]
  private let parameters: [String: Parameter]
  let spellings: Names

  /// The key of the day on which parameters are looked up.
  package static let asOf = "as_of"

  package init(_ names: [Name], parameters: [Parameter] = []) {
    self.names = names
    self.parameters = Dictionary(
      parameters.flatMap { [(Names.normalized($0.label), $0), ($0.key, $0)] },
      uniquingKeysWith: { first, _ in first })
    var positions: [String: Int] = [:]
    for (position, name) in names.enumerated() {
      positions[Names.normalized(name.label)] = position
    }
    // Where one name's label is another's key, the key is meant.
    for (position, name) in names.enumerated() { positions[name.key] = position }
    self.positions = positions
    spellings = Names(Array(positions.keys) + self.parameters.keys)
  }

  /// Finds a parameter by its key or label; the name of a fact goes before.
  func parameter(_ word: String) -> Parameter? {
    positions[word] == nil ? parameters[word] : nil
  }

  /// Finds a name by its key or label.
  package func name(_ word: String) -> Name? { positions[word].map { names[$0] } }

  /// Returns the known name nearest to a mistyped one.
  func nearest(to word: String) -> String? {
    let limit = max(1, word.count / 3)
    var best: (word: String, distance: Int)?
    for known in (Array(positions.keys) + parameters.keys).sorted() {
      let distance = Vocabulary.distance(Array(word), Array(known))
      if distance <= limit, distance < best?.distance ?? .max { best = (known, distance) }
    }
    return best?.word
  }

  /// Counts the characters to insert, drop or exchange between two words.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let exchange = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(exchange, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
