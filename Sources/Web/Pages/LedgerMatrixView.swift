extension CommitmentsPage {
  /// Units by months, with the light of each commitment at each month's end.
  struct Matrix: Hashable, Sendable {
    enum Content: String, Hashable, Sendable {
      case light, progress
    }

    struct Month: Hashable, Sendable {
      var title: String
      /// Last day of it that is spoken of.
      var day: String
    }

    struct Group: Hashable, Sendable {
      var title: String
      /// Code of the unit; empty for those without one.
      var unit: String
      /// How many of the unit's commitments had which light, a month each.
      var counts: [[LightCount]]
      var rows: [Row]
    }

    struct Row: Hashable, Sendable {
      var code: String
      var text: String
      /// A cell a month; nil where the unit did not answer for it, or it was not in the ledger.
      var cells: [Cell?]
    }

    struct Cell: Hashable, Sendable {
      var light: LightMark
      /// Shares of the way to the target; nil where no way can be drawn.
      var claimed: String?
      var verified: String?
      var words: String
      /// The commitment as it was known at the end of the month.
      var address: Address
    }

    var months: [Month]
    var groups: [Group]
    /// The same counts over all commitments, each counted once.
    var totals: [[LightCount]]
    var shows: Content
    var address: Address
  }

  func matrix(_ matrix: Matrix) -> HTML {
    let heads: [HTML] = matrix.months.map {
      #"<th scope="col" title="\#($0.day)">\#($0.title)</th>"#
    }
    return """
      <div class="row screen">\(choice(matrix))</div>
      <div class="scroll wide"><table class="matrix">
      <caption>各单位各月末的\(matrix.shows == .light ? "灯" : "进度（上行为灯和自报，下行为已证实，占期初到目标的比例）")，按当时所知</caption>
      <thead><tr><th scope="col">单位和承诺</th>\(heads)</tr></thead>
      \(matrix.groups.map { group($0, matrix) })
      <tfoot><tr><th scope="row">合计（一件承诺计一次）</th>\(matrix.totals.map(Self.counted))</tr></tfoot>
      </table></div>
      <p class="quiet">每格是那个月末的情况，只用那天结束前已记录的数；点开即看当时的这条承诺。几个单位共同负责的承诺在每个单位各列一行；当月还没有分解的，列在现在的单位下。“—”为当时还没有列入台账，或不由该单位负责。</p>
      """
  }

  private func choice(_ matrix: Matrix) -> HTML {
    let choices: [(Matrix.Content, String)] = [(.light, "看灯"), (.progress, "看进度")]
    let links: [HTML] = choices.map { content, title in
      let target = matrix.address.setting(
        "show", to: content == .light ? nil : content.rawValue)
      let current: HTML = content == matrix.shows ? #" aria-current="true""# : ""
      return #"<a href="\#(shell.link(target))"\#(current)>\#(title)</a>"#
    }
    return #"<nav class="switch" aria-label="格里显示什么">\#(links)</nav>"#
  }

  private func group(_ group: Matrix.Group, _ matrix: Matrix) -> HTML {
    """
    <tbody><tr class="group"><th scope="rowgroup">\(group.title)<small>\(group.rows.count) 项</small></th>\
    \(group.counts.map(Self.counted))</tr>
    \(group.rows.map { row($0, matrix) })
    </tbody>

    """
  }

  /// The lights of a month as letters with counts; those that nothing has are left out.
  private static func counted(_ counts: [LightCount]) -> HTML {
    let parts: [HTML] = counts.filter { $0.count > 0 }.map {
      #"<span class="tally \#($0.light.rawValue)">\#($0.light.letter)\#($0.count)</span>"#
    }
    return "<td>\(parts.isEmpty ? ["—"] : parts)</td>"
  }

  private func row(_ row: Matrix.Row, _ matrix: Matrix) -> HTML {
    let link = shell.link("/commitments/\(Address.encoded(row.code))")
    return """
      <tr><th scope="row"><a href="\(link)"><small class="code">\(row.code)</small> \(row.text)</a></th>\
      \(row.cells.map { cell($0, matrix.shows) })</tr>

      """
  }

  private func cell(_ cell: Matrix.Cell?, _ shows: Matrix.Content) -> HTML {
    guard let cell else { return #"<td class="without">—</td>"# }
    let content: HTML =
      switch shows {
      case .light: cell.light.plain
      case .progress:
        cell.claimed == nil
          ? cell.light.plain
          : """
          <span class="shares \(cell.light.rawValue)"><b><i>\(cell.light.letter)</i>\(cell.claimed ?? "")</b><small>\(cell.verified ?? "")</small></span>
          """
      }
    return #"<td><a href="\#(cell.address.text)" title="\#(cell.words)">\#(content)</a></td>"#
  }
}
