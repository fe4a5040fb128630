/// The reader of a report (W11): its words in four classes, what was taken out of them, and what is asked.
struct ReportPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var title: String
    var year: Int
    var coverage: [Coverage]
    var paragraphs: [Paragraph]
    var items: [Item]
    var questions: [Question]
    /// Whether the reader may confirm what was found and answer questions.
    var mayDecide: Bool
  }

  /// The class of a piece of text; every character has exactly one.
  enum PieceClass: String, CaseIterable, Hashable, Sendable {
    case commitment, measure, background, undecided

    var title: String {
      switch self {
      case .commitment: "承诺"
      case .measure: "措施"
      case .background: "背景"
      case .undecided: "未定"
      }
    }
  }

  struct Coverage: Hashable, Sendable {
    var pieceClass: PieceClass
    var characters: Int
  }

  struct Paragraph: Hashable, Sendable {
    var isHeading: Bool
    var pieces: [Piece]
  }

  struct Piece: Hashable, Sendable {
    var text: String
    var pieceClass: PieceClass
    /// Codes of the commitments that were read from it.
    var codes: [String] = []
    /// Ids of the questions it raises.
    var questions: [String] = []
  }

  struct Item: Hashable, Sendable {
    var code: String
    var subject: String
    var target: String
    var kind: String
    var due: String?
    var metric: String?
    var isConfirmed: Bool
    /// Why the reader is not sure; nil when it is.
    var doubt: String?
    /// Whether the reader of the page may open it.
    var isOpen: Bool
  }

  struct Question: Hashable, Sendable {
    var id: String
    /// What is asked.
    var asked: String
    /// The words of the report that it is about.
    var words: String
    var readings: [String]
    /// The reading that was chosen, with who and when, in words.
    var answer: String?
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <div class="headline"><h1>\(model.title)</h1>\
    <p class="quiet">\(model.code) · \(model.year)年 · <a href="\(ledger)">承诺台账</a></p></div>
    \(CoverageBar(coverage: model.coverage).drawn)
    <div class="reader">
    <article class="report" aria-label="报告正文">
    \(model.paragraphs.map(paragraph))
    </article>
    <aside class="found" aria-label="读出的内容">
    \(questions)
    \(items)
    </aside>
    </div>
    """
  }

  private var ledger: String {
    shell.link(Address("/commitments", [Address.Item(name: "report", value: model.code)]))
  }

  private func paragraph(_ paragraph: Paragraph) -> HTML {
    let pieces = paragraph.pieces.map(piece)
    return paragraph.isHeading ? "<h2>\(pieces)</h2>\n" : "<p>\(pieces)</p>\n"
  }

  private func piece(_ piece: Piece) -> HTML {
    if piece.pieceClass == .background, piece.questions.isEmpty {
      return #"<span class="background">\#(piece.text)</span>"#
    }
    let marks: [HTML] = piece.codes.map { code in
      ##"<a class="to" id="at-\##(code)" href="#item-\##(code)" title="\##(code)">\##(Self.short(code))</a>"##
    }
    let asks: [HTML] = piece.questions.map {
      ##"<a class="to ask" id="ask-\##($0)" href="#question-\##($0)" title="有问题要回答">?</a>"##
    }
    let undecided = piece.pieceClass == .undecided
    return """
      <mark class="\(piece.pieceClass.rawValue)" title="\(piece.pieceClass.title)"\
      \(when: undecided, #" data-undecided tabindex="-1""#)>\(piece.text)</mark>\(marks)\(asks)
      """
  }

  /// Returns the running number of a code, as it is written beside the words.
  private static func short(_ code: String) -> String {
    code.split(separator: "-").last.map(String.init) ?? code
  }

  private var questions: HTML {
    guard !model.questions.isEmpty else { return "" }
    let open = model.questions.filter { $0.answer == nil }.count
    return """
      <section aria-labelledby="questions"><h2 id="questions">问题<small>\(open) 个待回答</small></h2>
      \(model.questions.map(question))
      </section>
      """
  }

  private func question(_ question: Question) -> HTML {
    let waits = question.answer == nil
    return """
      <article class="item ask" id="question-\(question.id)"\(when: waits, #" data-undecided tabindex="-1""#)>
      <p class="subject">\(question.asked)</p>
      <p class="said"><a href="#ask-\(question.id)" title="看原文">“\(question.words)”</a></p>
      \(waits && model.mayDecide ? answering(question) : readings(question))
      </article>

      """
  }

  private func readings(_ question: Question) -> HTML {
    let list: [HTML] = question.readings.map { "<li>\($0)</li>" }
    return """
      <ol class="readings">\(list)</ol>
      \(question.answer.map { #"<p class="answer">答：\#($0)</p>"# })
      """
  }

  private func answering(_ question: Question) -> HTML {
    let choices: [HTML] = question.readings.enumerated().map { index, reading in
      """
      <label class="pick"><input type="radio" name="reading" value="\(index)" required> \(reading)</label>

      """
    }
    return """
      <form action="/reports/\(model.code)/questions/\(question.id)/answer" method="post">\(shell.csrfField)
      <fieldset><legend class="unseen">怎么理解</legend>\(choices)</fieldset>
      <button type="submit">就这样理解</button>
      </form>
      """
  }

  private var items: HTML {
    let waiting = model.items.filter { !$0.isConfirmed }.count
    return """
      <section aria-labelledby="items"><h2 id="items">读出的承诺<small>\(model.items.count) 项，\(waiting) 项待确认</small></h2>
      \(when: model.mayDecide && waiting > 0, #"<p class="quiet keys">按 <kbd>n</kbd> 到下一个待定的地方</p>"#)
      \(model.items.map(item))
      </section>
      """
  }

  private func item(_ item: Item) -> HTML {
    let doubtful = item.doubt != nil && !item.isConfirmed
    return """
      <article class="item\(when: doubtful, " doubt")" id="item-\(item.code)"\
      \(when: !item.isConfirmed, #" data-undecided tabindex="-1""#)>
      <p class="itemhead">\(code(item))\
      <span class="tag">\(item.kind)</span>\(Self.state(item))</p>
      <p class="subject"><a href="#at-\(item.code)" title="看原文">\(item.subject)</a> <b class="target">\(item.target)</b></p>
      <p class="quiet">\(item.due.map { "\($0) · " })\(item.metric.map { "按“\($0)”计" } ?? "尚无计数口径")</p>
      \(item.doubt.map { #"<p class="why">\#($0)</p>"# })
      \(confirming(item))
      </article>

      """
  }

  private func code(_ item: Item) -> HTML {
    guard item.isOpen else { return #"<span class="code">\#(item.code)</span>"# }
    let link = shell.link("/commitments/\(Address.encoded(item.code))")
    return #"<a class="code" href="\#(link)">\#(item.code)</a>"#
  }

  private static func state(_ item: Item) -> HTML {
    item.isConfirmed
      ? #"<span class="tag ok">已确认</span>"# : #"<span class="tag wait">待确认</span>"#
  }

  private func confirming(_ item: Item) -> HTML {
    guard model.mayDecide, !item.isConfirmed else { return "" }
    return """
      <form action="/commitments/\(item.code)/confirmation" method="post">\(shell.csrfField)\
      <input type="hidden" name="back" value="/reports/\(model.code)#item-\(item.code)">\
      <button type="submit">确认</button></form>
      """
  }
}
