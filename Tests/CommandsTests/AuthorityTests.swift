import Commands
import Definitions
import Facts
import Quantities
import Testing

@Suite("Permits") struct PermitTests {
  private let authority = Authority(library: library)
  private let today = day("2022-01-05")

  private func permitted(
    _ permission: Permission, as post: Post, reaching reach: Reach
  ) -> Bool {
    let actor = Actor(person: Person(id: post.person, name: "某"), post: post)
    return (try? authority.permit(actor, permission, reaching: reach, on: today)) != nil
  }

  /// A thing that lies within every scope of a post, and one that lies within none but “all”.
  private let within = Reach(
    unit: "industry", town: "here", park: "here", chain: "here", owner: "P-1", firm: "here",
    isReleased: true)
  private let beyond = Reach(
    unit: "tax", town: "there", park: "there", chain: "there", owner: "P-2", firm: "there")

  private func post(_ role: String, scope: String = "here", to: String? = nil) -> Post {
    Post(
      id: "P-1", person: "someone", role: role, unit: "industry", scopeValue: scope,
      from: day("2021-01-01"), to: to.map(day))
  }

  /// Every permission of the file × every role × in scope, out of scope, ended.
  @Test func `exactly what the grants file lists is permitted`() {
    let grants = library.grants
    #expect(grants.roles.count == 28)
    var permissions = Set(grants.allowances.map { Permission($0.object, $0.action) })
    permissions.insert(Permission("district", "found"))
    permissions.insert(Permission("report", "D"))
    for permission in permissions {
      let lines = grants.allowances.filter {
        $0.object == permission.object && $0.action == permission.action
      }
      for role in grants.roles.map(\.code) {
        let scopes = lines.filter { line in
          let holds = line.condition.map { grants.conditions[$0]?.holds == .always } ?? true
          return line.role == role && holds && !line.both
        }.map(\.scope)
        let place = "\(permission) as \(role)"
        #expect(
          permitted(permission, as: post(role), reaching: within) == !scopes.isEmpty, "\(place)")
        #expect(
          permitted(permission, as: post(role), reaching: beyond) == scopes.contains(.all),
          "\(place), out of scope")
        #expect(
          !permitted(permission, as: post(role, to: "2022-01-04"), reaching: within),
          "\(place), ended")
      }
    }
  }

  @Test func `nothing in particular is reached by a grant over everything only`() throws {
    #expect(permitted(Permission("report", "C"), as: post("SV"), reaching: .everything))
    #expect(!permitted(Permission("import", "C"), as: post("DU"), reaching: .everything))
    #expect(
      !permitted(Permission("import", "C"), as: post("TW", scope: ""), reaching: Reach(town: "")))
  }

  @Test func `an unknown role may do nothing`() {
    for allowance in library.grants.allowances {
      let permission = Permission(allowance.object, allowance.action)
      #expect(!permitted(permission, as: post("XX"), reaching: within))
      #expect(!permitted(permission, as: post(""), reaching: within))
    }
  }

  @Test func `what two have to agree on one cannot do alone`() {
    let permission = Permission("target.change", "A")
    let actor = Actor(person: Person(id: "someone", name: "某"), post: post("SVM"))
    #expect(throws: Denial.needsAgreement(permission, roles: ["SVM", "LD"])) {
      try authority.permit(actor, permission, reaching: within, on: today)
    }
  }
}

@Suite("Visibilities") struct VisibilityTests {
  private let authority = Authority(library: library)

  private func visible(_ register: String, _ role: String, unit: String, scope: String = "")
    throws -> [FieldClass: [Visibility.Scope]]
  {
    let post = Post(
      id: "P-1", person: "x", role: role, unit: unit, scopeValue: scope, from: day("2021-01-01"))
    let actor = Actor(person: Person(id: "x", name: "某"), post: post)
    let register = try #require(library.registers[register])
    return authority.visibility(of: register, for: actor, on: day("2022-01-05")).scopes
      .filter { !$0.value.isEmpty }
  }

