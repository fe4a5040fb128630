import Definitions
import Quantities
import Storage

/// Finds the firms of a register by what people call them, where a file gives no code.
///
/// A name counts in every form it ever had. The same name but for brackets, spaces and the long form
/// of 有限公司 is the same firm; a name that is the same only without its legal form is left to a
/// person.
struct FirmNames {
  /// A firm that a name may mean.
  typealias Candidate = UnsureMatch.Candidate

  enum Match: Hashable {
    case sure(code: String)
    case unsure([Candidate])
    case unknown
  }

  private var exact: [String: Set<String>] = [:]
  private var loose: [String: Set<String>] = [:]
  private var names: [String: String] = [:]

  /// Reads every name that the store holds of the subjects, former ones too.
  init(
    register: Register, subjects: KnownSubjects, in session: any Session
  ) throws {
    guard let field = register.nameField,
      let number = try FactStore.field(field, of: register.id, in: session)
    else { return }
    var last = -1
    try session.each(
      """
      SELECT subject_id, text FROM fact
      WHERE field_id = \(number) AND text IS NOT NULL
      ORDER BY field_id, period, subject_id, seq
      """
    ) { row in
      guard let place = subjects.place(of: try row.get(0), after: last) else { return }
      last = place
      add(try row.get(1), code: subjects.codes[place])
    }
  }

  private mutating func add(_ name: String, code: String) {
    names[code] = name
    exact[Self.folded(name), default: []].insert(code)
    loose[Self.withoutForm(name), default: []].insert(code)
  }

  func match(_ name: String) -> Match {
    let found = exact[Self.folded(name)] ?? []
    if found.count == 1, let code = found.first { return .sure(code: code) }
    let candidates = found.isEmpty ? loose[Self.withoutForm(name)] ?? [] : found
    guard !candidates.isEmpty else { return .unknown }
    return .unsure(
      candidates.sorted().map { Candidate(code: $0, name: names[$0] ?? $0) })
  }

  /// A name without what writers put in or leave out at will.
  static func folded(_ name: String) -> String {
    ChineseNumeral.fold(name).filter { !$0.isWhitespace && !"()[]【】〔〕·.,\"“”'".contains($0) }
      .replacing("有限责任公司", with: "有限公司").lowercased()
  }

  /// A name without its legal form; a branch stays a branch.
  private static func withoutForm(_ name: String) -> String {
    var text = folded(name)
    guard !text.hasSuffix("分公司") else { return text }
    for form in ["股份有限公司", "有限公司", "公司", "集团"]
    where text.hasSuffix(form) && text.count > form.count + 1 {
      text.removeLast(form.count)
    }
    return text
  }
}

/// A row whose firm is not certain, with the firms it may mean.
package struct UnsureMatch: Hashable, Sendable {
  package struct Candidate: Hashable, Sendable {
    package var code: String
    package var name: String

    package init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  package var sheet: String
  package var row: Int
  /// The name as the file writes it.
  package var name: String
  package var candidates: [Candidate]

  /// The form of a name under which a choice is kept.
  package static func key(of name: String) -> String { FirmNames.folded(name) }
}
