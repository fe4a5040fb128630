/// Files of offices taken into the registers (W92): the way in, and the batches so far.
struct ImportsPage: DeskPage {
  struct Model: Hashable, Sendable {
    var registers: [Choice]
    var register: String?
    var validFrom: String
    var today: String
    var problem: String?
    var done: String?
    /// The batches of the page, newest first.
    var batches: [Batch]
    /// Batches of all pages.
    var total = 0
    var pager = Pager(address: Address("/imports"), page: 1, pages: 1)
    var files: [File]
    /// Names in earlier files whose firm nobody has said yet.
    var unsureNames = 0
  }

  /// The workbooks of a register that the reader may have.
  struct File: Hashable, Sendable {
    var title: String
    /// Address of the blank form; nil for a register that the reader does not write.
    var form: String?
    /// Address of the list as it is known; nil for a register that the reader may not export.
    var list: String?
    /// Address of the form for one record; nil for a register that the reader does not write.
    var record: String?
  }

  struct Choice: Hashable, Sendable {
    var value: String
    var title: String
  }

  /// One import as the journal holds it.
  struct Batch: Hashable, Sendable {
    var seq: Int64
    var at: String
    var file: String
    var register: String
    var person: String
    var post: String
    var added: Int
    var changed: Int
    var values: Int
    /// Values that it found unchanged.
    var confirmed: Int = 0
    /// Names that it left to be matched.
    var unsure: Int = 0
    /// Entry that took it back; nil when it stands.
    var reversedBy: Int64?
    /// Whether the reader may take it back.
    var mayReverse: Bool
  }

  var shell: Shell
  var model: Model

  var title: String { "导入" }

  var body: HTML {
    """
    <div class="headline"><h1>导入</h1></div>
    \(Notice.problem(model.problem))
    \(Notice.done(model.done))
    \(form)
    \(when: model.unsureNames > 0, "<p><a href=\"/imports/firms\">待核对企业 \(model.unsureNames) 个名称</a> <span class=\"quiet\">文件里没有信用代码、名称又对不准</span></p>")
    \(files)
    <section class="stack" aria-labelledby="batches"><h2 id="batches">已导入的批次\(when: model.total > 0, "<small>\(model.total.grouped) 批</small>")</h2>
    \(batches)
    </section>
    """
  }

  private var files: HTML {
    guard !model.files.isEmpty else { return "" }
    let rows: [HTML] = model.files.map { file in
      """
      <tr><td class="words">\(file.title)</td><td>\(Self.link(file.form, "空白填报表", isFile: true, else: "不由本岗位填报"))</td>\
      <td>\(Self.link(file.list, "现有名录", else: "本岗位不能导出"))</td><td>\(Self.link(file.record, "手工录入一条", else: ""))</td></tr>

      """
    }
    return """
      <details class="card screen"><summary>空白填报表、现有名录和手工录入<small class="quiet"> xlsx；名录改好后可以直接再导入</small></summary>
      <div class="scroll flat"><table class="cards"><caption class="unseen">填报表和名录</caption>
      <thead><tr><th>登记簿</th><th>填报</th><th>名录</th><th>录入</th></tr></thead>
      <tbody>
      \(rows)
      </tbody></table></div></details>
      """
  }

