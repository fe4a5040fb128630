/// A form that decides about items of a report: on a page of its own, or beside the item it is about.
struct DecisionForm: Hashable, Sendable {
  struct Section: Hashable, Sendable {
    /// Stands over the fields when there are several.
    var legend: String?
    var fields: ItemForm
  }

  var title: String
  var action: String
  /// The words of the report that it is about.
  var quotes: [String]
  var hidden: [FormChoice] = []
  /// Which of promise, work and background it is to be; empty when that is not asked.
  var forms: [FormChoice] = []
  var form = ""
  /// Words that were chosen in the text, when they can be changed here.
  var passage: String?
  var sections: [Section]
  var reasonHint: String
  var reason = ""
  var needsReason = false
  var submit: String
  /// The form with one part more, when it can have one.
  var more: String?
  var problem: String?
  /// Where the report's page shows what it is about.
  var back: String

  func drawn(csrf: HTML) -> HTML {
    """
    <form class="decision wide" action="\(action)" method="post" data-part aria-label="\(title)">\(csrf)
    \(hidden.map { #"<input type="hidden" name="\#($0.name)" value="\#($0.title)">"# as HTML })
    \(Notice.problem(problem))
    <h3>\(title)</h3>
    \(quotes.map { #"<p class="said">“\#($0)”</p>"# as HTML })
    \(passage.map(passageField))
    \(choice)
    \(sections.map(section))
    \(reasonField)
    <p class="row"><button class="main" type="submit">\(submit)</button>\
    \(more.map { #" <a class="button" href="\#($0)" data-form>再加一项</a>"# }) \
    <a class="button" href="\(back)" data-close>不办了</a></p>
    </form>
    """
  }

  private func passageField(_ words: String) -> HTML {
    """
    <p><label for="f-passage">要标注的文字（照原文）</label><textarea id="f-passage" name="words" rows="3" required>\(words)</textarea></p>
    """
  }

  private var choice: HTML {
    guard !forms.isEmpty else { return "" }
    let picks: [HTML] = forms.map {
      """
      <label class="pick"><input type="radio" name="form" value="\($0.value)"\(when: $0.value == form, " checked")> \($0.title)</label> 
      """
    }
    return #"<fieldset class="row"><legend class="unseen">标为</legend>\#(picks)</fieldset>"#
  }

  private func section(_ section: Section) -> HTML {
    guard let legend = section.legend else { return section.fields.drawn }
    return "<fieldset class=\"part\"><legend>\(legend)</legend>\(section.fields.drawn)</fieldset>\n"
  }

  private var reasonField: HTML {
    """
    <p><label for="f-reason">\(needsReason ? "理由（必填，写入变更记录）" : "理由（写入变更记录）")</label>\
    <input id="f-reason" name="reason" value="\(reason)" placeholder="\(reasonHint)"\(when: needsReason, " required")></p>
    """
  }
}

extension FormChoice {
  /// The name of a hidden field whose value the title is.
  fileprivate var name: String { value }
}

/// The page of one decision, for browsers without scripts and for links.
struct DecisionPage: DeskPage {
  var shell: Shell
  var code: String
  var form: DecisionForm

  var title: String { form.title }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在位置"><ol><li><a href="/reports">报告</a></li><li><a href="/reports/\(code)">\(code)</a></li></ol></nav>
    <div class="headline"><h1>\(form.title)</h1></div>
    <section class="card column">\(form.drawn(csrf: shell.csrfField))</section>
    """
  }
}
