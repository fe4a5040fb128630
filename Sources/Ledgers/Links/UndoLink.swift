package import Commands
import Definitions
import Storage

/// Takes the confirmation of links back, with the commitment that was carried over by it.
package struct UndoLink: Command {
  package static let name = "undo-link"
  package static let title = "撤销关联"

  package struct Body: Codable, Sendable {
    package var entry: Int64
  }

  package let entry: Int64

  package init(entry: Int64) { self.entry = entry }

  package static let needed = LinkYears.needed
  package var permission: Permission { Self.needed }
  package var body: Body { Body(entry: entry) }

  /// What can be taken back, each with the permission that it needs.
  package static let permissions = [
    LinkYears.name: LinkYears.needed, LinkLevels.name: LinkLevels.needed,
    CarryOver.name: CarryOver.needed,
  ]

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let done = try JournalEntry.entry(entry, in: transaction),
      Self.permissions[done.command] != nil
    else { throw JournalError.invalid("第 \(entry) 号记录不是关联，不能在这里撤销") }
    if let by = try DecisionStack.undone(in: transaction)[entry] {
      throw JournalError.invalid("第 \(entry) 号记录已由第 \(by) 号记录撤销，没有再次撤销")
    }
    try takeBackCarried(in: context)
    let codes: [String] = try transaction.rows(
      "SELECT code FROM commitment_link WHERE seq = \(entry) ORDER BY code"
    ).map { try $0.get("code") }
    for code in codes {
      guard var link = try LinkStore.link(code, knownAt: entry, in: transaction) else { continue }
      link.isWithdrawn = true
      try LinkStore.write(link, seq: context.seq, in: transaction)
    }
    _ = try transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry), \(context.seq))")
  }

  /// What was carried over goes again, unless somebody has worked on it since.
  private func takeBackCarried(in context: CommandContext) throws {
    for var item in try LedgerStore.items(writtenBy: entry, in: context.transaction) {
      let stored = try LedgerStore.item(item.id, in: context.transaction)
      guard stored?.version == entry else {
        throw JournalError.invalid("\(item.id) 结转之后又有改动，第 \(entry) 号没有撤销。请先撤销后来的办理")
      }
      item.state = .undone
      try LedgerStore.write(item, seq: context.seq, in: context.transaction)
    }
  }
}
