/// One entry of the journal as pages show it.
struct JournalLine: Hashable, Sendable {
  var seq: Int64
  /// The moment in China Standard Time, as 2022-06-30 09:30.
  var at: String
  var person: String
  var post: String
  /// What was done, in words.
  var action: String
  var reason: String
  /// First digits of the digest that seals the entry.
  var digest: String

  /// A table of entries, newest first as they are given.
  static func table(_ lines: [JournalLine], caption: String) -> HTML {
    guard !lines.isEmpty else { return #"<p class="empty">还没有变更记录。</p>"# }
    return """
      <div class="scroll flat"><table class="journal">
      <caption class="unseen">\(caption)</caption>
      <thead><tr><th class="n">序号</th><th>时间</th><th>谁</th><th>做了什么</th><th>理由</th><th>摘要</th></tr></thead>
      <tbody>
      \(lines.map(\.row))
      </tbody></table></div>
      """
  }

  private var row: HTML {
    """
    <tr><td class="n">\(seq)</td><td class="when">\(at)</td><td>\(person)<small class="below">\(post)</small></td>\
    <td>\(action)</td><td>\(reason.isEmpty ? "—" : reason)</td><td><code>\(digest)</code></td></tr>

    """
  }
}
