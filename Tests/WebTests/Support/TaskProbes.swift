import Commands
import Definitions
import Ledgers
import Quantities

@testable import Web

/// The probes for the inbox, tasks and directives.
enum TaskProbes {
  /// Probes for claims and targets of commitments, each with the unit that answers for it.
  static func aboutCommitments(_ assigned: [(String, String)]) -> [String: [RouteProbe]] {
    func probes(
      _ rest: String, _ fields: [(String, String)] = [],
      _ isAllowed: (String) -> @Sendable (Post, Grants) -> Bool
    ) -> [RouteProbe] {
      assigned.map { code, unit in
        RouteProbe(path: "/commitments/\(code)/\(rest)", fields: fields, isAllowed: isAllowed(unit))
      }
    }
    func either(
      _ one: (String, String), _ two: (String, String)
    ) -> @Sendable (Post, Grants) -> Bool {
      let (one, two) = (RouteProbe.any(one.0, one.1), RouteProbe.any(two.0, two.1))
      return { one($0, $1) || two($0, $1) }
    }
    let (claims, verify) = (("commitment.claim", "C"), ("verify", "A"))
    let (propose, approve) = (("target.change", "C"), ("target.change", "A"))
    return [
      "GET /claims": [RouteProbe(path: "/claims", isAllowed: either(claims, verify))],
      "POST /commitments/:code/claims": probes("claims", [("period", "2022-06"), ("value", "3")]) {
        RouteProbe.reaching("commitment.claim", "C", unit: $0)
      },
      "POST /commitments/:code/claims/:period/verdict": probes(
        "claims/2022-05/verdict", [("verdict", "verified")]
      ) { _ in RouteProbe.any("verify", "A") },
      "POST /commitments/:code/claims/entries/:entry/undo": probes("claims/entries/999/undo") { _ in
        either(claims, verify)
      },
      "GET /commitments/:code/path": probes("path") {
        RouteProbe.reaching("commitment", "R", unit: $0)
      },
      "POST /commitments/:code/path": probes("path", [("from", "2022-07-01")]) {
        RouteProbe.reaching("commitment", "U", unit: $0)
      },
      "POST /commitments/:code/path/light": probes("path/light", [("from", "2022-07-01")]) {
        RouteProbe.reaching("commitment", "U", unit: $0)
      },
      "POST /commitments/:code/targets": probes("targets", [("value", "3")]) {
        RouteProbe.reaching("target.change", "C", unit: $0)
      },
      "POST /commitments/:code/targets/:number/verdict": probes(
        "targets/T1/verdict", [("verdict", "agreed")]
      ) { _ in RouteProbe.any("target.change", "A") },
      "POST /commitments/:code/targets/entries/:entry/undo": probes("targets/entries/999/undo") {
        _ in either(propose, approve)
      },
    ]
  }

  /// Probes over one task that the supervision officer gave to the office of industry.
  static func all(_ district: SmallDistrict) async throws -> [String: [RouteProbe]] {
    let permit = try Authority(library: district.library).permit(
      try district.actor("SV"), GiveAssignment.needed, on: SmallDistrict.today)
    let order = Order(words: "查清原因", owner: .init(unit: "industry"), due: nil)
    let code = try await district.journal(on: SmallDistrict.today.description)
      .commit(GiveAssignment(order, source: .free), permit: permit, reason: "").result
    let path = "/tasks/\(code)"
    let reads = RouteProbe.reaching("task", "R", unit: "industry")
    func probe(
      _ path: String, fields: [(String, String)] = [],
      _ isAllowed: @escaping @Sendable (Post, Grants) -> Bool
    ) -> [RouteProbe] { [RouteProbe(path: path, fields: fields, isAllowed: isAllowed)] }
    return [
      "GET /inbox": probe("/inbox", RouteProbe.everybody),
      "GET /tasks": probe("/tasks", RouteProbe.any("task", "R")),
      "GET /tasks/new": probe("/tasks/new", RouteProbe.any("task", "C")),
      // A chain chief gives tasks for the chain, whichever unit does them.
      "POST /tasks": probe("/tasks", fields: [("unit", "industry")], RouteProbe.any("task", "C")),
      "GET /tasks/:code": probe(path, reads),
      "POST /tasks/:code/signature": probe("\(path)/signature") { post, grants in
        reads(post, grants) && RouteProbe.reaching("task", "S", unit: "industry")(post, grants)
      },
      "POST /tasks/:code/answers": probe("\(path)/answers") { post, grants in
        reads(post, grants) && RouteProbe.reaching("task", "U", unit: "industry")(post, grants)
      },
      "POST /tasks/:code/verdict": probe("\(path)/verdict", fields: [("verdict", "closed")]) {
        post, grants in
        post.id == "SV" || RouteProbe.reaching("task", "A", unit: "industry")(post, grants)
      },
      "POST /tasks/:code/paper": probe("\(path)/paper") { post, grants in
        reads(post, grants) && RouteProbe.any("letter", "C")(post, grants)
      },
      "POST /tasks/:code/entries/:entry/undo": probe("\(path)/entries/999/undo", reads),
      "GET /directives": probe("/directives", RouteProbe.any("directive", "R")),
      "POST /directives": probe(
        "/directives", fields: [("unit", "industry")], RouteProbe.any("directive", "C")),
    ]
  }
}
