/// One large number in the strip at the head of a page.
struct Counter: Hashable, Sendable {
  var title: String
  var figure: Figure?
  var note: String
  /// Marks the number that should be read first.
  var isFirst = false

  func drawn(in shell: Shell) -> HTML {
    """
    <div class="counter\(when: isFirst, " first")"><dt>\(title)</dt><dd>\(figure.drawn(in: shell))\
    \(when: !note.isEmpty, "<small class=\"note\">\(note)</small>")</dd></div>

    """
  }

  static func strip(_ counters: [Counter], in shell: Shell) -> HTML {
    #"<dl class="counters">\#(counters.map { $0.drawn(in: shell) })</dl>"#
  }
}
