extension Grants {
  /// Decodes the grants file; every word in a grant must be declared above it.
  init?(_ fields: Fields) {
    let head = Head(fields)
    let roles = fields.required("roles")?.titles()
    let scopes = fields.required("scopes")?.titles()
    let groupPairs = fields.optional("groups")?.pairs() ?? []
    let conditionPairs = fields.optional("conditions")?.pairs() ?? []
    let objects = fields.required("objects")?.titles()
    let actions = fields.required("actions")?.titles()
    let entries = fields.required("grants")?.items()
    fields.close()
    guard let head, let roles, let scopes, let objects, let actions, let entries else { return nil }
    var reader = GrantReader(
      roles: roles.map(\.word), objects: Set(objects.map(\.word)),
      actions: Set(actions.map(\.word)))
    for (key, value) in groupPairs { reader.groups[key.key] = value.texts() ?? [] }
    for (key, value) in conditionPairs {
      if let condition = Condition(id: key.key, value) { reader.conditions[key.key] = condition }
    }
    let allowances = entries.flatMap { reader.allowances($0) }
    self.init(
      head: head, roles: roles.map { Role(code: $0.word, title: $0.title) },
      scopes: Dictionary(
        scopes.compactMap { scope in GrantScope(rawValue: scope.word).map { ($0, scope.title) } },
        uniquingKeysWith: { first, _ in first }),
      objects: Dictionary(objects, uniquingKeysWith: { first, _ in first }),
      actions: Dictionary(actions, uniquingKeysWith: { first, _ in first }),
      conditions: reader.conditions, allowances: allowances)
    for object in objects where !allowances.contains(where: { $0.object == object.word }) {
      fields.entry.warn("“\(object.word)”没有任何一条授权，谁都不能办理")
    }
  }
}

extension Entry {
  /// Reads pairs of a word and its Chinese name.
  fileprivate func titles() -> [(word: String, title: String)]? {
    pairs()?.compactMap { key, value in value.text().map { (key.key, $0) } }
  }
}

extension Grants.Condition {
  fileprivate init?(id: String, _ entry: Entry) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    let title = fields.required("title")?.text()
    let holds = fields.required("holds")?.choice(Holds.self)
    guard let title, let holds else { return nil }
    self.init(id: id, title: title, holds: holds)
  }
}

/// Reads lines such as `allow: report.C,U` with `to: [SV@all, DM@dept(duty)]`.
private struct GrantReader {
  let roles: [String]
  let objects: Set<String>
  let actions: Set<String>
  var groups: [String: [String]] = [:]
  var conditions: [String: Grants.Condition] = [:]

  init(roles: [String], objects: Set<String>, actions: Set<String>) {
    self.roles = roles
    self.objects = objects
    self.actions = actions
  }

  func allowances(_ entry: Entry) -> [Grants.Allowance] {
    guard let fields = entry.fields() else { return [] }
    defer { fields.close() }
    let allow = fields.required("allow")
    let both = fields.optional("both")?.flag() ?? false
    let to = fields.required("to")?.items() ?? []
    guard let allow, let (object, actions) = permissions(allow) else { return [] }
    return to.flatMap { holders($0) }.flatMap { holder in
      actions.map { action in
        Grants.Allowance(
          object: object, action: action, role: holder.role, scope: holder.scope,
          condition: holder.condition, both: both, line: entry.line)
      }
    }
  }

  private func permissions(_ entry: Entry) -> (object: String, actions: [String])? {
    guard let text = entry.text() else { return nil }
    guard let dot = text.lastIndex(of: ".") else {
      entry.error("“\(text)”应当像 report.R 或 report.C,U")
      return nil
    }
    let object = String(text[..<dot])
    let named = text[text.index(after: dot)...].split(separator: ",").map(String.init)
    guard objects.contains(object) else {
      entry.error("objects 里没有“\(object)”" + Suggestion.hint(for: object, among: objects))
      return nil
    }
    for action in named where !actions.contains(action) {
      entry.error("actions 里没有“\(action)”" + Suggestion.hint(for: action, among: actions))
    }
    return (object, named.filter { actions.contains($0) })
  }

  private func holders(_ entry: Entry) -> [(role: String, scope: GrantScope, condition: String?)] {
    guard var text = entry.text() else { return [] }
    var condition: String?
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      let word = String(text[text.index(after: open)...].dropLast())
      if conditions[word] == nil {
        entry.error(
          "conditions 里没有“\(word)”" + Suggestion.hint(for: word, among: conditions.keys))
        return []
      }
      condition = word
      text = String(text[..<open])
    }
    let parts = text.split(separator: "@").map(String.init)
    guard parts.count == 2, let scope = GrantScope(rawValue: parts[1]) else {
      let known = GrantScope.allCases.map(\.rawValue)
      entry.error(
        "“\(text)”应当像 SV@all，@ 后是 \(known.joined(separator: "、")) 之一"
          + (parts.count == 2 ? Suggestion.hint(for: parts[1], among: known) : ""))
      return []
    }
    if let members = groups[parts[0]] { return members.map { ($0, scope, condition) } }
    guard roles.contains(parts[0]) else {
      entry.error("roles 里没有“\(parts[0])”" + Suggestion.hint(for: parts[0], among: roles))
      return []
    }
    return [(parts[0], scope, condition)]
  }
}
