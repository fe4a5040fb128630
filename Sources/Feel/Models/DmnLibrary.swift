/// Models that know each other by their namespaces, ready to be run.
package final class DmnLibrary: Sendable {
  let models: [String: DmnModel]
  /// What was odd in the models, by file.
  package let remarks: [String: [DmnRemark]]
  private let namespaces: [String: String]

  /// Namespaces of DMN 1.1 to 1.5.
  private static let versions: Set<String> = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
  ]

  /// Takes the trees of model files by the name of the file; what is no model becomes a remark.
  package init(_ files: [(name: String, tree: DmnElement)]) {
    var roots: [(file: String, root: DmnElement)] = []
    var remarks: [String: [DmnRemark]] = [:]
    for (name, tree) in files {
      if tree.name == "definitions", Self.versions.contains(tree.namespace) {
        roots.append((name, tree))
      } else {
        remarks[name] = [DmnRemark(line: 1, message: "不是 DMN 1.1 至 1.5 的模型")]
      }
    }
    let members = Self.members(of: roots.map(\.root))
    var loader = Loader(roots: roots.map(\.root), members: members)
    var namespaces: [String: String] = [:]
    for (file, root) in roots {
      let namespace = root["namespace"] ?? ""
      namespaces[file] = namespace
      if let found = loader.load(namespace), !found.isEmpty {
        remarks[file, default: []] += found
      }
    }
    models = loader.models
    self.remarks = remarks
    self.namespaces = namespaces
  }

  /// Names of the files that hold models, sorted.
  package var files: [String] { namespaces.keys.sorted() }

  /// The model that a file holds.
  func model(file: String) -> DmnModel? { namespaces[file].flatMap { models[$0] } }

  /// Names that may stand behind a point in any of the models.
  private static func members(of roots: [DmnElement]) -> Names {
    var names = Builtins.memberNames
    func visit(_ element: DmnElement) {
      let isMember =
        ["itemComponent", "column", "output"].contains(element.name)
        || DmnDecoder.kinds.contains(element.name)
      if isMember, let name = element["name"] { names.insert(name) }
      if element.name == "contextEntry", let name = element.child("variable")?["name"] {
        names.insert(name)
      }
      for child in element.children { visit(child) }
    }
    for root in roots { visit(root) }
    return names
  }
}

/// Loads models in the order of their imports.
private struct Loader {
  let roots: [String: DmnElement]
  let members: Names
  private(set) var models: [String: DmnModel] = [:]
  private var inProgress: Set<String> = []

  init(roots: [DmnElement], members: Names) {
    self.roots = Dictionary(
      roots.map { ($0["namespace"] ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    self.members = members
  }

  /// Loads a model and what it imports; returns the remarks on it.
  mutating func load(_ namespace: String) -> [DmnRemark]? {
    guard models[namespace] == nil, let root = roots[namespace],
      inProgress.insert(namespace).inserted
    else { return nil }
    var remarks: [DmnRemark] = []
    let imports = root.all("import").map {
      DmnModel.Import(name: Names.normalized($0["name"] ?? ""), namespace: $0["namespace"] ?? "")
    }
    var importedTypes: [String: FeelType] = [:]
    for one in imports {
      _ = load(one.namespace)
      for (name, type) in models[one.namespace]?.types ?? [:] {
        importedTypes[one.name.isEmpty ? name : one.name + "." + name] = type
      }
    }
    var types = DmnTypes(root, imported: importedTypes, members: members)
    let all = types.all()
    var decoder = DmnDecoder(root, types: types, members: members, imports: imports)
    var model = DmnModel(
      name: root["name"] ?? "", namespace: namespace, imports: imports, elements: [:],
      byName: [:], types: all)
    for (id, name, element) in decoder.elements() {
      model.elements[id] = element
      if model.byName[name] == nil { model.byName[name] = id }
    }
    remarks += decoder.remarks
    models[namespace] = model
    return remarks
  }
}
