package import Definitions
package import Facts
package import Quantities

extension Authority {
  /// Returns what a post may see of a register on a day.
  ///
  /// Each class of field is asked for under its own object of the grants file: ent.public,
  /// ent.business and ent.contact for enterprises, the register's own object where the file makes
  /// no such difference. A class for which nothing is granted is not seen at all.
  package func visibility(
    of register: Register, for actor: Actor, on day: Day, purpose: String? = nil
  ) -> Visibility {
    guard actor.post.isHeld(on: day) else { return .nothing }
    var scopes: [FieldClass: [Visibility.Scope]] = [:]
    for fieldClass in FieldClass.allCases {
      let permission = Permission(readObject(of: register, fieldClass), "R")
      scopes[fieldClass] = self.scopes(permission, in: register, of: actor.post, purpose: purpose)
    }
    return Visibility(scopes: scopes)
  }

  /// Returns the columns and rows of a register that a post may write on a day.
  package func writable(
    in register: Register, by actor: Actor, on day: Day
  ) throws(Denial) -> [Visibility.Scope] {
    guard actor.post.isHeld(on: day) else { throw .postEnded(post: actor.post.id, day: day) }
    let permission = Permission(register.factObject, "C")
    let scopes = scopes(permission, in: register, of: actor.post)
    guard !scopes.isEmpty else { throw .notGranted(permission, role: actor.post.role) }
    return scopes
  }

  private func readObject(of register: Register, _ fieldClass: FieldClass) -> String {
    let family = register.factObject.prefix { $0 != "." }
    switch fieldClass {
    case .open, .office:
      let object = "\(family).public"
      return library.grants.objects[object] == nil ? register.factObject : object
    case .business: return "\(family).business"
    case .personal: return "\(family).contact"
    case .negotiation: return "\(family).negotiation"
    case .statistical: return "stat.unit"
    }
  }

  private func scopes(
    _ permission: Permission, in register: Register, of post: Post, purpose: String? = nil
  ) -> [Visibility.Scope] {
    library.grants.allowances(
      object: permission.object, action: permission.action, role: post.role, purpose: purpose
    ).compactMap { allowance in
      rows(of: allowance.scope, in: register, post: post).map { rows in
        let isOwnDuty = allowance.scope == .dept || allowance.condition == Self.duty
        return Visibility.Scope(keeper: isOwnDuty ? post.unit : nil, rows: rows)
      }
    }
  }

  /// The condition of the grants file that leaves a unit the columns it keeps.
  private static let duty = "duty"
  /// Keys of the fields that hold the post in charge of a subject.
  private static let officers = ["service_officer", "officer"]

  /// Returns the rows that a scope reaches, or nil when the register has no such rows.
  private func rows(
    of scope: GrantScope, in register: Register, post: Post
  ) -> Visibility.Scope.Rows? {
    switch scope {
    case .all, .dept: .all
    case .town, .park, .chain: holding(scope.rawValue, post.scopeValue, in: register)
    case .mine:
      Self.officers.lazy.compactMap { holding($0, post.id, in: register) }.first
    case .own:
      holding("enterprise", post.scopeValue, in: register)
        ?? (post.scopeValue.isEmpty ? nil : .subject(code: post.scopeValue))
    // Nothing is released yet.
    case .pub: nil
    }
  }

  private func holding(
    _ field: String, _ value: String, in register: Register
  ) -> Visibility.Scope.Rows? {
    guard !value.isEmpty, register.field(field) != nil else { return nil }
    return .holding(field: field, value: value)
  }
}
