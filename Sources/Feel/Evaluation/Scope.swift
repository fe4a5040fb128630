/// Names with their values, inside the names of what surrounds them.
package final class Scope: Sendable {
  private let parent: Scope?
  private let values: [String: FeelValue]
  private let types: [String: FeelType]

  package init(
    _ values: [String: FeelValue] = [:], types: [String: FeelType] = [:],
    inside parent: Scope? = nil
  ) {
    self.parent = parent
    self.values = values
    self.types = types
  }

  package convenience init(_ context: FeelContext) {
    self.init(
      Dictionary(
        context.entries.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Returns the value of the innermost such name; nil when there is none.
  func value(_ name: String) -> FeelValue? {
    var scope: Scope? = self
    while let current = scope {
      if let value = current.values[name] { return value }
      scope = current.parent
    }
    return nil
  }

  /// Returns the type that a model gives a name.
  func type(_ name: String) -> FeelType? {
    var scope: Scope? = self
    while let current = scope {
      if let type = current.types[name] { return type }
      scope = current.parent
    }
    return nil
  }

  func adding(_ name: String, _ value: FeelValue) -> Scope {
    Scope([name: value], inside: self)
  }
}