  private static func link(
    _ path: String?, _ title: String, isFile: Bool = false, else absent: String
  ) -> HTML {
    guard let path else { return #"<span class="none">\#(absent)</span>"# }
    return #"<a href="\#(path)"\#(when: isFile, " download")>\#(title)</a>"#
  }

  private var form: HTML {
    guard !model.registers.isEmpty else {
      return Notice.empty("您现在的岗位不能导入数据。")
    }
    return """
      <section class="card screen">
      \(Self.steps(now: 0))
      <form class="wide upload" action="/imports" method="post" enctype="multipart/form-data" data-upload>\(shell.csrfField)
      <div class="fields">
      <p><label for="register">导入到</label><select id="register" name="register" required>\(model.registers.map(option))</select></p>
      <p><label for="file">文件（.xlsx，或 .csv：UTF-8、GB18030）</label>\
      <input id="file" name="file" type="file" accept=".xlsx,.csv" required></p>
      <p><label for="valid-from">状态类内容从哪一天起有效</label>\
      <input id="valid-from" name="valid-from" type="date" value="\(model.validFrom)" max="\(model.today)" required></p>
      <p><label for="evidence">证据</label><select id="evidence" name="evidence">\
      <option value="E2">E2 有据：有文件或名单为凭</option><option value="E1">E1 自报：责任单位自己填报</option>\
      <option value="E3">E3 他证：由另一单位或登记机关确认</option></select></p>
      </div>
      <button class="main" type="submit">上传并比对</button> <span class="quiet">先看差别，确认后才写入。</span>
      </form>
      </section>
      """
  }

  private func option(_ choice: Choice) -> HTML {
    let chosen = choice.value == model.register
    return
      #"<option value="\#(choice.value)"\#(when: chosen, " selected")>\#(choice.title)</option>"#
  }

  /// The three steps of an import, with the present one marked.
  static func steps(now: Int) -> HTML {
    let steps: [HTML] = ["选择文件", "核对差别", "写入"].enumerated().map { index, title in
      "<li\(when: index == now, " aria-current=\"step\"")>\(title)</li>"
    }
    return #"<ol class="steps">\#(steps)</ol>"#
  }

  private var batches: HTML {
    guard !model.batches.isEmpty else { return Notice.empty("还没有导入过文件。") }
    return """
      <div class="scroll flat"><table class="cards"><caption class="unseen">已导入的批次</caption>
      <thead><tr><th class="n">记录号</th><th>时间</th><th>文件</th><th>登记簿</th><th>谁</th>\
      <th class="n">新增</th><th class="n">变更</th><th class="n">数据</th><th>状态</th></tr></thead>
      <tbody>
      \(model.batches.map(row))
      </tbody></table></div>
      \(model.pager.drawn(in: shell))
      """
  }

  private func row(_ batch: Batch) -> HTML {
    """
    <tr><td class="n" data-label="记录号">\(batch.seq)</td><td class="when">\(batch.at)</td>\
    <td class="words">\(batch.file)</td><td>\(batch.register)</td>\
    <td>\(batch.person)<small class="below">\(batch.post)</small></td>\
    \(Self.figures(of: batch))<td>\(state(of: batch))</td></tr>

    """
  }

  /// What a batch brought, in words where it wrote no value.
  private static func figures(of batch: Batch) -> HTML {
    let confirmed = batch.confirmed > 0 ? "\(batch.confirmed.grouped) 个数据无变化，记为确认" : nil
    guard batch.values > 0 || batch.added > 0 else {
      let unsure = batch.unsure > 0 ? "\(batch.unsure.grouped) 个企业名称待核对" : nil
      let words = [confirmed, unsure].compactMap(\.self)
      return
        #"<td class="words" colspan="3">\#(words.isEmpty ? "没有写入数据" : words.joined(separator: "；"))</td>"#
    }
    return """
      <td class="n" data-label="新增">\(batch.added.grouped)</td><td class="n" data-label="变更">\(batch.changed.grouped)</td>\
      <td class="n" data-label="数据">\(batch.values.grouped)\(confirmed.map { #"<small class="below">另 \#($0)</small>"# as HTML })</td>
      """
  }

  private func state(of batch: Batch) -> HTML {
    if let by = batch.reversedBy {
      return #"<span class="tag">已由第 \#(by) 号记录撤回</span>"#
    }
    guard batch.mayReverse else { return #"<span class="tag ok">有效</span>"# }
    return """
      <form action="/imports/\(batch.seq)/reversal" method="post" \
      data-confirm="撤回第 \(batch.seq) 号导入？\(batch.values > 0 ? "它写入的 \(batch.values) 个数据将恢复到导入之前；之后又改过的不动。" : "它的确认不再算数。")">\
      \(shell.csrfField)<button class="danger" type="submit">撤回</button></form>
      """
  }
}
