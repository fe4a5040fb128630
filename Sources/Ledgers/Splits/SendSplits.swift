package import Commands
import Quantities

/// Sends the parts of splits that were not sent yet to their units, to be signed.
package struct SendSplits: Command {
  package static let name = "send-splits"
  package static let title = "任务分解送签"

  package struct Body: Codable, Sendable {
    var commitments: [Commitment.ID]
  }

  package var commitments: [Commitment.ID]

  package init(commitments: [Commitment.ID]) { self.commitments = commitments }

  package static let needed = DivideCommitment.needed
  package var permission: Permission { Self.needed }
  package var body: Body { Body(commitments: commitments) }

  /// Returns how many parts were sent.
  package func run(in context: CommandContext) throws -> Int {
    var sent = 0
    for code in Set(commitments).sorted() {
      guard var split = try SplitStore.split(of: code, in: context.transaction)?.split else {
        throw JournalError.invalid("\(code) 还没有分解，没有送签")
      }
      let waiting = split.parts.indices.filter { split.parts[$0].sentOn == nil }
      guard !waiting.isEmpty else { continue }
      for index in waiting { split.parts[index].sentOn = context.day }
      sent += waiting.count
      try SplitStore.write(split, seq: context.seq, in: context.transaction)
    }
    guard sent > 0 else { throw JournalError.invalid("没有待送签的任务，没有改动") }
    return sent
  }
}
