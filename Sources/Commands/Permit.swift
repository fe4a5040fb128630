package import Definitions
package import Quantities

/// An object and what is done to it, as the grants file names them: report.R, import.C.
package struct Permission: Hashable, Sendable, CustomStringConvertible {
  package var object: String
  package var action: String

  package init(_ object: String, _ action: String) {
    self.object = object
    self.action = action
  }

  package var description: String { "\(object).\(action)" }
}

/// What a permission is wanted for: the properties of the thing that scopes are compared with.
package struct Reach: Hashable, Sendable {
  package var unit: String?
  package var town: String?
  package var park: String?
  package var chain: String?
  /// Post that is in charge of the thing.
  package var owner: String?
  /// Firm that the thing belongs to.
  package var firm: String?
  package var isReleased: Bool

  package init(
    unit: String? = nil, town: String? = nil, park: String? = nil, chain: String? = nil,
    owner: String? = nil, firm: String? = nil, isReleased: Bool = false
  ) {
    self.unit = unit
    self.town = town
    self.park = park
    self.chain = chain
    self.owner = owner
    self.firm = firm
    self.isReleased = isReleased
  }

  /// Nothing in particular: only a grant over everything reaches it.
  package static let everything = Reach()
}

/// Proof that an actor may do one thing; only `Authority` can make one.
package struct Permit: Hashable, Sendable {
  package let actor: Actor
  package let permission: Permission

  fileprivate init(actor: Actor, permission: Permission) {
    self.actor = actor
    self.permission = permission
  }
}

/// A refusal, in words for the person who was refused and for the security log.
package enum Denial: Error, Hashable, Sendable, CustomStringConvertible {
  case postEnded(post: String, day: Day)
  case notGranted(Permission, role: String)
  case outOfScope(Permission, role: String)
  /// Several roles have to agree, and one post alone may not act.
  case needsAgreement(Permission, roles: [String])
  case wrongPermit(needed: Permission, given: Permission)

  package var description: String {
    switch self {
    case .postEnded(let post, let day): "岗位 \(post) 在\(day.chinese)无效，不能办理。请切换岗位或联系系统管理员"
    case .notGranted(let permission, let role): "当前岗位（\(role)）没有“\(permission)”的权限，未作任何改动"
    case .outOfScope(let permission, let role): "当前岗位（\(role)）的“\(permission)”权限不包括这一对象，未作任何改动"
    case .needsAgreement(let permission, let roles):
      "“\(permission)”要由\(roles.joined(separator: "、"))共同同意，一个岗位不能单独办理，未作任何改动"
    case .wrongPermit(let needed, let given): "需要“\(needed)”的许可，收到的是“\(given)”"
    }
  }
}

/// Answers what a post may do and see, from the grants file and nothing else.
package struct Authority: Sendable {
  package let library: Library

  package init(library: Library) { self.library = library }

  /// Returns the proof that an actor may do something to something on a day.
  package func permit(
    _ actor: Actor, _ permission: Permission, reaching reach: Reach = .everything, on day: Day
  ) throws(Denial) -> Permit {
    guard actor.post.isHeld(on: day) else { throw .postEnded(post: actor.post.id, day: day) }
    let roles = library.grants.rolesThatMustAgree(
      object: permission.object, action: permission.action)
    let scopes = scopes(of: actor.post, permission)
    guard roles.isEmpty || scopes.isEmpty else { throw .needsAgreement(permission, roles: roles) }
    guard !scopes.isEmpty else { throw .notGranted(permission, role: actor.post.role) }
    guard scopes.contains(where: { includes($0, reach, post: actor.post) }) else {
      throw .outOfScope(permission, role: actor.post.role)
    }
    return Permit(actor: actor, permission: permission)
  }

  /// Returns the proof that an actor may give one of the agreements that something needs.
  ///
  /// It is no proof that all have agreed: the command counts them, and acts with the last.
  package func consent(
    _ actor: Actor, _ permission: Permission, on day: Day
  ) throws(Denial) -> Permit {
    guard actor.post.isHeld(on: day) else { throw .postEnded(post: actor.post.id, day: day) }
    guard scopes(of: actor.post, permission).contains(.all) else {
      throw .notGranted(permission, role: actor.post.role)
    }
    return Permit(actor: actor, permission: permission)
  }

  /// Returns the permit for the first entry of an empty journal, which appoints the first posts.
  package func foundingPermit(for actor: Actor) -> Permit {
    Permit(actor: actor, permission: FoundDistrict.needed)
  }

  /// Whether a post may do something to at least some things, such as open a list.
  package func mayReachAny(_ actor: Actor, _ permission: Permission, on day: Day) -> Bool {
    actor.post.isHeld(on: day) && !scopes(of: actor.post, permission).isEmpty
  }

  /// Returns the scopes that the grants give a post for a permission.
  package func scopes(of post: Post, _ permission: Permission) -> [GrantScope] {
    library.grants.allows(object: permission.object, action: permission.action, role: post.role)
  }

  private func includes(_ scope: GrantScope, _ reach: Reach, post: Post) -> Bool {
    switch scope {
    case .all: true
    case .dept: !post.unit.isEmpty && reach.unit == post.unit
    case .town: isOwn(reach.town, post)
    case .park: isOwn(reach.park, post)
    case .chain: isOwn(reach.chain, post)
    case .mine: reach.owner == post.id
    case .own: isOwn(reach.firm, post)
    case .pub: reach.isReleased
    }
  }

  /// A post without a town, park, chain or firm reaches none, whatever the thing says of itself.
  private func isOwn(_ value: String?, _ post: Post) -> Bool {
    !post.scopeValue.isEmpty && value == post.scopeValue
  }
}
