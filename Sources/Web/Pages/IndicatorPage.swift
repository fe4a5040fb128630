/// One metric of the library with its series: every period and every value that was recorded for it.
struct IndicatorPage: DeskPage {
  struct Model: Hashable, Sendable {
    var title: String
    var definition: String
    var proof: String
    var unit: String
    var keeper: String
    var calendar: String
    var series: [Series]
  }

  /// The series of one subject that the metric reads.
  struct Series: Hashable, Sendable {
    var subject: String
    var path: String
    /// Nil where nothing is recorded that the reader may see.
    var table: VintageTable?
  }

  var shell: Shell
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在清单"><ol><li>\(shell.anchor("/indicators", "指标库"))</li></ol></nav>
    <div class="headline"><h1>\(model.title)<small>\(model.unit)</small></h1></div>
    <section class="card"><dl class="lines">
    <div><dt>口径</dt><dd>\(model.definition)</dd></div><div><dt>证明材料</dt><dd>\(model.proof)</dd></div>
    <div><dt>主管单位</dt><dd>\(model.keeper)</dd></div><div><dt>发布时间</dt><dd>\(model.calendar)</dd></div>
    </dl></section>
    \(model.series.map(section))
    <p class="quiet">修订＝现值减首次公布的数值。更正是同一时期原来的数值有误；迟报按数据项的更新周期计算。</p>
    """
  }

  private func section(_ series: Series) -> HTML {
    let table = series.table?.drawn(in: shell) ?? Notice.empty("还没有记录到数值，或您现在的岗位无权查看。")
    return """
      <section class="card"><h2>\(shell.anchor(series.path, "\(series.subject)"))<small>\(series.table?.title ?? "")</small></h2>\
      \(table)</section>

      """
  }
}
