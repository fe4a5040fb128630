import Definitions
import Facts
import Feel
import Frames
import Quantities

/// The condition that was typed over a list, in the same language as every rule of the program.
///
/// It sees what its reader sees: a value out of reach is unknown to it.
struct RegisterCondition: Sendable {
  let text: String
  let problem: RegisterListPage.RuleProblem?
  /// Rows for which the condition holds; all of them when there is none or it cannot be read.
  let rows: Bitmap
  /// Rows of which it is not known.
  let undecided: Bitmap

  init(_ reading: RegisterReading) {
    let count = reading.snapshot.count
    text = reading.desk.address["rule"]?.trimmingBlanks ?? ""
    guard !text.isEmpty else {
      (problem, rows, undecided) = (nil, Self.all(count), Self.none(count))
      return
    }
    do throws(RuleError) {
      let vocabulary = Self.vocabulary(reading)
      var rule = try Rule(text, vocabulary: vocabulary, expecting: .boolean)
      let coded = Self.coded(text, vocabulary, reading)
      if coded != text { rule = try Rule(coded, vocabulary: vocabulary, expecting: .boolean) }
      let truth = rule.truth(over: reading.snapshot.frame.knowing(day: reading.snapshot.asOf.day))
      (problem, rows, undecided) = (nil, truth.isTrue, truth.isUnknown)
    } catch {
      problem = .init(column: error.column, message: error.message)
      (rows, undecided) = (Self.all(count), Self.none(count))
    }
  }

  /// Returns a condition in which the words that the list shows, such as 制造业 or 石衡街道, are
  /// the codes that facts keep.
  private static func coded(
    _ text: String, _ vocabulary: Vocabulary, _ reading: RegisterReading
  ) -> String {
    let library = reading.desk.site.library
    return Rule.replacingTexts(in: text, vocabulary: vocabulary) { name, word in
      guard let field = reading.register.field(name.key), !isKept(word, of: field, reading) else {
        return nil
      }
      // Towns and parks are units, and are called as units are.
      if let target = field.target, ["unit", "park"].contains(target) {
        return reading.desk.units.all.first { $0.name == word }?.code
      }
      return field.codes.flatMap { library.codeLists[$0] }?.code(for: word)
    }
  }

  /// Whether facts of a field say the word itself, as references by name do.
  private static func isKept(_ word: String, of field: Field, _ reading: RegisterReading) -> Bool {
    guard
      case .codes(_, dictionary: let words)? = reading.snapshot.frame.columns[field.key]?.storage
    else { return false }
    return words.contains(word)
  }

  /// Fields that the reader may not see are words that do not exist for him.
  private static func vocabulary(_ reading: RegisterReading) -> Vocabulary {
    let register = reading.register
    let seen = Set(reading.visibleFields.map(\.key) + ["as_of"])
    return Vocabulary(register.vocabulary.names.filter { seen.contains($0.key) })
  }

  private static func all(_ count: Int) -> Bitmap { Bitmap(count: count, repeating: true) }
  private static func none(_ count: Int) -> Bitmap { Bitmap(count: count, repeating: false) }
}
