import Commands
import Definitions
import Documents
import Facts
import Foundation
import Ledgers
import Quantities
import Reports
import Storage
import Testing

@testable import Web

/// Every route that shows facts keeps to the day and to the knowledge that were asked for.
///
/// The routes come from the table of routes: one that is added is walked too, and has to be named
/// below where it shows no facts.
@Suite("A past day on every route") struct TimeLeakTests {
  private static let day = "2022-04-15"

  /// Routes that show nothing of what is planted: people, forms to fill in, the words of a report,
  /// and numbers of things, which the second test counts.
  private static let factless: Set<String> = [
    "/registers", "/quality", "/api/v1/registers", "/api/v1/commitments/:code",
    "/reports/:code/items/:item/background", "/reports/:code/merge", "/reports/:code/passages",
    "/reports/:code/editions",
    "/", "/account", "/api/v1/openapi.json", "/imports", "/imports/previews/:ticket",
    "/imports/previews/:ticket/problems", "/records/:register", "/journal/verification",
    // Metrics read the series of named regions; the last test walks one.
    "/security", "/indicators", "/indicators/:id", "/reports/:code/editions/:ticket",
    "/imports/firms", "/unmask/enterprise", "/unmask/person", "/bulletins/new", "/burden",
    "/burden/file",
  ]

  /// Routes whose rows are not planted here: what is weighed from readings, bulletins that are issued,
  /// claims that are due, issued months of industry, frozen paths, past lights, and the page of one
  /// doubt.
  private static let unplanted: Set<String> = [
    "/next", "/next/:form", "/api/v1/next", "/brief/:form", "/letters", "/letters/:unit/:form",
    "/papers/:code/:form", "/brief", "/commitments/:code/path",
    "/api/v1/commitments/:code/lights",
    "/reports/:code/beside/:other",
    "/claims", "/bulletins/:code/:form", "/quality/issues/:key", "/industry",
    "/industry/issues/new",
    "/industry/issues/:code", "/industry/issues/:code/:form", "/api/v1/industry",
  ]

  /// Codes that stand for the rows of a route, where it shows one of them at a time.
  private static let codes: [(prefix: String, codes: [String])] = [
    ("/tasks/", (1...4).map { "R-2022-000\($0)" }),
    ("/bulletins/", (1...2).map { "N-2022-00\($0)" }),
    ("/asks/", (1...2).map { "A-2022-00\($0)" }),
    ("/files/asks/", (1...2).map { "A-2022-00\($0)" }),
    ("/api/v1/asks/", (1...2).map { "A-2022-00\($0)" }),
  ]

  /// Routes that show what concerns the one who asks: those who give work and those who do it.
  private static let workers: Set<String> = [
    "/inbox", "/tasks", "/tasks/:code", "/directives", "/claims", "/asks", "/asks/new",
    "/asks/:code", "/files/asks/answer", "/files/asks/:code", "/api/v1/asks",
    "/api/v1/asks/:code", "/burden", "/burden/file",
  ]

  /// What a route needs to be asked before it shows anything.
  private static let questions: [String: [Address.Item]] = [
    "/asks/new": [
      .init(name: "register", value: "enterprise"), .init(name: "field", value: "address"),
    ],
    "/files/asks/answer": [
      .init(name: "register", value: "enterprise"), .init(name: "field", value: "address"),
    ],
    "/burden": [.init(name: "from", value: "2022-01-01")],
  ]

  /// Routes of whole lists, which are taken away for a purpose and by those who may.
  private static func isExport(_ path: String) -> Bool {
    path.hasPrefix("/lists/") || path.hasPrefix("/files/") && path.hasSuffix("/list")
      || path.hasPrefix("/api/v1/registers/") && !path.contains(":code")
  }

