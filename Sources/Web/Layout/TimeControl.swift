extension TimeView {
  /// The as-of control in the head: a day, and whose knowledge of it.
  func control(here: Address) -> HTML {
    let others = here.items.filter { $0.name != "day" && $0.name != "known" }
    let kept: [HTML] = others.map {
      #"<input type="hidden" name="\#($0.name)" value="\#($0.value)">"#
    }
    return """
      <details class="menu asof\(when: !isToday, " past")">
      <summary title="时点">\(Icon.calendar.drawn)<span>\(isToday ? "今天" : title)</span></summary>
      <form class="sheetlet" action="\(here.path)" method="get">\(kept)
      <label for="asof-day">时点</label>
      <input id="asof-day" type="date" name="day" value="\(day)" max="\(today)" required>
      <fieldset><legend>用什么时候的数据</legend>
      \(choice(.then, "按当时所知", "只用那天结束前已记录的"))
      \(choice(.now, "按今天所知", "那天的情况，含以后补录和更正"))
      </fieldset>
      <p class="row"><button type="submit">查看</button> \(back(here: here))</p>
      </form>
      </details>
      """
  }

  /// The line that keeps a reader of a past day from taking it for today.
  func notice(here: Address) -> HTML {
    guard !isToday else { return "" }
    let knowledge = knowledge == .then ? "按当时所知" : "按今天所知"
    let other: Knowledge = self.knowledge == .then ? .now : .then
    var switched = self
    switched.knowledge = other
    let address = switched.keeping(in: here).text
    return """
      <p class="past-notice" role="status">\(Icon.calendar.drawn)<span>这是 <b>\(title)</b> 的情况，\(knowledge)。</span> \
      <a href="\(address)">改为\(other == .then ? "按当时所知" : "按今天所知")</a> \(back(here: here))</p>
      """
  }

  /// The hidden fields with which a form keeps the day that is shown.
  var fields: HTML {
    guard !isToday else { return "" }
    return """
      <input type="hidden" name="day" value="\(day)">\
      \(when: knowledge == .now, #"<input type="hidden" name="known" value="now">"#)
      """
  }

  private func back(here: Address) -> HTML {
    guard !isToday else { return "" }
    let address = here.setting("day", to: nil).setting("known", to: nil).text
    return #"<a href="\#(address)">回到今天</a>"#
  }

  private func choice(_ choice: Knowledge, _ title: String, _ note: String) -> HTML {
    """
    <label class="pick"><input type="radio" name="known" value="\(choice.rawValue)"\
    \(when: knowledge == choice, " checked")> \(title)<small>\(note)</small></label>
    """
  }
}
