package import Commands
import Storage

/// Sets what the reader got wrong about an item; whoever edits an item has decided about it.
package struct EditCommitment: Command {
  package static let name = "edit-commitment"
  package static let title = "修改条目"

  package struct Body: Codable, Sendable {
    var item: ItemVersion
    var form: Commitment.Form
    var revision: ItemRevision
  }

  package var item: ItemVersion
  package var form: Commitment.Form
  package var revision: ItemRevision

  package init(
    item: ItemVersion, revision: ItemRevision, form: Commitment.Form = .commitment
  ) {
    self.item = item
    self.form = form
    self.revision = revision
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(item: item, form: form, revision: revision) }

  package func run(in context: CommandContext) throws {
    var edited = try item.fresh(in: context)
    try revision.check(for: edited.report, in: context)
    revision.apply(to: &edited)
    if form != .commitment || edited.form != nil { edited.form = form }
    try LedgerStore.write(edited, seq: context.seq, in: context.transaction)
  }
}

/// Sets an item aside: its words are background and promise nothing.
package struct MarkBackground: Command {
  package static let name = "mark-background"
  package static let title = "列为背景"

  package struct Body: Codable, Sendable {
    var item: ItemVersion
    var ground: String
  }

  package var item: ItemVersion
  /// Why it is no promise, in words.
  package var ground: String

  package init(item: ItemVersion, ground: String) {
    self.item = item
    self.ground = ground
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(item: item, ground: ground) }

  package func run(in context: CommandContext) throws {
    guard !ground.isEmpty else {
      throw JournalError.invalid("列为背景要写明理由，没有改动。如：这一句说的是去年的成绩")
    }
    var aside = try item.fresh(in: context)
    guard aside.form != .background else {
      throw JournalError.invalid("\(item.code) 已列为背景，没有改动")
    }
    aside.form = .background
    aside.decide()
    try LedgerStore.write(aside, seq: context.seq, in: context.transaction)
  }
}
