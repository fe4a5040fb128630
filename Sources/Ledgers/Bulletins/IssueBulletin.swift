package import Commands
import Quantities

/// Issues a bulletin: what its blocks show is kept with it and never changes again.
package struct IssueBulletin: Command {
  package static let name = "issue-bulletin"
  package static let title = "印发通报"

  package struct Body: Codable, Sendable {
    var code: String
    var knownAt: Int64
    var digest: String
  }

  package var code: String
  /// Entry that wrote the draft that is issued.
  package var version: Int64
  package var issue: Bulletin.Issue

  package init(code: String, version: Int64, issue: Bulletin.Issue) {
    self.code = code
    self.version = version
    self.issue = issue
  }

  package static let needed = Permission("bulletin", "A")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(code: code, knownAt: issue.knownAt, digest: issue.digest) }

  package func run(in context: CommandContext) throws {
    guard let present = try BulletinStore.bulletin(code, in: context.transaction) else {
      throw JournalError.invalid("没有通报 \(code)，没有印发")
    }
    guard present.bulletin.issue == nil else {
      throw JournalError.invalid("\(code) 已经印发，没有再次印发。可以随时重印")
    }
    guard present.version == version else {
      throw JournalError.invalid("\(code) 的稿子在您打开之后又有改动，没有印发。请看过新稿再印发")
    }
    guard issue.day == context.day, issue.knownAt < context.seq else {
      throw JournalError.invalid("\(code) 的数据不是今天取的，没有印发。请刷新后再印发")
    }
    var bulletin = present.bulletin
    bulletin.issue = issue
    try BulletinStore.write(bulletin, seq: context.seq, in: context.transaction)
  }
}
