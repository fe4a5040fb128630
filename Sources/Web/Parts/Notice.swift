/// A message at the head of a page: what happened, what was kept, what to do.
enum Notice {
  static func problem(_ text: String?) -> HTML {
    guard let text else { return "" }
    return #"<p class="notice problem" role="alert">\#(text)</p>"#
  }

  static func done(_ text: String?) -> HTML {
    guard let text else { return "" }
    return #"<p class="notice done" role="status">\#(text)</p>"#
  }

  /// What stands where a list would be, with the way out of it.
  static func empty(_ text: String, _ way: HTML = .nothing) -> HTML {
    #"<div class="empty"><p>\#(text)</p>\#(way)</div>"#
  }
}
