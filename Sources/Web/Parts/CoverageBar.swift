/// How the characters of a report fall into the four classes, which together are the whole.
struct CoverageBar: Hashable, Sendable {
  var coverage: [ReportPage.Coverage]

  var drawn: HTML {
    """
    <div class="coverage" id="coverage">
    <svg class="bar tall" viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="\(label)">\(parts)</svg>
    <ul class="legend">\(legend)</ul>
    </div>
    """
  }

  private var total: Int { max(coverage.reduce(0) { $0 + $1.characters }, 1) }

  private var label: String {
    coverage.map { "\($0.pieceClass.title) \($0.characters) 字" }.joined(separator: "，")
  }

  private var parts: [HTML] {
    var start = 0
    return coverage.map { part in
      let left = start * 1000 / total
      start += part.characters
      let width = start * 1000 / total - left
      return
        #"<rect class="\#(part.pieceClass.rawValue)" x="\#(left)" width="\#(width)" height="12"/>"#
    }
  }

  private var legend: [HTML] {
    coverage.map { part in
      let share = ProgressBar.width(Double(part.characters) / Double(total))
      return """
        <li class="\(part.pieceClass.rawValue)">\(part.pieceClass.title) <b>\(share)%</b><small>\(part.characters) 字</small></li>
        """
    }
  }
}
