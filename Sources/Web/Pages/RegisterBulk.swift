extension RegisterListPage {
  /// The form that sets one field for the rows that are ticked; nothing is written before a preview.
  var bulk: HTML {
    guard let bulk = model.bulk, model.groups == nil, !model.rows.isEmpty else { return "" }
    let options: [HTML] = bulk.fields.map {
      #"<option value="\#($0.value)">\#($0.title)</option>"#
    }
    return """
      <details class="menu bulk screen"><summary>批量修改<b data-picked></b></summary>
      <form class="sheetlet" id="bulk" action="\(bulk.action)" method="post">\(shell.csrfField)
      <p class="quiet">先在清单里勾选要改的行。下一步先看每行的改动，确认后整批写入，可整批撤回。</p>
      <label for="bulk-field">数据项</label><select id="bulk-field" name="field" required><option value=""></option>\(options)</select>
      <label for="bulk-value">改成</label><input id="bulk-value" name="value" required autocomplete="off">
      <p class="row"><button type="submit">看改动</button></p>
      </form></details>
      """
  }

  /// The box that ticks a row; none where the reader changes nothing.
  func tick(_ row: Row) -> HTML {
    guard model.bulk != nil else { return "" }
    return #"""
      <input class="tick screen" type="checkbox" name="pick" value="\#(row.code)" form="bulk" aria-label="选择 \#(row.name)"> 
      """#
  }

  /// The box that ticks all rows of the page, by script.
  var tickAll: HTML {
    guard model.bulk != nil else { return "" }
    return #"<input class="tick screen" type="checkbox" data-tick-all aria-label="选择本页全部" hidden> "#
  }
}