  /// A district that was told three kinds of things about every register, and a view in the middle.
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    let promises = try await district.commitments.map(\.id)
    try await district.claimByHand(promises[2], unit: "industry")
    try await district.plant(.early, about: "2022-03-01", on: "2022-03-02")
    try await district.plantWork(
      .early, on: "2022-03-02", divides: promises[0], claims: promises[2], month: "2022-02",
      asking: "founded_on")
    try await district.plant(.ahead, about: "2022-06-01", on: "2022-03-03")
    try await district.plant(.late, about: "2022-03-01", on: "2022-06-20")
    try await district.plant(
      .late, about: "2022-03-01", on: "2022-06-20", subject: PlantedFacts.further)
    try await district.plantWork(
      .late, on: "2022-06-20", divides: promises[0], claims: promises[2], month: "2022-03",
      asking: "closed_on")
    try await district.write(reports: "后来知报告")
    return district
  }

  /// The addresses to ask of a route, with what a reader could add to them.
  private func addresses(
    of route: Route, in district: SmallDistrict, commitment: String
  ) -> [Address] {
    let site = district.server.site
    if let register = site.registers.all.first(where: { register in
      route.path == "\(site.registers.list(register.id))/:code"
    }) {
      let path = site.registers.subject(register.id, PlantedFacts.code)
      return SubjectPage.Tab.allCases.map { tab in
        Address(path, [.init(name: "tab", value: tab.rawValue)])
      }
    }
    if let rows = Self.codes.first(where: { route.path.hasPrefix("\($0.prefix):code") }) {
      return rows.codes.map { code in
        Address(
          route.path.replacing(":code", with: code).replacing(":form", with: "docx"),
          Self.isExport(route.path) ? [.init(name: "why", value: "核对")] : [])
      }
    }
    if let asked = Self.questions[route.path] { return [Address(route.path, asked)] }
    let form = route.path.hasPrefix("/brief") ? "docx" : "xlsx"
    var path = route.path.replacing(":form", with: form).replacing(
      ":code",
      with: route.path.contains("/registers/")
        ? Address.encoded(PlantedFacts.code)
        : route.path.contains("/reports/") ? "B-2022-1" : commitment)
    path = path.replacing(":item", with: commitment)
    if route.path == "/search" {
      return PlantedFacts.Mark.allCases.map {
        Address(path, [.init(name: "q", value: $0.rawValue)])
      }
    }
    guard
      let register = site.registers.all.first(where: { register in
        [site.registers.list(register.id), RegisterHandlers.filePath(register)].contains(path)
      })
    else {
      return [Address(path, Self.isExport(path) ? [.init(name: "why", value: "核对")] : [])]
    }
    let why = Self.isExport(path) ? [Address.Item(name: "why", value: "核对")] : []
    let columns = register.fields.map { Address.Item(name: "column", value: $0.key) }
    let groups = register.fields.prefix(3).map { Address.Item(name: "group", value: $0.key) }
    return [Address(path, columns + why)] + groups.map { Address(path, [$0] + why) }
  }

  /// Posts between whom every field of a register can be seen in every row; for other routes those
  /// who supervise and audit.
  private func readers(of route: Route, in district: SmallDistrict) -> [String] {
    guard case .registers(let ids) = route.access, ids.count == 1,
      let register = district.library.registers[ids[0]]
    else {
      return Self.workers.contains(route.path)
        ? ["SV", "DU", "DM", "LD", "DU-market-regulation"] : ["SV", "AU"]
    }
    func seen(_ post: Post) -> Set<String> {
      let actor = Actor(person: Person(id: post.person, name: post.person), post: post)
      let visibility = Authority(library: district.library).visibility(
        of: register, for: actor, on: SmallDistrict.today)
      return Set(
        register.fields.filter { field in
          visibility.scopes(reaching: field).contains { $0.rows == .all }
        }.map(\.key))
    }
    var rest = Set(register.fields.map(\.key))
    var readers: [String] = []
    let authority = Authority(library: district.library)
    let posts = district.posts.filter { post in
      let actor = Actor(person: Person(id: post.person, name: post.person), post: post)
      return !Self.isExport(route.path)
        || (try? authority.exportable(
          of: register, by: actor, on: SmallDistrict.today, purpose: nil))
          != nil
    }
    while let best = posts.max(by: {
      seen($0).intersection(rest).count < seen($1).intersection(rest).count
    }), !seen(best).isDisjoint(with: rest) {
      readers.append(best.id)
      rest.subtract(seen(best))
    }
    return readers
  }

  private func texts(
    _ address: Address, asked: [Address.Item], by browsers: [Browser]
  ) async throws -> [String] {
    var texts: [String] = []
    for browser in browsers {
      let reply = try await browser.get(Address(address.path, address.items + asked).text)
      #expect(reply.status < 500, "\(address.text)")
      if reply.status == 200 { texts.append(try text(of: reply, at: address)) }
    }
    return texts
  }

  /// A workbook is packed: its cells are what it says.
  private func text(of reply: Reply, at address: Address) throws -> String {
    if address.path.hasSuffix("/docx") {
      return try DocumentReader.text(of: reply.bytes, name: "文件.docx").text
    }
    guard reply.bytes.starts(with: Array("PK".utf8)) else { return reply.body }
    let workbook = try WorkbookReader.read(reply.bytes, name: "清单.xlsx")
    return workbook.sheets.flatMap(\.rows).flatMap(\.self).map(\.written).joined(separator: "\n")
  }

  private func holds(_ text: String, _ mark: PlantedFacts.Mark, besides asked: Address) -> Bool {
    let number = "\(mark.number)"
    // What was typed into the search box is repeated on the page.
    let typed = asked.items.contains { $0.value == mark.rawValue }
    return text.contains(number) || text.contains(number.groupingDigits)
      || text.contains(typed ? "\(mark.rawValue)名" : mark.rawValue)
  }

  @Test func `no route shows on a past day what began or was told after it`() async throws {
    let district = try await district()
    let commitment = try #require(try await district.commitments.first).id
    let day = Address.Item(name: "day", value: Self.day)
    let then = [day, Address.Item(name: "known", value: "then")]
    let now = [day, Address.Item(name: "known", value: "now")]
    var silent: [String] = []
    for route in RouteTable(site: district.server.site).routes where route.method == .get {
      guard case .desk = route.handler, !Self.factless.contains(route.path),
        !Self.unplanted.contains(route.path),
        !route.path.hasSuffix("/form")
      else { continue }
      var browsers: [Browser] = []
      for post in readers(of: route, in: district) {
        browsers.append(try await district.browser(as: post))
      }
      var shown: Set<PlantedFacts.Mark> = []
      for address in addresses(of: route, in: district, commitment: commitment) {
        for text in try await texts(address, asked: then, by: browsers) {
          for mark in [PlantedFacts.Mark.ahead, .late] {
            #expect(!holds(text, mark, besides: address), "\(mark) at \(address.text), then")
          }
        }
        for text in try await texts(address, asked: now, by: browsers) {
          #expect(!holds(text, .ahead, besides: address), "ahead at \(address.text), now")
          if holds(text, .late, besides: address) { shown.insert(.late) }
        }
        for text in try await texts(address, asked: [], by: browsers) {
          for mark in PlantedFacts.Mark.allCases where holds(text, mark, besides: address) {
            shown.insert(mark)
          }
        }
      }
      // A route that never shows the marks would prove nothing.
      if shown.isEmpty { silent.append(route.path) }
    }
    #expect(silent == [], "these show no facts: name them above, or plant what they show")
  }
}

