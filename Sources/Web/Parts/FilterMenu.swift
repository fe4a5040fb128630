/// One way to narrow a list, offered as a menu of links with counts.
struct FilterMenu: Hashable, Sendable {
  struct Option: Hashable, Sendable {
    var value: String
    var title: String
    var count: Int?
  }

  /// Name of the query item.
  var name: String
  var title: String
  var options: [Option]
  var chosen: String?
  /// What stands for no choice.
  var none = "全部"

  /// The menu; a choice leads back to the first page of the list.
  func drawn(at address: Address, in shell: Shell) -> HTML {
    let now = options.first { $0.value == chosen }
    return """
      <details class="menu filter\(when: now != nil, " on")">
      <summary>\(title)<b>\(now?.title ?? none)</b></summary>
      <div class="sheetlet"><ul>
      \(row(nil, at: address, in: shell))\(options.map { row($0, at: address, in: shell) })
      </ul></div>
      </details>

      """
  }

  /// The chip that shows the choice and takes it away.
  func chip(at address: Address, in shell: Shell) -> HTML? {
    guard let chosen else { return nil }
    let shown = options.first { $0.value == chosen }?.title ?? chosen
    let target = shell.link(address.setting(name, to: nil).setting("page", to: nil))
    return """
      <a class="chip" href="\(target)" title="去掉这个条件">\(title)：\(shown)<span aria-hidden="true">×</span></a>

      """
  }

  private func row(_ option: Option?, at address: Address, in shell: Shell) -> HTML {
    let target = address.setting(name, to: option?.value).setting("page", to: nil)
    let isCurrent = option?.value == chosen
    let count: HTML? = option?.count.map { #"<small>\#($0)</small>"# }
    return """
      <li><a href="\(shell.link(target))"\(when: isCurrent, #" aria-current="true""#)>\
      <span>\(option?.title ?? none)</span>\(count)</a></li>

      """
  }
}
