/// A DMN model as it was read: its graph of decisions with their compiled logic.
struct DmnModel: Sendable {
  struct Import: Sendable {
    var name: String
    var namespace: String
  }

  /// A node that has a value: given from outside, or decided.
  struct Variable: Sendable {
    var name: String
    var type: FeelType
  }

  struct Reference: Hashable, Sendable {
    var namespace: String
    var id: String
  }

  struct Decision: Sendable {
    var variable: Variable
    var requirements: [Reference]
    var logic: BoxedExpression?
  }

  struct Knowledge: Sendable {
    var variable: Variable
    var requirements: [Reference]
    var function: BoxedFunction?
  }

  struct Service: Sendable {
    var variable: Variable
    var outputs: [Reference]
    /// Data and decisions that the caller hands in, in the order of the parameters.
    var inputs: [Reference]
  }

  enum Element: Sendable {
    case input(Variable)
    case decision(Decision)
    case knowledge(Knowledge)
    case service(Service)

    var variable: Variable {
      switch self {
      case .input(let variable): variable
      case .decision(let decision): decision.variable
      case .knowledge(let knowledge): knowledge.variable
      case .service(let service): service.variable
      }
    }
  }

  var name: String
  var namespace: String
  var imports: [Import]
  var elements: [String: Element]
  /// Elements by name; the first of a name counts.
  var byName: [String: String]
  /// Types that expressions of the model may name.
  var types: [String: FeelType]
}

/// Something that is odd in a model but does not stop it from being read.
package struct DmnRemark: Hashable, Sendable {
  package var line: Int
  package var message: String

  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}
