package import Commands
package import Quantities

/// Why a respondent or a group fell in a month, as somebody found out.
package struct FallNote: Hashable, Sendable, Codable {
  package enum Subject: Hashable, Sendable, Codable {
    case respondent(String)
    case group(IndustryGrouping, String)
  }

  package var month: Period
  package var subject: Subject
  /// Empty where the reason was taken back.
  package var words: String
  package var person: String

  var code: String { Self.code(month, subject) }

  private static func code(_ month: Period, _ subject: Subject) -> String {
    switch subject {
    case .respondent(let code): "\(month) respondent \(code)"
    case .group(let grouping, let code): "\(month) \(grouping.rawValue) \(code)"
    }
  }
}

/// Notes the reason of a fall; an empty reason takes the earlier one back.
package struct NoteFall: Command {
  package static let name = "note-fall"
  package static let title = "注明下滑原因"

  /// The journal is read by auditors, so it says nothing of a single respondent.
  package struct Body: Codable, Sendable {
    var month: String
    var grouping: String?
    var group: String?
    var digest: String
  }

  package var month: Period
  package var subject: FallNote.Subject
  package var words: String

  package init(month: Period, subject: FallNote.Subject, words: String) {
    self.month = month
    self.subject = subject
    self.words = words
  }

  package static let forGroups = Permission("stat.aggregate", "U")
  package static let forRespondents = Permission("stat.unit", "C")
  package static let longest = 300

  package var permission: Permission {
    if case .respondent = subject { Self.forRespondents } else { Self.forGroups }
  }

  package var body: Body {
    let digest = Digest.hex("\(month) \(subject) \(words)")
    guard case .group(let grouping, let code) = subject else {
      return Body(month: month.description, digest: digest)
    }
    return Body(
      month: month.description, grouping: grouping.rawValue, group: code, digest: digest)
  }

  package func run(in context: CommandContext) throws {
    guard words.count <= Self.longest else {
      throw JournalError.invalid("原因共 \(words.count) 字，最多 \(Self.longest) 字，没有保存")
    }
    let note = FallNote(
      month: month, subject: subject, words: words, person: context.permit.actor.person.name)
    let notes = try MonthlyRunStore.notes(knownAt: nil, in: context.transaction)
    guard !words.isEmpty || notes.contains(where: { $0.code == note.code }) else {
      throw JournalError.invalid("没有填写原因，没有保存")
    }
    try MonthlyRunStore.write(note, seq: context.seq, in: context.transaction)
  }
}
