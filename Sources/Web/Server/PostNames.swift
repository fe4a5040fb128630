import Commands
import Definitions

/// Titles of the posts, so that pages name who is in charge and show no codes.
struct PostNames: Sendable {
  private var titles: [String: String] = [:]

  init(_ actors: [Actor], grants: Grants) {
    for actor in actors {
      titles[actor.post.id] = "\(grants.title(ofRole: actor.post.role)) \(actor.person.name)"
    }
  }

  /// The duty and the name of who holds a post; the code of one that is not known.
  func callAsFunction(_ post: String) -> String { titles[post] ?? post }
}
