/// How far a grant reaches.
package enum GrantScope: String, Hashable, Sendable, CaseIterable, Codable {
  case all, dept, town, park, chain, mine, own, pub
}

/// Who may do what to which objects, read from one file; everything not listed is denied.
package struct Grants: Hashable, Sendable {
  package struct Role: Hashable, Sendable {
    package var code: String
    package var title: String
  }

  /// A wording in brackets behind a scope, and whether it is met.
  package struct Condition: Hashable, Sendable {
    package enum Holds: String, Hashable, Sendable, CaseIterable {
      /// The scope itself meets it.
      case always
      /// Met when the purpose is stated with the question.
      case purpose
      /// Not met for the value of a single subject.
      case never
    }

    package var id: String
    package var title: String
    package var holds: Holds
  }

  /// One role with its reach, for one action on one object.
  package struct Allowance: Hashable, Sendable {
    package var object: String
    package var action: String
    package var role: String
    package var scope: GrantScope
    package var condition: String?
    /// Whether every role named in the line has to agree.
    package var both: Bool
    /// Line of the grants file, for the page that prints it.
    package var line: Int
  }

  package var head: Head
  package var roles: [Role]
  package var scopes: [GrantScope: String]
  package var objects: [String: String]
  package var actions: [String: String]
  package var conditions: [String: Condition]
  package var allowances: [Allowance]
  private var index: [String: [Int]]

  package init(
    head: Head, roles: [Role], scopes: [GrantScope: String], objects: [String: String],
    actions: [String: String], conditions: [String: Condition], allowances: [Allowance]
  ) {
    self.head = head
    self.roles = roles
    self.scopes = scopes
    self.objects = objects
    self.actions = actions
    self.conditions = conditions
    self.allowances = allowances
    index = Dictionary(
      grouping: allowances.indices, by: { Self.key(allowances[$0].object, allowances[$0].action) })
  }

  /// Grants that allow nothing, for a place without a grants file.
  package static let none = Grants(
    head: Head(id: "none", title: "没有权限文件", basis: [], standing: .sample), roles: [], scopes: [:],
    objects: [:], actions: [:], conditions: [:], allowances: [])

  /// Returns how far a role may do something to objects of a kind; empty means it may not.
  ///
  /// A grant that is bound to a purpose counts only when that purpose is stated.
  package func allows(
    object: String, action: String, role: String, purpose: String? = nil
  ) -> [GrantScope] {
    var scopes: [GrantScope] = []
    for allowance in allowances(object: object, action: action, role: role, purpose: purpose)
    where !scopes.contains(allowance.scope) {
      scopes.append(allowance.scope)
    }
    return scopes
  }

  /// Returns the lines that let a role do something, with the conditions they are bound to.
  package func allowances(
    object: String, action: String, role: String, purpose: String? = nil
  ) -> [Allowance] {
    matching(object, action).filter { $0.role == role && holds($0.condition, purpose) }
  }

  /// Returns the purposes that, once stated, let a role do something.
  package func purposes(object: String, action: String, role: String) -> [Condition] {
    matching(object, action).filter { $0.role == role }
      .compactMap { $0.condition.flatMap { conditions[$0] } }.filter { $0.holds == .purpose }
  }

  /// Returns the roles that all have to agree to an action; empty when one is enough.
  package func rolesThatMustAgree(object: String, action: String) -> [String] {
    matching(object, action).filter(\.both).map(\.role)
  }

  /// Returns the name of a role in the interface.
  package func title(ofRole code: String) -> String {
    roles.first { $0.code == code }?.title ?? code
  }

  /// Returns the object and actions of a permission in the interface: 报告·查看.
  package func title(object: String, action: String) -> String {
    "\(objects[object] ?? object)·\(actions[action] ?? action)"
  }

  /// Remarks on objects and actions that the program asks about and the file does not grant to
  /// anybody, which would deny them to everybody without anyone noticing.
  package func check(_ asked: some Sequence<(object: String, action: String)>) -> [Remark] {
    asked.filter { matching($0.object, $0.action).isEmpty }.map { asked in
      Remark(
        file: "grants/\(head.id).yaml", line: 1, column: 1, severity: .error,
        summary: "程序会问“\(asked.object).\(asked.action)”的权限，文件里没有这一条"
          + Suggestion.hint(for: "\(asked.object).\(asked.action)", among: index.keys))
    }
  }

  private func matching(_ object: String, _ action: String) -> [Allowance] {
    (index[Self.key(object, action)] ?? []).map { allowances[$0] }
  }

  private func holds(_ condition: String?, _ purpose: String?) -> Bool {
    guard let condition else { return true }
    switch conditions[condition]?.holds {
    case .always: return true
    case .purpose: return purpose == condition
    case .never, nil: return false
    }
  }

  private static func key(_ object: String, _ action: String) -> String { "\(object).\(action)" }
}
