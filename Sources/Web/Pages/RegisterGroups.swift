extension RegisterListPage {
  /// The list in groups, each with its count and sums and the way to its own list.
  func groups(_ groups: Groups) -> HTML {
    let added = model.totals.indices.filter { model.totals[$0] != nil }
    let heads: [HTML] = added.map { index in
      let column = model.columns[index]
      return """
        <th scope="col" class="n">\(column.title)\(column.unit.map { "<small>\($0)</small>" as HTML })</th>
        """
    }
    let rows: [HTML] = groups.groups.map { group in
      """
      <tr><th scope="row">\(title(of: group))</th>\
      <td class="n">\(group.count.grouped)</td>\(added.map { Self.total(group.totals[$0]) })</tr>

      """
    }
    return """
      <div class="scroll"><table class="register">
      <caption class="unseen">\(model.title)，按\(groups.title)分组</caption>
      <thead><tr><th scope="col">\(groups.title)</th><th scope="col" class="n">个数</th>\(heads)</tr></thead>
      <tbody>
      \(rows)
      </tbody>
      <tfoot><tr><th scope="row">合计</th><td class="n">\(model.matching.grouped)</td>\
      \(added.map { Self.total(model.totals[$0]) })</tr></tfoot>
      </table></div>
      \(when: groups.left > 0, "<p class=\"quiet\">另有 \(groups.left.grouped) 组没有列出。</p>")
      \(when: model.hidden > 0, "<p class=\"quiet\">另有 \(model.hidden.grouped) 个无权查看。</p>")
      """
  }

  private func title(of group: Group) -> HTML {
    guard let item = group.item else { return #"<span class="hidden">\#(group.title)</span>"# }
    let target = model.address.setting("group", to: nil).setting("page", to: nil)
      .setting(item.name, to: item.value)
    return shell.anchor(target, "\(group.title)")
  }

  /// A sum with what is missing in it.
  static func total(_ total: Total?) -> HTML {
    guard let total else { return #"<td class="n"></td>"# }
    let missing: HTML =
      total.missing > 0
      ? #"<small class="without" title="没有数据的不计入合计">缺 \#(total.missing.grouped) 个</small>"# : ""
    return #"<td class="n" title="按各对象最近一期数值相加">\#(total.sum ?? "—")\#(missing)</td>"#
  }
}
