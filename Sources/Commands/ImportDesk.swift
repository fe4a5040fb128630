package import Definitions
package import Documents
package import Facts
package import Quantities
import Storage

/// A file that somebody wants to import, and how it should be understood.
package struct ImportRequest: Sendable {
  package var file: String
  package var content: ByteSource
  package var register: String
  /// Day from which states in the file are valid.
  package var validFrom: Day
  package var evidence: Evidence
  /// What was decided by hand about columns of this file, by the word of the head.
  package var choices: [String: ColumnChoices.Choice]
  /// Codes that were chosen by hand for names that may mean several firms.
  package var matches: [String: String] = [:]

  package init(
    file: String, bytes: [UInt8], register: String, validFrom: Day, evidence: Evidence,
    choices: [String: ColumnChoices.Choice] = [:]
  ) {
    self.init(
      content: ByteSource(bytes, name: file), register: register, validFrom: validFrom,
      evidence: evidence, choices: choices)
  }

  /// A file that is read in pieces and never held whole.
  package init(
    content: ByteSource, register: String, validFrom: Day, evidence: Evidence,
    choices: [String: ColumnChoices.Choice] = [:]
  ) {
    file = content.name
    self.content = content
    self.register = register
    self.validFrom = validFrom
    self.evidence = evidence
    self.choices = choices
  }
}

/// A preview with the request it answers, ready to be committed by the post it was made for.
package struct CheckedImport: Sendable {
  package let request: ImportRequest
  package let preview: ImportPreview
  fileprivate let post: Post
}

/// Takes files in for one actor: preview, commit, undo.
///
/// Whether a column may be written is decided field by field: a unit writes what it keeps.
package struct ImportDesk: Sendable {
  package let journal: Journal
  package let authority: Authority
  package let actor: Actor
  private let watch: ImportProgress.Watch

  package init(
    journal: Journal, authority: Authority, actor: Actor,
    watch: @escaping ImportProgress.Watch = { _ in }
  ) {
    self.journal = journal
    self.authority = authority
    self.actor = actor
    self.watch = watch
  }

  /// Reads a file and compares it with what is known; nothing is written.
  package func preview(_ request: ImportRequest) async throws -> CheckedImport {
    guard let register = authority.library.registers[request.register] else {
      let known = authority.library.registers.keys.sorted().joined(separator: "、")
      throw JournalError.invalid("没有登记簿“\(request.register)”，现有：\(known)")
    }
    let writable = try authority.writable(
      in: register, by: actor, on: journal.clock.today())
    watch(ImportProgress(.reading))
    let watch = watch
    let book = try TableBook(reading: request.content) { done, total in
      watch(ImportProgress(.reading, done: done / 1_024, of: total / 1_024))
    }
    let (region, today) = (journal.region, journal.clock.today())
    let plain = Intake(
      register: register, region: journal.region, validFrom: request.validFrom,
      codeLists: authority.library.codeLists, writable: writable)
    let speaker = Intake.Speaker(source: actor.post.unit, evidence: request.evidence)
    let preview = try await journal.database.read { session in
      var intake = plain
      intake.speaker = speaker
      intake.watch = watch
      intake.matches = try FirmMemory.choices(for: register.id, in: session)
        .merging(request.matches) { _, new in new }
      intake.asked = Set(
        try AskStore.openCells(of: register, region: region, on: today, in: session).keys)
      intake.choices = ColumnChoices(
        remembered: try LayoutMemory.choices(for: register.id, in: session),
        present: request.choices)
      return try intake.preview(book, file: request.file, in: session)
    }
    return CheckedImport(request: request, preview: preview, post: actor.post)
  }

  /// Writes what was previewed as one batch and returns the number of its entry.
  ///
  /// With `keepingStronger`, values stay as they are that rest on better evidence than the file's.
  package func commit(
    _ checked: CheckedImport, reason: String, keepingStronger: Bool = false
  ) async throws -> Int64 {
    guard checked.post == actor.post else {
      throw JournalError.invalid("预览后换了岗位，本次未写入。请用当前岗位重新预览")
    }
    let permit = try permit()
    let evidence = checked.request.evidence
    let preview =
      try keepingStronger ? checked.preview.keepingStronger(than: evidence) : checked.preview
    guard !preview.changesNothing || checked.preview.changesNothing else {
      throw JournalError.invalid("要改的数据现有证据都更强，已全部保留，没有写入。确需更改的，请去掉“保留不动”再写入")
    }
    guard preview.corrections == 0 || !reason.allSatisfy(\.isWhitespace) else {
      throw JournalError.invalid(
        "有 \(preview.corrections) 个数据是更正（同一时点或时期原来已有数值），没有写入。请写明更正的缘由后再写入")
    }
    let command = ImportFacts(
      preview: preview,
      fileDigest: try Self.digest(of: checked.request.content),
      validFrom: checked.request.validFrom, evidence: evidence,
      choices: checked.request.choices, matches: checked.request.matches, watch: watch)
    let committed = try await journal.commit(
      command, permit: permit,
      reason: reason.isEmpty ? "导入 \(checked.request.file)" : reason)
    return committed.seq
  }

  /// The batch is the post's own; which rows and columns it may write is asked for each of them.
  private func permit() throws -> Permit {
    let scope = actor.post.scopeValue.isEmpty ? nil : actor.post.scopeValue
    let own = Reach(unit: actor.post.unit, town: scope, park: scope, owner: actor.post.id)
    return try authority.permit(
      actor, ImportFacts.needed, reaching: own, on: journal.clock.today())
  }

  /// Says which firm a name in files means, for this file and those that follow.
  package func decide(
    name: String, of register: String, as decision: FirmMemory.Decision
  ) async throws {
    try await journal.commit(
      DecideFirmName(register: register, name: name, decision: decision), permit: try permit(),
      reason: "")
  }

  private static func digest(of content: ByteSource) throws -> String {
    var digest = Digest()
    try content.each { piece throws(DocumentError) in digest.add(piece) }
    return digest.hex()
  }

  /// Takes a batch back.
  package func reverse(_ entry: Int64, reason: String) async throws -> ReverseImport.Outcome {
    let importer = try await journal.database.read { session in
      try JournalEntry.entry(entry, in: session).flatMap {
        try PostStore.actor(post: $0.post, in: session)
      }
    }
    let permit = try authority.permit(
      actor, ReverseImport.needed,
      reaching: Reach(unit: importer?.post.unit, owner: importer?.post.id),
      on: journal.clock.today())
    return try await journal.commit(
      ReverseImport(entry: entry), permit: permit, reason: reason
    ).result
  }
}
