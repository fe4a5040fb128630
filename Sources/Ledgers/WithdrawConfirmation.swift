package import Commands
import Storage

/// Takes a confirmation back: the commitment stands again as it stood before it was confirmed.
package struct WithdrawConfirmation: Command {
  package static let name = "withdraw-confirmation"
  package static let title = "撤回确认"

  package struct Body: Codable, Sendable {
    var commitment: String
  }

  package var commitment: Commitment.ID

  package init(commitment: Commitment.ID) { self.commitment = commitment }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(commitment: commitment) }

  package func run(in context: CommandContext) throws {
    let versions = try LedgerStore.versions(
      of: commitment, knownAt: nil, in: context.transaction)
    guard versions.last?.commitment.state == .confirmed else {
      throw JournalError.invalid("承诺 \(commitment) 还没有确认，没有改动")
    }
    guard let before = versions.last(where: { $0.commitment.state == .proposed }) else {
      throw JournalError.invalid("承诺 \(commitment) 没有确认之前的记录，没有改动")
    }
    try LedgerStore.write(before.commitment, seq: context.seq, in: context.transaction)
  }
}