extension TimeLeakTests {
  @Test func `numbers of subjects are those of the day and of what was known then`() async throws {
    let district = try await district()
    let browser = try await district.browser(as: "SV")
    func count(_ query: String) async throws -> Int? {
      let body = try await browser.get("/api/v1/registers?\(query)").body
      let items = try #require(
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])["items"]
      return (items as? [[String: Any]])?.first { $0["id"] as? String == "project" }?["count"]
        as? Int
    }
    #expect(try await count("day=\(Self.day)") == 1)
    #expect(try await count("day=\(Self.day)&known=now") == 2)
    #expect(try await count("") == 2)
  }
}

extension SmallDistrict {
  /// Writes a later word into the ledger: a commitment in other words, and another report.
  fileprivate func write(reports mark: String) async throws {
    guard let commitment = try await commitments.first else { return }
    var revision = ItemRevision(commitment)
    revision.subject = mark
    let stored = try await database.read { try LedgerStore.item(commitment.id, in: $0) }
    let item = ItemVersion(code: commitment.id, version: stored?.version ?? 0)
    let (edit, add) = (EditCommitment.needed, RegisterReport.needed)
    try await journal(on: "2022-06-20").commit(
      EditCommitment(item: item, revision: revision), permit: try permit(edit), reason: mark)
    let text = "政府工作报告\n二、2022年工作安排\n（一）\(mark)。新增规上工业企业9家。"
    try await journal(on: "2022-06-21").commit(
      RegisterReport(
        title: mark, year: 2023, file: "report.txt", text: text,
        understanding: Reader(lexicon: library.lexicon).read(text, year: 2023),
        binder: library.binder), permit: try permit(add), reason: mark)
  }

  private func permit(_ permission: Permission) throws -> Permit {
    try Authority(library: library).permit(try actor("SV"), permission, on: Self.today)
  }
}
