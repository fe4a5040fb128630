extension ReportPage {
  /// The head of the questions and each question.
  var questions: [Part] {
    let open = model.questions.filter { $0.answer == nil }.count
    let head = Part(
      id: "questions",
      html: model.questions.isEmpty
        ? #"<h2 id="questions" hidden></h2>"#
        : #"<h2 id="questions">问题<small>\#(open) 个待回答</small></h2>"#)
    return [head] + model.questions.map { Part(id: "question-\($0.id)", html: question($0)) }
  }

  private func question(_ question: Question) -> HTML {
    let waits = question.answer == nil
    return """
      <article class="item ask" id="question-\(question.id)"\(when: waits, #" data-undecided tabindex="-1""#)>
      <p class="subject">\(question.asked)</p>
      <p class="said"><a href="#ask-\(question.id)" title="看原文">“\(question.words)”</a></p>
      \(question.earlier.map { #"<p class="why">更正前选的是：\#($0)</p>"# })
      \(waits && model.mayDecide ? answering(question) : readings(question))
      </article>

      """
  }

  private func readings(_ question: Question) -> HTML {
    let list: [HTML] = question.readings.map { "<li>\($0)</li>" }
    return """
      <ol class="readings">\(list)</ol>
      \(question.answer.map { #"<p class="answer">答：\#($0)</p>"# })
      \(question.undo.map { undoing($0, back: "question-\(question.id)") })
      """
  }

  private func answering(_ question: Question) -> HTML {
    let choices: [HTML] = question.readings.enumerated().map { index, reading in
      """
      <label class="pick"><input type="radio" name="reading" value="\(index)" required> \(reading)</label>

      """
    }
    return """
      <form action="/reports/\(model.code)/questions/\(question.id)/answer" method="post" data-part>\(shell.csrfField)
      <fieldset><legend class="unseen">怎么理解</legend>\(choices)</fieldset>
      <button type="submit">就这样理解</button>
      </form>
      """
  }

  /// The button that takes a decision back.
  func undoing(_ undo: Undo, back: String) -> HTML {
    guard model.mayDecide else { return "" }
    return """
      <button class="undo" type="submit" form="act" formaction="/reports/\(model.code)/decisions/\(undo.entry)/undo" \
      name="at" value="\(back)" data-act="undo" title="撤销：\(undo.title)">撤销</button>
      """
  }
}
