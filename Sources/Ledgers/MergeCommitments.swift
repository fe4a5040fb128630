package import Commands
import Storage

/// Puts several items together that say one thing.
package struct MergeCommitments: Command {
  package static let name = "merge-commitments"
  package static let title = "合并条目"

  package struct Body: Codable, Sendable {
    var items: [ItemVersion]
    var revision: ItemRevision
  }

  package var items: [ItemVersion]
  package var revision: ItemRevision

  package init(items: [ItemVersion], revision: ItemRevision) {
    self.items = items
    self.revision = revision
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(items: items, revision: revision) }

  /// Returns the code of the item that stands in their place.
  package func run(in context: CommandContext) throws -> String {
    guard Set(items.map(\.code)).count == items.count, items.count >= 2 else {
      throw JournalError.invalid("合并至少要选两项不同的条目，没有改动")
    }
    var merged = try items.map { try $0.fresh(in: context) }
    merged.sort { ($0.span.first ?? 0, $0.id) < ($1.span.first ?? 0, $1.id) }
    guard Set(merged.map(\.report)).count == 1 else {
      throw JournalError.invalid("只能合并同一份报告的条目，没有改动")
    }
    guard Set(merged.map { $0.form ?? .commitment }).count == 1 else {
      throw JournalError.invalid("承诺、措施、背景不能混在一起合并，没有改动")
    }
    try revision.check(for: merged[0].report, in: context)
    var codes = try ItemCodes(report: merged[0].report, in: context)
    var whole = merged[0]
    whole.id = codes.next(whole.form ?? .commitment)
    let places = merged.flatMap { [$0.span] + ($0.further ?? []) }
    var further: [[Int]] = []
    for place in places where place != whole.span && !further.contains(place) {
      further.append(place)
    }
    whole.further = further.isEmpty ? nil : further
    whole.origin = merged.map(\.id)
    whole.isMarked = merged.contains { $0.isMarked == true } ? true : nil
    revision.apply(to: &whole)
    for var part in merged {
      part.state = .replaced
      part.successors = [whole.id]
      try LedgerStore.write(part, seq: context.seq, in: context.transaction)
    }
    try LedgerStore.write(whole, seq: context.seq, in: context.transaction)
    return whole.id
  }
}