  private func holding(_ field: String, _ value: String) -> Visibility.Scope {
    Visibility.Scope(rows: .holding(field: field, value: value))
  }

  @Test func `a leader sees what is open and internal, and no single firm's business`() throws {
    #expect(
      try visible("enterprise", "LD", unit: "gov-office") == [.open: [.all], .office: [.all]])
  }

  @Test func `a head of unit sees the business columns of the unit`() throws {
    #expect(
      try visible("enterprise", "DM", unit: "industry") == [
        .open: [.all], .office: [.all], .business: [Visibility.Scope(keeper: "industry")],
      ])
  }

  @Test func `an officer sees the firms that are assigned`() throws {
    let mine = holding("service_officer", "P-1")
    #expect(
      try visible("enterprise", "ES", unit: "enterprise-office") == [
        .open: [.all], .office: [.all], .business: [mine], .personal: [mine],
      ])
  }

  @Test func `a statistician sees single statistical values, others do not`() throws {
    #expect(try visible("enterprise", "SX", unit: "statistics")[.statistical] == [.all])
    for role in library.grants.roles.map(\.code) where role != "SX" {
      #expect(try visible("enterprise", role, unit: "statistics")[.statistical] == nil, "\(role)")
    }
  }

  @Test func `a firm sees itself and nobody else`() throws {
    let own = Visibility.Scope(rows: .subject(code: "FIRM"))
    #expect(
      try visible("enterprise", "EA", unit: "FIRM", scope: "FIRM") == [
        .open: [own], .office: [own], .business: [own], .personal: [own],
      ])
    #expect(try visible("enterprise", "EA", unit: "FIRM", scope: "").isEmpty)
    #expect(
      try visible("platform", "EA", unit: "FIRM", scope: "FIRM")[.open]
        == [holding("enterprise", "FIRM")])
  }

  @Test func `a town and a park see their own projects`() throws {
    #expect(
      try visible("project", "TW", unit: "town-a", scope: "town-a")[.office]
        == [holding("town", "town-a")])
    #expect(
      try visible("project", "PK", unit: "park-committee", scope: "park-east")[.office]
        == [holding("park", "park-east")])
    #expect(try visible("project", "PK", unit: "park-committee")[.office] == nil)
  }

  @Test func `negotiations are seen by whoever leads them`() throws {
    #expect(try visible("project", "IAM", unit: "commerce")[.negotiation] == [.all])
    #expect(
      try visible("project", "IA", unit: "commerce")[.negotiation] == [holding("officer", "P-1")])
    #expect(try visible("project", "LD", unit: "gov-office")[.negotiation] == nil)
  }

  @Test func `administrators have no sight of business, and nobody after the post has ended`()
    throws
  {
    for role in ["SA", "SE", "AU", "PB", "BK", "XP", "CA"] {
      for register in ["enterprise", "project", "parcel", "platform"] {
        #expect(try visible(register, role, unit: "big-data").isEmpty, "\(role), \(register)")
      }
    }
    let register = try #require(library.registers["enterprise"])
    #expect(
      authority.visibility(of: register, for: District.actor("DU-old"), on: day("2022-01-05"))
        == .nothing)
  }

  @Test func `writing has its own reach`() throws {
    let register = try #require(library.registers["enterprise"])
    let today = day("2022-01-05")
    #expect(
      try authority.writable(in: register, by: District.actor("DU-market"), on: today)
        == [Visibility.Scope(keeper: "market-regulation")])
    #expect(
      try authority.writable(in: register, by: District.actor("PK-east"), on: today) == [
        Visibility.Scope(
          keeper: "park-committee", rows: .holding(field: "park", value: "park-east"))
      ])
    #expect(throws: Denial.notGranted(Permission("ent.fact", "C"), role: "LD")) {
      try authority.writable(in: register, by: District.actor("LD-1"), on: today)
    }
  }
}
