extension Shell {
  /// A link to another page where its reader may go there, and its words alone where not.
  ///
  /// A button is nothing but the way to its page: where that is closed, there is none.
  func anchor(_ path: String, _ words: HTML, class kind: String = "") -> HTML {
    guard doors.opens(path) else { return kind.hasPrefix("button") ? "" : words }
    let kind: HTML = kind.isEmpty ? "" : #" class="\#(kind)""#
    return #"<a\#(kind) href="\#(link(path))">\#(words)</a>"#
  }

  func anchor(_ address: Address, _ words: HTML, class kind: String = "") -> HTML {
    anchor(address.text, words, class: kind)
  }
}
