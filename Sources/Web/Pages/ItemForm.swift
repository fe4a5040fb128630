/// One choice of a list in a form.
struct FormChoice: Hashable, Sendable {
  var value: String
  var title: String
}

/// What can be chosen for an item.
struct ItemChoices: Hashable, Sendable {
  var kinds: [FormChoice]
  var comparisons: [FormChoice]
  var strengths: [FormChoice]
  var metrics: [FormChoice]
  var units: [FormChoice]
}

/// An item as somebody types it, each field as text.
struct ItemDraft: Hashable, Sendable {
  /// Words of the report that a part of a split takes.
  var words = ""
  var subject = ""
  var kind = ""
  var comparison = ""
  var value = ""
  var upper = ""
  var measure = ""
  var reference = ""
  var direction = "up"
  var modality = ""
  var strength = "plain"
  var from = ""
  var due = ""
  var metric = ""
  var unit = ""
}

/// The fields of an item in a form; `prefix` keeps the parts of a split apart.
struct ItemForm: Hashable, Sendable {
  var draft: ItemDraft
  var prefix = ""
  var choices: ItemChoices
  /// Whether the words that the item takes are asked for too.
  var asksWords = false

  var drawn: HTML {
    """
    \(when: asksWords, words)
    <p>\(label("subject", "事项"))<input id="\(id("subject"))" name="\(name("subject"))" value="\(draft.subject)" required></p>
    <div class="fields tight">
    <p>\(label("kind", "类别"))\(select("kind", choices.kinds, draft.kind))</p>
    <p>\(label("comparison", "要求"))\(select("comparison", choices.comparisons, draft.comparison))</p>
    <p>\(label("value", "数值（区间写下限）"))\(input("value", draft.value, #" inputmode="decimal""#))</p>
    <p>\(label("upper", "上限（区间才写）"))\(input("upper", draft.upper, #" inputmode="decimal""#))</p>
    <p>\(label("measure", "计量单位"))\(input("measure", draft.measure))</p>
    <p>\(label("reference", "与谁比"))\(input("reference", draft.reference, #" placeholder="如：全市平均水平""#))</p>
    <p>\(label("direction", "方向"))\(select("direction", Self.directions, draft.direction))</p>
    <p>\(label("modality", "语气词"))\(input("modality", draft.modality, #" placeholder="如：力争""#))</p>
    <p>\(label("strength", "力度"))\(select("strength", choices.strengths, draft.strength))</p>
    <p>\(label("from", "从哪天起"))\(input("from", draft.from, Self.day))</p>
    <p>\(label("due", "期限"))\(input("due", draft.due, Self.day))</p>
    <p>\(label("metric", "计数口径"))\(select("metric", [FormChoice(value: "", title: "尚无")] + choices.metrics, draft.metric))</p>
    <p>\(label("unit", "责任单位"))\(select("unit", [FormChoice(value: "", title: "未定")] + choices.units, draft.unit))</p>
    </div>
    """
  }

  private static let directions = [
    FormChoice(value: "up", title: "越高越好"), FormChoice(value: "down", title: "越低越好"),
  ]
  private static let day: HTML =
    #" placeholder="如：2022-12-31" pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}""#

  private var words: HTML {
    """
    <p>\(label("words", "取原句中的哪些文字"))<textarea id="\(id("words"))" name="\(name("words"))" rows="2" required>\(draft.words)</textarea></p>
    """
  }

  private func name(_ field: String) -> String { prefix + field }

  private func id(_ field: String) -> String { "f-\(prefix)\(field)" }

  private func label(_ field: String, _ title: HTML) -> HTML {
    #"<label for="\#(id(field))">\#(title)</label>"#
  }

  private func input(_ field: String, _ value: String, _ more: HTML = "") -> HTML {
    #"<input id="\#(id(field))" name="\#(name(field))" value="\#(value)"\#(more)>"#
  }

  private func select(_ field: String, _ choices: [FormChoice], _ chosen: String) -> HTML {
    let options: [HTML] = choices.map {
      #"<option value="\#($0.value)"\#(when: $0.value == chosen, " selected")>\#($0.title)</option>"#
    }
    return #"<select id="\#(id(field))" name="\#(name(field))">\#(options)</select>"#
  }
}
