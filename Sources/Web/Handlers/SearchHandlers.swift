import Commands
import Definitions
import Facts
import Ledgers
import Storage

/// The one search box: names, former names, codes and first letters, in the rights of the reader.
struct SearchHandlers: Sendable {
  private static let most = 8

  func routes() -> [Route] {
    [.desk(.get, "/search", answer: search)]
  }

  private func search(_ desk: DeskVisit) async throws -> Answer {
    let query = desk.address["q"]?.trimmingBlanks ?? ""
    var groups: [SearchPage.Group] = []
    if !SearchText.folded(query).isEmpty {
      groups = try await ledger(desk, SearchText.folded(query))
      for register in desk.site.registers.all where desk.mayOpen(register) {
        groups.append(try await Self.group(try await RegisterReading(desk, register), query))
      }
    }
    let found = groups.flatMap { group in group.rows.map { (group, $0) } }
    if let (group, row) = found.first, found.count == 1, group.count == 1,
      row.code.lowercased() == query.lowercased()
    {
      return .onward(to: desk.shell.link(row.path))
    }
    return .page(SearchPage(shell: desk.shell, model: .init(query: query, groups: groups)))
  }

  private func ledger(_ desk: DeskVisit, _ wanted: String) async throws -> [SearchPage.Group] {
    guard desk.may(Permissions.readCommitments) else { return [] }
    let asOf = desk.asOf
    let found = try await desk.site.database.read {
      try LedgerStore.commitments(asOf: asOf, in: $0)
    }.filter { commitment in
      desk.may(commitment)
        && [commitment.id, commitment.text, commitment.subject].contains {
          SearchText.folded($0).contains(wanted)
        }
    }
    let rows = found.prefix(20).map { commitment in
      SearchPage.Row(
        path: "/commitments/\(Address.encoded(commitment.id))", code: commitment.id,
        name: commitment.text, note: commitment.target.title)
    }
    return [.init(title: "承诺", rows: Array(rows), count: found.count, more: "/commitments")]
  }

  private static func group(
    _ reading: RegisterReading, _ query: String
  ) async throws -> SearchPage.Group {
    let hits = try await NameSearch(reading).hits(query)
    let snapshot = reading.snapshot
    let registers = reading.desk.site.registers
    let list = Address(registers.list(reading.register.id), [.init(name: "q", value: query)])
    return .init(
      title: reading.register.title,
      rows: hits.prefix(most).map { hit in
        .init(
          path: registers.subject(reading.register.id, snapshot.codes[hit.row]),
          code: snapshot.codes[hit.row], name: snapshot.name(row: hit.row),
          note: hit.formerName.map { "曾用名 \($0)" } ?? "")
      }, count: hits.count, more: list.text)
  }
}
