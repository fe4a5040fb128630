package import Quantities

/// A person who may sign in.
package struct Person: Hashable, Sendable, Codable {
  /// Short code that is typed at sign-in.
  package var id: String
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}

/// A duty that a person holds from one day to another: a role, in a unit, over a scope.
package struct Post: Hashable, Sendable, Codable {
  package var id: String
  package var person: String
  /// Code of the role, such as SV.
  package var role: String
  /// Code of the unit the post belongs to.
  package var unit: String
  /// What “town”, “park”, “chain” or “own” means for this post; empty when it has none.
  package var scopeValue: String
  package var from: Day
  package var to: Day?

  package init(
    id: String, person: String, role: String, unit: String, scopeValue: String = "", from: Day,
    to: Day? = nil
  ) {
    self.id = id
    self.person = person
    self.role = role
    self.unit = unit
    self.scopeValue = scopeValue
    self.from = from
    self.to = to
  }

  /// Whether the post is held on a day; both ends are included.
  package func isHeld(on day: Day) -> Bool {
    from <= day && (to.map { day <= $0 } ?? true)
  }
}

/// A person acting in one post.
package struct Actor: Hashable, Sendable {
  package var person: Person
  package var post: Post

  package init(person: Person, post: Post) {
    self.person = person
    self.post = post
  }
}
