import Commands
import Definitions
import Synchronization

/// The pages that the acting post may enter, so that no page leads it to a closed door.
struct Doors: Hashable, Sendable {
  /// One path of the table of routes, cut at its slashes; a parameter stands for any text.
  private struct Door: Hashable, Sendable {
    var parts: [Substring]
    var isOpen: Bool

    func leads(_ asked: [Substring]) -> Bool {
      zip(parts, asked).allSatisfy { $0.first == ":" || $0 == $1 }
    }

    /// Words before parameters, as the router tries them.
    static func < (left: Door, right: Door) -> Bool {
      for (one, other) in zip(left.parts, right.parts)
      where (one.first == ":") != (other.first == ":") {
        return one.first != ":"
      }
      return false
    }
  }

  private struct Place: Hashable {
    var first: Substring
    var count: Int
  }

  private var doors: [Place: [Door]] = [:]

  /// Every page, for what is drawn without a reader.
  static let all = Doors()

  private init() {}

  /// Reads the table of routes with the keys of the acting post.
  init(_ routes: [Route], for desk: DeskVisit) {
    for route in routes where route.method == .get {
      let parts = Self.parts(of: route.path)
      let place = Place(first: parts.first ?? "", count: parts.count)
      let isOpen = (try? desk.enter(by: route.access)) != nil
      doors[place, default: []].append(Door(parts: parts, isOpen: isOpen))
    }
    doors = doors.mapValues { $0.sorted(by: <) }
  }

  /// Whether a path, with or without a query, leads to a page that may be entered.
  func opens(_ path: String) -> Bool {
    let parts = Self.parts(of: path.prefix { $0 != "?" && $0 != "#" })
    let place = Place(first: parts.first ?? "", count: parts.count)
    return doors[place]?.first { $0.leads(parts) }?.isOpen ?? true
  }

  private static func parts(of path: some StringProtocol) -> [Substring] {
    Substring(path).split(separator: "/")
  }
}

/// Keeps the doors of the posts that have asked, as every page of a post needs them.
final class DoorShelf: Sendable {
  private struct Key: Hashable {
    var post: Post
    var purpose: String?
  }

  private static let most = 1_000
  private let kept = Mutex<[Key: Doors]>([:])

  /// Returns the doors of the acting post; of a post that is not held today none are kept.
  func doors(of desk: DeskVisit) -> Doors {
    let key = Key(post: desk.actor.post, purpose: desk.purpose?.id)
    if let known = kept.withLock({ $0[key] }) { return known }
    let doors = Doors(RouteTable(site: desk.site).routes, for: desk)
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = doors
    }
    return doors
  }
}
