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

  /// Reads the table of routes, each open or closed to somebody.
  init(_ routes: [Route], isOpen: (Route) -> Bool) {
    for route in routes where route.method == .get {
      let parts = Self.parts(of: route.path)
      let place = Place(first: parts.first ?? "", count: parts.count)
      doors[place, default: []].append(Door(parts: parts, isOpen: isOpen(route)))
    }
    doors = doors.mapValues { $0.sorted(by: <) }
  }

  /// Whether a path, with or without a query, leads to a page that may be entered.
  func opens(_ path: String) -> Bool {
    door(Self.parts(of: path.prefix { $0 != "?" && $0 != "#" }))?.isOpen ?? true
  }

  /// The nearest page that may be entered at or above a path, where a form was sent to.
  func page(above path: String) -> String {
    var parts = Self.parts(of: path)
    while !parts.isEmpty {
      if door(parts)?.isOpen == true { return "/" + parts.joined(separator: "/") }
      parts.removeLast()
    }
    return "/"
  }

  private func door(_ parts: [Substring]) -> Door? {
    doors[Place(first: parts.first ?? "", count: parts.count)]?.first { $0.leads(parts) }
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
    let doors = Doors(RouteTable(site: desk.site).routes) {
      (try? desk.enter(by: $0.access)) != nil
    }
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = doors
    }
    return doors
  }
}
