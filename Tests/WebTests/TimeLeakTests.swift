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
    "/imports/firms", "/unmask/enterprise", "/unmask/person",
  ]

  /// Routes of rows that are not planted here: tasks, claims, asks, splits, bulletins and what is
  /// weighed from readings.
  private static let unplanted: Set<String> = [
    "/commitments/split/:form", "/bulletins", "/bulletins/new", "/bulletins/:code",
    "/bulletins/:code/:form", "/letters", "/letters/:unit/:form", "/papers/:code/:form",
    "/reports/:code/beside/:other", "/claims", "/inbox", "/tasks",
    "/tasks/:code", "/directives", "/next", "/next/:form", "/api/v1/next", "/brief",
    "/brief/:form", "/asks", "/asks/new", "/asks/:code", "/files/asks/answer",
    "/files/asks/:code", "/burden", "/burden/file", "/quality/issues/:key", "/api/v1/asks",
    "/api/v1/asks/:code",
  ]

  /// Routes of whole lists, which are taken away for a purpose and by those who may.
  private static func isExport(_ path: String) -> Bool {
    path.hasPrefix("/lists/") || path.hasPrefix("/files/") && path.hasSuffix("/list")
      || path.hasPrefix("/api/v1/registers/") && !path.contains(":code")
  }

  /// A district that was told three kinds of things about every register, and a view in the middle.
  private func district() async throws -> SmallDistrict {
    let district = try await SmallDistrict.open()
    try await district.plant(.early, about: "2022-03-01", on: "2022-03-02")
    try await district.plant(.ahead, about: "2022-06-01", on: "2022-03-03")
    try await district.plant(.late, about: "2022-03-01", on: "2022-06-20")
    try await district.plant(
      .late, about: "2022-03-01", on: "2022-06-20", subject: PlantedFacts.further)
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
    var path = route.path.replacing(
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
    else { return ["SV", "AU"] }
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
      if reply.status == 200 { texts.append(try text(of: reply)) }
    }
    return texts
  }

  /// A workbook is packed: its cells are what it says.
  private func text(of reply: Reply) throws -> String {
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
