import Commands
import Definitions
import Facts
import Ledgers
import Quantities

@testable import Web

/// One way of asking for a route, with what the grants file says about it, told independently of
/// the code under test.
struct RouteProbe: Sendable {
  var path: String
  var fields: [(String, String)] = []
  /// Whether a post may, by the scopes that the grants file gives its role.
  var isAllowed: @Sendable (Post, Grants) -> Bool
}

extension RouteProbe {
  /// Whether a role has any scope at all for a permission.
  static func any(_ object: String, _ action: String) -> @Sendable (Post, Grants) -> Bool {
    { post, grants in !grants.allows(object: object, action: action, role: post.role).isEmpty }
  }

  /// Whether a role reaches a thing that a unit, a town or a park answers for, or a post made.
  static func reaching(
    _ object: String, _ action: String, unit: String, owner: String? = nil
  ) -> @Sendable (Post, Grants) -> Bool {
    { post, grants in
      grants.allows(object: object, action: action, role: post.role).contains { scope in
        switch scope {
        case .all: true
        case .dept: unit == post.unit
        case .town, .park: unit == post.scopeValue
        case .mine: owner == post.id
        case .chain, .own, .pub: false
        }
      }
    }
  }

  static let everybody: @Sendable (Post, Grants) -> Bool = { _, _ in true }

  /// Objects under which the fields of a register are seen.
  static let readObjects = [
    "enterprise": ["ent.public", "ent.business", "ent.contact", "stat.unit"],
    "project": ["project", "project.negotiation"], "parcel": ["parcel"], "platform": ["innov"],
    "respondent": ["stat.unit"], "unit": ["unit"], "region": ["indicator.value"],
    "commitment": ["commitment.claim"],
    "park": ["park"], "chain": ["chain"], "link": ["chain"], "product": ["chain"],
    "supply-relation": ["supply", "supply.business"], "trip": ["trip"], "fair": ["trip"],
    "order": ["order", "order.business"], "visit": ["visit"],
    "arrears": ["arrears", "arrears.business"], "fee": ["fee"], "challenge": ["challenge"],
    "person": ["talent", "talent.contact"], "policy": ["policy"], "fund": ["fund"],
    "loan": ["finance", "finance.business"], "reform": ["reform"], "document": ["document"],
  ]

  /// Whether a role may take anything of a register away; what is about persons never goes out.
  static func exporting(_ register: Register) -> @Sendable (Post, Grants) -> Bool {
    let may = reaching(register, "X", except: ["ent.contact", "talent.contact"])
    return { post, grants in may(post, grants) && opening(register)(post, grants) }
  }

  /// Whether a role sees anything of a register; `own` firms are seen where firms are kept.
  static func opening(_ register: Register) -> @Sendable (Post, Grants) -> Bool {
    reaching(register, "R")
  }

  private static func reaching(
    _ register: Register, _ action: String, except left: [String] = []
  ) -> @Sendable (Post, Grants) -> Bool {
    { post, grants in
      (readObjects[register.id] ?? []).filter { !left.contains($0) }.contains { object in
        grants.allows(object: object, action: action, role: post.role).contains { scope in
          switch scope {
          case .all: true
          // A unit sees the columns that it keeps.
          case .dept: register.fields.contains { $0.keeper == post.unit }
          case .town, .park, .chain:
            !post.scopeValue.isEmpty && register.field(scope.rawValue) != nil
          case .mine: register.field("service_officer") != nil || register.field("officer") != nil
          case .own: !post.scopeValue.isEmpty
          case .pub: false
          }
        }
      }
    }
  }
}
