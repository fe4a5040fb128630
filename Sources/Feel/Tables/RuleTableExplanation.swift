package import Quantities

extension RuleTable {
  /// Why a row applies or does not: the cells of its conditions with what stands on their left.
  package struct RowExplanation: Hashable, Sendable {
    /// Row of the sheet, from 1.
    package var row: Int
    package var explanation: Explanation
  }

  /// Explains every row for one subject, whose facts are looked up by key.
  package func explanations(_ lookup: (String) -> Value?) -> [RowExplanation] {
    let facts = slots.map { lookup($0.key).flatMap(Datum.init) }
    let reader = RowReader { facts[$0] }
    var values: [String: Value] = [:]
    for (place, input) in inputs.enumerated() {
      values[slots[place].key] = reader.value(of: input.value).value
    }
    return rows.compactMap { row in
      let tests = zip(row.tests, inputs).compactMap { test, input in
        test == .constant(true) ? nil : test.headed(input.title)
      }
      let rule = Rule(condition: .all(tests), slots: slots)
      return rule.explanation { values[$0] ?? lookup($0) }.map {
        RowExplanation(row: row.number, explanation: $0)
      }
    }
  }
}

extension Condition {
  /// The condition of a cell with the head of its column before its words.
  fileprivate func headed(_ title: String) -> Condition {
    func words(_ atom: Atom) -> Atom {
      var atom = atom
      atom.text = "\(title) \(atom.text)"
      return atom
    }
    return switch self {
    case .constant: self
    case .known(let slot, let atom): .known(slot, words(atom))
    case .holds(let term, let atom):
      .holds(term, atom.text.isEmpty ? Atom(text: title, unit: nil) : words(atom))
    case .compares(let symbol, let left, let right, let atom):
      .compares(symbol, left, right, words(atom))
    case .isAmong(let term, let data, let atom): .isAmong(term, data, words(atom))
    case .matches(let match, let text, let part, let atom):
      .matches(match, text, part, words(atom))
    case .not(let inner): .not(inner.headed(title))
    case .all(let parts): .all(parts.map { $0.headed(title) })
    case .any(let parts): .any(parts.map { $0.headed(title) })
    case .choice(let test, let then, let otherwise):
      .choice(test.headed(title), then.headed(title), otherwise.headed(title))
    }
  }
}
