package import Commands
import Quantities

/// Writes the draft of a bulletin, a new one or one that is there.
package struct ComposeBulletin: Command {
  package static let name = "compose-bulletin"
  package static let title = "起草通报"

  package struct Body: Codable, Sendable {
    var code: String?
    var draft: Bulletin.Draft
  }

  /// Nil makes a new bulletin.
  package var code: String?
  /// Entry that wrote the draft that the person had in view; 0 for a new one.
  package var version: Int64
  package var draft: Bulletin.Draft

  package init(code: String?, version: Int64, draft: Bulletin.Draft) {
    self.code = code
    self.version = version
    self.draft = draft
  }

  package static let creating = Permission("bulletin", "C")
  package static let changing = Permission("bulletin", "U")
  package var permission: Permission { code == nil ? Self.creating : Self.changing }
  package var body: Body { Body(code: code, draft: draft) }

  private static let longestTitle = 80
  private static let longestText = 20_000

  /// Returns the code of the bulletin.
  package func run(in context: CommandContext) throws -> String {
    let transaction = context.transaction
    try check()
    if let corrects = draft.corrects {
      let old = try BulletinStore.bulletin(corrects, in: transaction)
      guard old?.bulletin.issue != nil else {
        throw JournalError.invalid("没有已印发的通报“\(corrects)”，没有保存。更正要写明所更正的那一期")
      }
    }
    guard let code else {
      let new = try BulletinStore.nextCode(year: context.day.year, in: transaction)
      try BulletinStore.write(
        Bulletin(id: new, draft: draft), seq: context.seq, in: transaction)
      return new
    }
    guard let present = try BulletinStore.bulletin(code, in: transaction) else {
      throw JournalError.invalid("没有通报 \(code)，没有保存")
    }
    guard present.bulletin.issue == nil else {
      throw JournalError.invalid("\(code) 已经印发，不能再改。需要更正的，请另出一期更正")
    }
    guard present.version == version else {
      throw JournalError.invalid("\(code) 在您打开之后又有改动，这次没有保存。请刷新后再改")
    }
    try BulletinStore.write(
      Bulletin(id: code, draft: draft), seq: context.seq, in: transaction)
    return code
  }

  private func check() throws {
    guard !draft.title.isEmpty, draft.title.count <= Self.longestTitle else {
      throw JournalError.invalid("标题应为 1 到 \(Self.longestTitle) 个字，没有保存")
    }
    let length = draft.pieces.reduce(0) { sum, piece in
      if case .words(let words) = piece { sum + words.count } else { sum }
    }
    guard length <= Self.longestText else {
      throw JournalError.invalid("自写文字共 \(length) 字，最多 \(Self.longestText) 字，没有保存")
    }
    let kinds = draft.pieces.filter { if case .block = $0 { true } else { false } }
    guard !kinds.isEmpty else {
      throw JournalError.invalid("通报没有选任何内容，没有保存。请至少选一个栏目")
    }
    guard Set(kinds).count == kinds.count else {
      throw JournalError.invalid("同一栏目选了两次，没有保存")
    }
  }
}
