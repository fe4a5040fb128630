import Commands
import Definitions
import Facts
import Feel
import Frames

/// Lets a condition be typed in the words that a list shows and shows it in them again: facts keep
/// "C" where people read and write 制造业.
struct ConditionWords: Sendable {
  private let reading: RegisterReading
  /// Fields that the reader may not see are words that do not exist for him.
  let vocabulary: Vocabulary

  init(_ reading: RegisterReading) {
    self.reading = reading
    let register = reading.register
    let seen = Set(reading.visibleFields.map(\.key) + [Vocabulary.asOf])
    vocabulary = Vocabulary(register.vocabulary.names.filter { seen.contains($0.key) })
  }

  /// Returns a condition in which names such as 制造业 or 石衡街道 are the codes that facts keep.
  func coded(_ text: String) -> String {
    Rule.replacingTexts(in: text, vocabulary: vocabulary) { name, word in
      guard let field = field(name), !isKept(word, of: field) else { return nil }
      return code(for: word, of: field)
    }
  }

  /// Returns a condition as people write it, with names in the place of codes.
  func worded(_ text: String) -> String {
    Rule.replacingTexts(in: text, vocabulary: vocabulary) { name, word in
      field(name).map { reading.words.name(word, of: $0) }
    }
  }

  /// A word of a condition that is neither a name nor a code of its field.
  struct Unknown: Hashable, Sendable {
    /// Character of the condition, counted from 1.
    var column: Int
    var message: String
  }

  /// Returns the first word that no fact can say; nil when there is none.
  func unknown(in text: String) -> Unknown? {
    var unknown: Unknown?
    _ = Rule.replacingTexts(in: text, vocabulary: vocabulary) { name, word in
      guard let field = field(name), field.codes != nil || isUnit(field),
        !isKept(word, of: field), code(for: word, of: field) == nil
      else { return nil }
      let place = text.firstRange(of: word)?.lowerBound ?? text.startIndex
      unknown = Unknown(
        column: text.distance(from: text.startIndex, to: place) + 1,
        message: "“\(word)”不是“\(field.label)”的名称或编号")
      return nil
    }
    return unknown
  }

  private func field(_ name: Vocabulary.Name) -> Field? { reading.register.field(name.key) }

  /// Towns and parks are units, and are called as units are.
  private func isUnit(_ field: Field) -> Bool {
    field.target.map { ["unit", "park"].contains($0) } ?? false
  }

  private func code(for word: String, of field: Field) -> String? {
    if Authority.officers.contains(field.key) { return reading.desk.posts.post(titled: word) }
    if isUnit(field) {
      return reading.desk.units.all.first { $0.name == word || $0.code == word }?.code
    }
    return field.codes.flatMap { reading.desk.site.library.codeLists[$0] }?.code(for: word)
  }

  /// Whether facts of a field say the word itself, as references by name do.
  private func isKept(_ word: String, of field: Field) -> Bool {
    guard
      case .codes(_, dictionary: let words)? = reading.snapshot.frame.columns[field.key]?.storage
    else { return false }
    return words.contains(word)
  }
}
