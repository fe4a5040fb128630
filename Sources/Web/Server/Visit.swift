import Commands
import Definitions
import Facts
import Hummingbird
import Quantities

/// One request with everything that a handler may ask about it.
struct Visit: Sendable {
  let site: Site
  let address: Address
  let parameters: [String: String]
  let provenance: Provenance
  let cookies: [String: String]
  /// Tags of the copies that the asker has.
  var copy: String?
  var signedIn: SignedIn?
  var form = Form.nothing

  /// Returns a part of the path, such as the code of a commitment.
  func parameter(_ name: String) throws(Refusal) -> String {
    guard let value = parameters[name], !value.isEmpty else { throw .notFound }
    return value
  }

  /// Whether a program asks, which wants JSON and no page.
  var isForPrograms: Bool { address.path.hasPrefix("/api/") }

  /// Returns where to go after a form: an address of this site, or the front page.
  var back: String {
    let wanted = form["back"].isEmpty ? address["back"] ?? "/" : form["back"]
    return Self.isLocal(wanted) ? wanted : "/"
  }

  /// Whether an address leads to a page of this site and nowhere else.
  static func isLocal(_ path: String) -> Bool {
    path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
      && path.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }
}

/// A request of a signed-in person in the post that he or she acts in.
struct DeskVisit: Sendable {
  let visit: Visit
  let signedIn: SignedIn
  let today: Day
  /// Day and knowledge that the page shows; a form always acts on today.
  let asOf: AsOf
  let units: UnitNames
  let posts: PostNames
  var shell: Shell

  /// Whether the page shows today and today can still be written to.
  var isWritable: Bool { shell.time.isToday && shell.readOnly == nil }

  var site: Site { visit.site }
  var actor: Actor { signedIn.actor }
  var form: Form { visit.form }
  var address: Address { visit.address }

  func parameter(_ name: String) throws(Refusal) -> String { try visit.parameter(name) }

  /// Lets the acting post through the door of a route, or throws the denial.
  func enter(by access: Route.Access) throws(Denial) {
    switch access {
    case .open, .signedIn: return
    case .granted(let permissions):
      guard permissions.contains(where: may) else {
        throw .notGranted(permissions[0], role: actor.post.role)
      }
    case .registers(let ids):
      let registers = ids.compactMap { site.library.registers[$0] }
      guard !registers.contains(where: mayOpen), let first = registers.first else { return }
      throw .notGranted(first.reading, role: actor.post.role)
    }
  }

  /// Returns the proof that the acting post may do something, or throws the denial.
  func permit(_ permission: Permission, reaching reach: Reach = .everything) throws -> Permit {
    try site.authority.permit(actor, permission, reaching: reach, on: today)
  }

  /// Whether the acting post may do something to at least some things.
  func may(_ permission: Permission) -> Bool {
    site.authority.mayReachAny(actor, permission, on: today)
  }

  /// Whether the acting post may do something to this thing.
  func may(_ permission: Permission, reaching reach: Reach) -> Bool {
    (try? permit(permission, reaching: reach)) != nil
  }
}

/// Why a request ends without what it asked for.
enum Refusal: Error, Hashable {
  case notFound
  /// The form was not made for this session.
  case forged
  case tooLarge
  case tooManyTries
  case unreadable(String)
  case refused(String)
}
