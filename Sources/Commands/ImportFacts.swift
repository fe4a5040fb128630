package import Definitions
package import Facts
package import Quantities
import Storage

/// Writes what an imported file says: one file, one batch, one entry, one undo.
package struct ImportFacts: Command {
  package static let name = "import-facts"
  package static let title = "导入数据"

  package struct Body: Codable, Sendable {
    package var file: String
    package var digest: String
    package var register: String
    package var sheet: String
    /// The sheets that were read, where they are several; the source of a fact counts them from 0.
    package var sheets: [String]?
    package var validFrom: String
    package var evidence: String
    package var rows: Int
    package var added: Int
    package var changed: Int
    package var unchanged: Int
    package var refused: Int
    package var values: Int
    /// Values that were told again unchanged; nil when there are none.
    package var confirmed: Int?
    /// Values that are kept beside those that count; nil when there are none.
    package var beside: Int?
    /// Names that wait for somebody to say which firm they mean; nil when there are none.
    package var unsure: Int?
    /// Columns that were chosen by hand, by the word of their head; nil when there are none.
    package var columns: [String: String]?
    /// Firms that were chosen by hand, by the name that the file gives; nil when there are none.
    package var matches: [String: String]?
  }

  package let preview: ImportPreview
  /// SHA-256 of the file.
  package let fileDigest: String
  package let validFrom: Day
  package let evidence: Evidence
  /// Columns that were chosen by hand, to be remembered for files of the same heads.
  let choices: [String: ColumnChoices.Choice]
  private let matches: [String: String]
  private let watch: ImportProgress.Watch

  // Not for other modules: the import desk has checked column by column and row by row that the
  // acting post may write what the preview holds.
  init(
    preview: ImportPreview, fileDigest: String, validFrom: Day, evidence: Evidence,
    choices: [String: ColumnChoices.Choice], matches: [String: String],
    watch: @escaping ImportProgress.Watch
  ) {
    self.preview = preview
    self.fileDigest = fileDigest
    self.validFrom = validFrom
    self.evidence = evidence
    self.choices = choices
    self.matches = matches
    self.watch = watch
  }

  package static let needed = Permission("import", "C")
  package var permission: Permission { Self.needed }

  package var body: Body {
    Body(
      file: preview.file, digest: fileDigest, register: preview.register,
      sheet: preview.sheets,
      sheets: preview.layouts.count > 1 ? preview.layouts.map(\.sheet) : nil,
      validFrom: validFrom.description,
      evidence: evidence.code, rows: preview.rows, added: preview.added.count,
      changed: preview.changed.count, unchanged: preview.unchanged, refused: preview.refused,
      values: preview.values,
      confirmed: preview.confirmations == 0 ? nil : preview.confirmations,
      beside: preview.besides == 0 ? nil : preview.besides,
      unsure: preview.unsure.isEmpty ? nil : preview.unsureNames,
      columns: choices.isEmpty ? nil : choices.mapValues(\.written),
      matches: matches.isEmpty ? nil : matches)
  }

  package func run(in context: CommandContext) throws {
    guard let register = context.library.registers[preview.register] else {
      throw JournalError.invalid("没有登记簿“\(preview.register)”")
    }
    guard (Evidence.claimed...Evidence.confirmed).contains(evidence) else {
      throw JournalError.invalid("导入的证据等级只能是 E1、E2 或 E3，E4 由督查核验给出，本次未写入")
    }
    try checkNothingChanged(register, in: context)
    let batch = ImportBatch(preview)
    let fields = try FactStore.ensureFields(
      batch.fields, of: register.id, seq: context.seq, in: context.transaction)
    let subjects = try batch.ensureSubjects(
      register: register.id, region: context.region, seq: context.seq, in: context.transaction)
    if !choices.isEmpty {
      try LayoutMemory.keep(
        choices, for: preview.layouts, register: register.id, seq: context.seq,
        in: context.transaction)
    }
    if !matches.isEmpty {
      try FirmMemory.decide(
        matches.mapValues(Optional.some), register: register.id, seq: context.seq,
        in: context.transaction)
    }
    try FirmMemory.meet(preview, seq: context.seq, in: context.transaction)
    // Before the facts, which end the digest.
    try Confirmation.write(
      batch.confirmations(
        fields: fields, subjects: subjects, seq: context.seq, evidence: evidence),
      in: context.transaction)
    var done = 0
    try batch.each(
      fields: fields, subjects: subjects, seq: context.seq, evidence: evidence
    ) { rows in
      watch(ImportProgress(.writing, done: done, of: preview.values))
      try context.facts.write(rows)
      done += rows.count
    }
    watch(ImportProgress(.sealing, done: 0, of: preview.values))
  }

  /// Refuses when another entry came between preview and commit and touched the same register.
  private func checkNothingChanged(_ register: Register, in context: CommandContext) throws {
    let rows = try context.transaction.rows(
      """
      SELECT COUNT(*) AS n FROM fact JOIN subject ON subject.id = fact.subject_id
      WHERE fact.seq > \(preview.head) AND subject.register = \(register.id)
      """)
    let newer: Int64 = try rows.first?.get("n") ?? 0
    guard newer == 0 else {
      throw JournalError.invalid("预览之后“\(register.title)”又有改动，本次未写入。请重新预览再提交")
    }
  }
}

/// Takes an import back by writing, for each of its values that its source has not followed with
/// another, what that source had said before; what other sources say stays as it is.
package struct ReverseImport: Command {
  package static let name = "reverse-import"
  package static let title = "撤回导入"

  package struct Body: Codable, Sendable {
    package var entry: Int64
  }

  package struct Outcome: Hashable, Sendable {
    package var reversed: Int
    /// Values that a later entry had already changed; they stay as they are.
    package var keptNewer: Int
  }

  /// Days after an import on which it may still be taken back as a whole.
  package static let daysToUndo = 7

  package let entry: Int64

  package init(entry: Int64) { self.entry = entry }

  package static let needed = Permission("import", "undo")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(entry: entry) }

  package func run(in context: CommandContext) throws -> Outcome {
    try check(in: context)
    var outcome = Outcome(reversed: 0, keptNewer: 0)
    var versions: [FactVersion] = []
    var precedence = try Precedence(in: context.transaction)
    try FactHistory(entry: entry).each(in: context.transaction) { history in
      let stands = try precedence.takingBack(entry, of: history, in: context.transaction)
      guard var restored = stands else {
        outcome.keptNewer += 1
        return
      }
      restored.seq = context.seq
      versions.append(restored)
      outcome.reversed += 1
    }
    try FactStore.write(versions, in: context.transaction)
    try Confirmation.takeBack(entry, seq: context.seq, in: context.transaction)
    return outcome
  }

  private func check(in context: CommandContext) throws {
    guard let target = try JournalEntry.entry(entry, in: context.transaction),
      target.command == ImportFacts.name
    else { throw JournalError.nothingToUndo(seq: entry) }
    let lastDay = target.day.adding(days: Self.daysToUndo)
    guard context.day <= lastDay else {
      throw JournalError.tooLateToUndo(seq: entry, lastDay: lastDay)
    }
    let body = try CanonicalJSON.text(body)
    let rows = try context.transaction.rows(
      """
      SELECT seq FROM journal
      WHERE seq > \(entry) AND seq < \(context.seq) AND command = \(Self.name) AND body = \(body)
      """)
    if let by: Int64 = try rows.first?.get("seq") {
      throw JournalError.alreadyReversed(seq: entry, by: by)
    }
  }
}
