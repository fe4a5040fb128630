import Commands
import Definitions
import Facts
import Ledgers
import Storage

/// The one search box: names, codes and credit codes, in the rights of the reader.
struct SearchHandlers: Sendable {
  private static let most = 8

  func routes() -> [Route] {
    [.desk(.get, "/search", answer: search)]
  }

  private func search(_ desk: DeskVisit) async throws -> Answer {
    let query = desk.address["q"]?.trimmingBlanks ?? ""
    var groups: [SearchPage.Group] = []
    if !query.isEmpty {
      let wanted = query.lowercased()
      groups = try await ledger(desk, wanted)
      for register in desk.site.registers.all where desk.mayOpen(register) {
        groups.append(Self.group(try await RegisterReading(desk, register), query, wanted))
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
    let knownAt = desk.asOf.knownAt
    let found = try await desk.site.database.read {
      try LedgerStore.commitments(knownAt: knownAt, in: $0)
    }.filter { commitment in
      desk.may(commitment)
        && (commitment.id.lowercased().contains(wanted)
          || commitment.text.lowercased().contains(wanted)
          || commitment.subject.lowercased().contains(wanted))
    }
    let rows = found.prefix(20).map { commitment in
      SearchPage.Row(
        path: "/commitments/\(Address.encoded(commitment.id))", code: commitment.id,
        name: commitment.text, note: commitment.target.title)
    }
    return [.init(title: "承诺", rows: Array(rows), count: found.count, more: "/commitments")]
  }

  private static func group(
    _ reading: RegisterReading, _ query: String, _ wanted: String
  ) -> SearchPage.Group {
    let snapshot = reading.snapshot
    let registers = reading.desk.site.registers
    let rows = (0..<snapshot.count).filter { row in
      snapshot.name(row: row).lowercased().contains(wanted)
        || snapshot.codes[row].lowercased().contains(wanted)
    }
    let list = Address(registers.list(reading.register.id), [.init(name: "q", value: query)])
    return .init(
      title: reading.register.title,
      rows: rows.prefix(most).map { row in
        .init(
          path: registers.subject(reading.register.id, snapshot.codes[row]),
          code: snapshot.codes[row], name: snapshot.name(row: row), note: "")
      }, count: rows.count, more: list.text)
  }
}
