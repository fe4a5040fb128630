/// Asks where a promise can be understood in two ways.
struct QuestionAsker: Sendable {
  /// Verbs whose number may be new or may be the total.
  private static let unclear = ["培育", "培育壮大", "打造", "发展", "壮大"]

  func questions(_ draft: Draft, _ stated: StatedCommitment) -> [Question] {
    var questions: [Question] = []
    let value = stated.value.map { "\($0)" } ?? ""
    let number = value + (stated.unit ?? "")
    if draft.isScope, let attribute = draft.attributes.first(where: { $0.contains("投资") }) {
      questions.append(
        Question(
          span: stated.span, words: "“\(attribute)”是哪些项目的？",
          readings: ["全部\(number)\(draft.noun)合计\(attribute)", "只是前面列出名称的几个，\(number)另计"]))
    }
    if draft.amount.isCount, Self.unclear.contains(draft.verb), stated.kind == .increment {
      questions.append(
        Question(
          span: stated.span, words: "“\(draft.verb)\(draft.noun)\(number)”是新增还是累计？",
          readings: ["本期新\(draft.verb)\(number)", "期末累计达到\(number)"]))
    }
    return questions
  }
}
