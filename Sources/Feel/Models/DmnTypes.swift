/// Resolves the type names of one model: built-in ones, item definitions, those of imported models.
struct DmnTypes {
  private let definitions: [String: DmnElement]
  private let imported: [String: FeelType]
  private var resolved: [String: FeelType] = [:]
  private var inProgress: Set<String> = []
  private let members: Names

  /// `imported` holds types by their name with the name of the import in front.
  init(_ root: DmnElement, imported: [String: FeelType], members: Names) {
    definitions = Dictionary(
      root.all("itemDefinition").compactMap { item in
        item["name"].map { (Names.normalized($0), item) }
      },
      uniquingKeysWith: { first, _ in first })
    self.imported = imported
    self.members = members
  }

  /// All types of the model by name.
  mutating func all() -> [String: FeelType] {
    var types = imported
    for name in definitions.keys { types[name] = type(named: name) }
    return types
  }

  /// Returns the type a reference names; without one, anything is allowed.
  mutating func type(_ reference: String?) -> FeelType {
    guard let reference, !reference.isEmpty else { return .any }
    return type(named: Names.normalized(reference))
  }

  private mutating func type(named name: String) -> FeelType {
    if let known = resolved[name] ?? imported[name] { return known }
    if let definition = definitions[name] {
      // A definition that leads back to itself stands for anything at that point.
      guard inProgress.insert(name).inserted else { return .any }
      defer { inProgress.remove(name) }
      let type = self.type(of: definition)
      resolved[name] = type
      return type
    }
    if let builtIn = FeelType(builtIn: name) { return builtIn }
    // DMN 1.1 wrote prefixes: feel:string, tns:tCustomer.
    if let colon = name.firstIndex(of: ":") {
      return type(named: String(name[name.index(after: colon)...]))
    }
    return .any
  }

  private mutating func type(of item: DmnElement) -> FeelType {
    var type: FeelType
    let components = item.all("itemComponent")
    if !components.isEmpty {
      type = .context(
        components.map {
          FeelType.Member(
            name: Names.normalized($0["name"] ?? ""), type: self.type(of: $0))
        })
    } else if let function = item.child("functionItem") {
      type = .function(
        function.all("parameters").map { self.type($0["typeRef"]) },
        result: self.type(function["outputTypeRef"]))
    } else {
      type = self.type(item.child("typeRef")?.text.trimmed)
    }
    if let tests = tests(item.child("allowedValues")) { type = .constrained(type, tests) }
    if item["isCollection"] == "true" { type = .list(type) }
    if let tests = tests(item.child("typeConstraint")) { type = .constrained(type, tests) }
    return type
  }

  private func tests(_ element: DmnElement?) -> UnaryTests? {
    guard let text = element?.child("text")?.text, !text.trimmed.isEmpty else { return nil }
    return try? Parser.unaryTests(text, members: members)
  }
}

extension String {
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isSpace }),
      let last = scalars.lastIndex(where: { !$0.isSpace })
    else { return "" }
    return String(scalars[first...last])
  }
}
