package import Quantities

/// The way to the target that a person set in the place of the computed one, by the ends of months.
package struct FrozenPath: Hashable, Sendable, Codable {
  /// Where the number should be at the end of a day.
  package struct Mark: Hashable, Sendable, Codable {
    package var day: Day
    package var value: Number

    package init(day: Day, value: Number) {
      self.day = day
      self.value = value
    }
  }

  /// The day from which it is the path; earlier days keep the one that they had.
  package var from: Day
  /// In the order of the days, the last of them the target on the day it is due; empty gives the
  /// computed path back.
  package var marks: [Mark]
  package var reason: String
  /// Number and title of the document that it follows, where there is one.
  package var document: String?
  package var act: Act
}

/// The light rule that judges a commitment in the place of the default one.
package struct ChosenLight: Hashable, Sendable, Codable {
  /// The day from which it judges.
  package var from: Day
  /// Id of the rule; `default` gives the default back.
  package var rule: String
  package var reason: String
  package var act: Act
}

extension Commitment {
  /// The path that a person froze, as it holds on a day; nil where it is computed.
  package func frozenPath(on day: Day) -> FrozenPath? {
    frozenPaths?.last { $0.from <= day }.flatMap { $0.marks.isEmpty ? nil : $0 }
  }

  /// The id of the rule that judges its light on a day.
  package func lightRule(on day: Day) -> String {
    chosenLights?.last { $0.from <= day }?.rule ?? ChosenLight.usual
  }
}

extension ChosenLight {
  /// The rule that judges where nobody chose another.
  package static let usual = "default"
}
