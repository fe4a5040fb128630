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

  /// Returns the post that a title names; nil when none or several have it.
  func post(titled title: String) -> String? {
    let found = titles.filter { $0.value == title }
    return found.count == 1 ? found.first?.key : nil
  }
}
