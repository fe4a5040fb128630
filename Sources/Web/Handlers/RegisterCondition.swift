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
      let words = ConditionWords(reading)
      var rule = try Rule(text, vocabulary: words.vocabulary, expecting: .boolean)
      if let unknown = words.unknown(in: text) {
        problem = .init(column: unknown.column, message: unknown.message)
        (rows, undecided) = (Self.all(count), Self.none(count))
        return
      }
      let coded = words.coded(text)
      if coded != text { rule = try Rule(coded, vocabulary: words.vocabulary, expecting: .boolean) }
      let truth = rule.truth(over: reading.snapshot.frame.knowing(day: reading.snapshot.asOf.day))
      (problem, rows, undecided) = (nil, truth.isTrue, truth.isUnknown)
    } catch {
      problem = .init(column: error.column, message: error.message)
      (rows, undecided) = (Self.all(count), Self.none(count))
    }
  }

  private static func all(_ count: Int) -> Bitmap { Bitmap(count: count, repeating: true) }
  private static func none(_ count: Int) -> Bitmap { Bitmap(count: count, repeating: false) }
}
