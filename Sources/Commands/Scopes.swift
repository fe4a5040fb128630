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

  /// Returns what a post may take away of a register, as a file or in bulk: what it may see of
  /// each class only where the grants file gives X for it, and nothing about persons.
  package func exportable(
    of register: Register, by actor: Actor, on day: Day, purpose: String? = nil
  ) throws(Denial) -> Visibility {
    guard actor.post.isHeld(on: day) else { throw .postEnded(post: actor.post.id, day: day) }
    var scopes: [FieldClass: [Visibility.Scope]] = [:]
    let classes = Set(register.fields.map(\.fieldClass)).subtracting([.personal])
    for fieldClass in classes {
      let permission = Permission(readObject(of: register, fieldClass), "X")
      scopes[fieldClass] = self.scopes(permission, in: register, of: actor.post, purpose: purpose)
    }
    let export = Visibility(scopes: scopes)
    let seen = visibility(of: register, for: actor, on: day, purpose: purpose)
    let isAnything = register.fields.contains {
      !export.scopes(reaching: $0).isEmpty && !seen.scopes(reaching: $0).isEmpty
    }
    guard isAnything else {
      throw .notGranted(Permission(readObject(of: register, .open), "X"), role: actor.post.role)
    }
    return export
  }

  /// Returns what a post may see unmasked, one value at a time and with a reason: what is about
  /// persons, and the accounts of persons' own businesses.
  package func unmaskable(
    of register: Register, by actor: Actor, on day: Day, purpose: String? = nil
  ) throws(Denial) -> Visibility {
    guard actor.post.isHeld(on: day) else { throw .postEnded(post: actor.post.id, day: day) }
    let permission = Self.unmasking(register)
    let reach = scopes(permission, in: register, of: actor.post, purpose: purpose)
    guard !reach.isEmpty else { throw .notGranted(permission, role: actor.post.role) }
    var scopes = visibility(of: register, for: actor, on: day, purpose: purpose).scopes
    scopes[.personal] = reach
    scopes[.business] =
      register.persons == nil ? [] : scopes[.business]?.filter { reach.contains($0) }
    for fieldClass in [FieldClass.negotiation, .statistical] { scopes[fieldClass] = [] }
    return Visibility(scopes: scopes, showsPersons: true)
  }

  /// What a post must be granted to see a value about a person unmasked.
  package static func unmasking(_ register: Register) -> Permission {
    Permission("\(register.family).unmask", "R")
  }

  /// The purposes for which a post may see more of a register than without one.
  package func purposes(of register: Register, for post: Post) -> [Grants.Condition] {
    var found: [Grants.Condition] = []
    let asked =
      FieldClass.allCases.map { Permission(readObject(of: register, $0), "R") }
      + [Self.unmasking(register)]
    for permission in asked {
      for purpose in library.grants.purposes(
        object: permission.object, action: permission.action, role: post.role)
      where !found.contains(purpose) {
        found.append(purpose)
      }
    }
    return found
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
    let family = register.family
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
  package static let officers = ["service_officer", "officer"]

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

extension Register {
  /// The part of the grants file that speaks of the register: ent for ent.fact.
  fileprivate var family: Substring { factObject.prefix { $0 != "." } }
}
