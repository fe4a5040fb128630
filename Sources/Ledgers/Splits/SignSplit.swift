package import Commands
import Quantities

/// Signs the part of a split that falls to the unit of the acting post.
package struct SignSplit: Command {
  package static let name = "sign-split"
  package static let title = "任务签收"

  package struct Body: Codable, Sendable {
    package var commitment: Commitment.ID
    package var unit: String
  }

  package let body: Body

  package init(commitment: Commitment.ID, unit: String) {
    body = Body(commitment: commitment, unit: unit)
  }

  package static let needed = Permission("split", "S")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let actor = context.permit.actor
    guard [actor.post.unit, actor.post.scopeValue].contains(body.unit) else {
      throw JournalError.invalid("任务要由责任单位自己签收，没有改动")
    }
    var split = try SplitStore.split(of: body.commitment, in: context.transaction)?.split
    guard let index = split?.parts.firstIndex(where: { $0.unit == body.unit }),
      let part = split?.parts[index], part.sentOn != nil
    else { throw JournalError.invalid("\(body.commitment) 没有送给本单位签收的任务，没有改动") }
    guard part.signature == nil else {
      throw JournalError.invalid("\(body.commitment) 的任务本单位已经签收，没有再次签收")
    }
    split?.parts[index].signature = Split.Signature(
      person: actor.person.name, post: actor.post.id, day: context.day)
    if let split { try SplitStore.write(split, seq: context.seq, in: context.transaction) }
  }
}
