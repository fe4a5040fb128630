import Ledgers

/// The reports that have been taken in, and the way to take in another.
struct ReportsListPage: DeskPage {
  struct Model: Hashable, Sendable {
    var rows: [Row]
    /// Whether the reader may take in a report.
    var mayAdd: Bool
    /// The year that a new report is likely to speak of.
    var year: Int
    var problem: String?
  }

  struct Row: Hashable, Sendable {
    var code: String
    var title: String
    var year: Int
    /// Whose report it is: 本区, or the level and name of another place.
    var place: String
    var takenIn: String
    var commitments: Int
    var confirmed: Int
    /// Characters that nobody has classified yet.
    var undecided: Int
    /// Reports that it can be laid beside.
    var beside: [Beside]
  }

  struct Beside: Hashable, Sendable {
    var code: String
    var title: String
  }

  var shell: Shell
  var model: Model

  var title: String { "报告" }

  var body: HTML {
    """
    <div class="headline"><h1>报告</h1></div>
    \(Notice.problem(model.problem))
    \(list)
    \(when: model.mayAdd, form)
    """
  }

  private var list: HTML {
    guard !model.rows.isEmpty else { return Notice.empty("还没有导入工作报告。") }
    return """
      <table class="cards"><caption class="unseen">报告</caption>
      <thead><tr><th>编号</th><th>标题</th><th>哪里的</th><th class="n">年度</th><th class="n">承诺</th>\
      <th class="n">已确认</th><th class="n">未定字数</th><th>导入</th><th>对照</th></tr></thead>
      <tbody>
      \(model.rows.map(row))
      </tbody></table>
      """
  }

  private func row(_ row: Row) -> HTML {
    let link = shell.link("/reports/\(Address.encoded(row.code))")
    return """
      <tr><td class="code"><a href="\(link)">\(row.code)</a></td>\
      <td class="words"><a href="\(link)">\(row.title)</a></td>\
      <td data-label="哪里的">\(row.place)</td>\
      <td class="n" data-label="年度">\(row.year)</td>\
      <td class="n" data-label="承诺">\(row.commitments)</td>\
      <td class="n" data-label="已确认">\(row.confirmed)</td>\
      <td class="n" data-label="未定字数">\(row.undecided)</td>\
      <td class="when" data-label="导入">\(row.takenIn)</td>\
      <td data-label="对照">\(row.beside.map { beside(row, $0) })</td></tr>

      """
  }

  private func beside(_ row: Row, _ other: Beside) -> HTML {
    let path = "/reports/\(Address.encoded(row.code))/beside/\(Address.encoded(other.code))"
    return #"<a href="\#(shell.link(path))">与\#(other.title)</a> "#
  }

  /// Whose report one is, for the forms that say so.
  static func placeFields(chosen: String = "", name: String = "") -> HTML {
    let levels: [HTML] = Report.Level.allCases.map {
      #"<option value="\#($0.rawValue)"\#(when: $0.rawValue == chosen, " selected")>\#($0.title)</option>"#
    }
    return """
      <p class="narrow"><label for="level">哪一级的报告</label><select id="level" name="level">\
      <option value="">本区</option>\(levels)</select></p>
      <p class="narrow"><label for="place">地名（本区的不填）</label><input id="place" name="place" value="\(name)"></p>
      """
  }

  private var form: HTML {
    """
    <section class="card screen">
    <h2>导入报告</h2>
    <form class="wide upload" action="/reports" method="post" enctype="multipart/form-data" data-upload>\(shell.csrfField)
    <div class="fields">
    <p><label for="title">标题</label><input id="title" name="title" placeholder="如：\(model.year)年政府工作报告" required></p>
    <p class="narrow"><label for="year">年度</label><input id="year" name="year" inputmode="numeric" pattern="[0-9]{4}" value="\(model.year)" required></p>
    \(Self.placeFields())
    <p><label for="file">报告文件（.docx、.txt、.pdf、.html）</label><input id="file" name="file" type="file" accept=".docx,.txt,.pdf,.html"></p>
    </div>
    <p><label for="text">或者把正文粘贴在这里</label><textarea id="text" name="text" rows="6"></textarea></p>
    <button class="main" type="submit">读取</button>
    </form>
    </section>
    """
  }
}
