/// One bulletin: its form while it is a draft, and the paper as it would go out or went out.
struct BulletinPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Nil for a bulletin that is being begun.
    var code: String?
    var state: State
    var form: BulletinForm?
    var view: PaperView?
    var files: [PaperForm]
    /// Entry of the draft, when the reader may issue it.
    var issuing: Int64?
    /// Whether the reader may write a correction of it.
    var mayCorrect: Bool
    var problem: String?
  }

  enum State: Hashable, Sendable {
    case new, draft
    /// Issued; whether a reprint still has the bytes of the issue.
    case issued(day: String, digest: String, isSame: Bool)
  }

  var shell: Shell
  var model: Model

  var title: String { model.code.map { "通报 \($0)" } ?? "起草通报" }

  var body: HTML {
    """
    <nav class="crumbs screen" aria-label="所在位置"><ol><li>\(shell.anchor("/bulletins", "通报"))</li></ol></nav>
    <div class="headline screen"><h1>\(title)</h1>\(files)</div>
    \(Notice.problem(model.problem))
    \(state)
    \(issuing)
    \(model.form?.drawn(csrf: shell.csrfField))
    \(model.view?.drawn)
    """
  }

  private var files: HTML {
    guard let code = model.code, !model.files.isEmpty else { return "" }
    let links: [HTML] = model.files.map { form in
      #" \#(shell.anchor("/bulletins/\(Address.encoded(code))/\(form.rawValue)", "\(form.title)", class: "button"))"#
    }
    let correct: HTML =
      model.mayCorrect
      ? #" <a class="button" href="/bulletins/new?corrects=\#(code)">另出更正</a>"# : ""
    return #"<p class="row">\#(links)\#(correct)</p>"#
  }

  private var state: HTML {
    switch model.state {
    case .new: ""
    case .draft: #"<p class="quiet screen">草稿：各栏目显示的是现在的数据，印发时固定下来。</p>"#
    case .issued(let day, let digest, true):
      #"<p class="quiet screen">\#(day)印发，内容已固定；重印与印发时逐字节相同（摘要 <code>\#(digest.prefix(12))</code>）。</p>"#
    case .issued(let day, let digest, false):
      Notice.problem(
        "\(day)印发。现在的程序重印出来的文件与印发时的摘要（\(digest.prefix(12))）不同，请用印发时的程序版本重印，或以纸质件为准。")
    }
  }

  private var issuing: HTML {
    guard let version = model.issuing, let code = model.code else { return "" }
    return """
      <form class="notice row screen" action="/bulletins/\(code)/issue" method="post">\(shell.csrfField)\
      <input type="hidden" name="version" value="\(version)"><span>核对下面的稿样后印发；印发后不能再改，只能另出更正。</span>\
      <button class="main" type="submit">印发</button></form>
      """
  }
}

/// The form in which a bulletin is written: words of one's own between the blocks that are chosen.
struct BulletinForm: Hashable, Sendable {
  struct Block: Hashable, Sendable {
    var kind: String
    var title: String
    var isChosen: Bool
    /// Words that stand before it.
    var words: String
  }

  var action: String
  var version: Int64
  var title: String
  var addressee: String
  var corrects: String?
  var blocks: [Block]
  var closing: String

  func drawn(csrf: HTML) -> HTML {
    """
    <section class="card screen" aria-labelledby="compose"><h2 id="compose">稿子</h2>
    <form class="wide" action="\(action)" method="post">\(csrf)\
    <input type="hidden" name="version" value="\(version)">\
    <input type="hidden" name="corrects" value="\(corrects ?? "")">
    \(corrects.map { #"<p class="notice">本期更正 \#($0)。</p>"# as HTML })
    <p><label for="title">标题</label><input id="title" name="title" value="\(title)" maxlength="80" required></p>
    <p><label for="addressee">主送机关</label><input id="addressee" name="addressee" value="\(addressee)"></p>
    \(blocks.map(block))
    <p><label for="closing">结尾文字</label><textarea id="closing" name="closing" rows="2">\(closing)</textarea></p>
    <button class="main" type="submit">保存稿子</button>
    </form></section>
    """
  }

  private func block(_ block: Block) -> HTML {
    """
    <fieldset class="part"><legend class="unseen">\(block.title)</legend>
    <p><label for="w-\(block.kind)">“\(block.title)”之前的文字</label>\
    <textarea id="w-\(block.kind)" name="words-\(block.kind)" rows="2">\(block.words)</textarea></p>
    <p><label class="pick"><input type="checkbox" name="block" value="\(block.kind)"\(when: block.isChosen, " checked")> 栏目：\(block.title)</label></p>
    </fieldset>

    """
  }
}
