/// One 运行月报 (D22): as it would be issued with the form that issues it, or as it was issued.
struct MonthlyRunPage: DeskPage {
  struct Model: Hashable, Sendable {
    var code: String
    var view: PaperView?
    var state: State
    var problem: String?
  }

  enum State: Hashable, Sendable {
    case draft(Form)
    /// Issued; whether a reprint still has the bytes of the issue.
    case issued(day: String, digest: String, isSame: Bool, correction: String?)
  }

  struct Form: Hashable, Sendable {
    var month: String
    var opening: String
    var closing: String
    var isCorrection: Bool
    var keepsMovesBack = false
    /// Groups of which this issue beside that of the year before tells too much.
    var moves: [String] = []
  }

  var shell: Shell
  var model: Model

  var title: String { "运行月报 \(model.code)" }

  var body: HTML {
    """
    <nav class="crumbs screen" aria-label="所在位置"><ol><li><a href="\(shell.link("/industry"))">规上运行</a></li></ol></nav>
    <div class="headline screen"><h1>\(title)</h1>\(files)</div>
    \(Notice.problem(model.problem))
    \(state)
    \(model.view?.drawn)
    """
  }

  private var files: HTML {
    guard case .issued(_, _, _, let correction) = model.state else { return "" }
    let links: [HTML] = [PaperForm.docx, .pdf].map { form in
      #" <a class="button" href="\#(shell.link("/industry/issues/\(Address.encoded(model.code))/\(form.rawValue)"))">\#(form.title)</a>"#
    }
    let again: HTML? = correction.map {
      #" <a class="button" href="/industry/issues/new?month=\#($0)&correction=1">另出更正</a>"#
    }
    return #"<p class="row">\#(links)\#(again)</p>"#
  }

  private var state: HTML {
    switch model.state {
    case .draft(let form): draft(form)
    case .issued(let day, let digest, true, _):
      #"<p class="quiet screen">\#(day)印发，内容已固定；重印与印发时逐字节相同（摘要 <code>\#(digest.prefix(12))</code>）。</p>"#
    case .issued(let day, let digest, false, _):
      Notice.problem(
        "\(day)印发。现在的程序重印出来的文件与印发时的摘要（\(digest.prefix(12))）不同，请用印发时的程序版本重印，或以纸质件为准。")
    }
  }

  /// What two years side by side would tell, and the way to keep it back.
  private func moves(_ form: Form) -> HTML {
    guard !form.moves.isEmpty else { return "" }
    return """
      <p class="notice" role="status">和上年同月的月报放在一起，下列分组只进出一两户，可能推算出这几户上年同期的数：\(form.moves.joined(separator: "；"))。</p>
      <p><label class="pick"><input type="checkbox" name="moves" value="1"\(when: form.keepsMovesBack, " checked")> 这些分组不单列</label></p>
      """
  }

  private func draft(_ form: Form) -> HTML {
    """
    <section class="card screen" aria-labelledby="compose"><h2 id="compose">\(form.isCorrection ? "更正稿" : "稿子")</h2>
    <form class="wide" action="/industry/issues" method="post">\(shell.csrfField)\
    <input type="hidden" name="month" value="\(form.month)">\
    <input type="hidden" name="correction" value="\(form.isCorrection ? "1" : "")">
    <p><label for="opening">开头文字</label><textarea id="opening" name="opening" rows="3" maxlength="2000">\(form.opening)</textarea></p>
    <p><label for="closing">结尾文字</label><textarea id="closing" name="closing" rows="3" maxlength="2000">\(form.closing)</textarea></p>
    \(moves(form))
    <p class="quiet">印发以后，各岗位都能看到这个月的汇总；单户数据任何时候都只有统计联络员能看到。印发后不能再改，只能另出更正。</p>
    <p class="row"><button type="submit" name="act" value="preview">看稿样</button> \
    <button class="main" type="submit" name="act" value="issue">印发</button></p>
    </form></section>
    """
  }
}
