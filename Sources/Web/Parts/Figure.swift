/// A number as it is shown everywhere: value, unit, and the way to 这个数怎么来的.
struct Figure: Hashable, Sendable {
  var value: String
  var unit: String
  var grade: GradeMark?
  /// Where the number is explained.
  var path: String?

  init(_ value: String, _ unit: String = "", grade: GradeMark? = nil, path: String? = nil) {
    self.value = value
    self.unit = unit
    self.grade = grade
    self.path = path
  }

  func drawn(in shell: Shell) -> HTML {
    let number: HTML = #"<b>\#(value)</b>\#(when: !unit.isEmpty, "<small>\(unit)</small>")"#
    guard let path, shell.doors.opens(path) else {
      return #"<span class="figure">\#(number)</span>"#
    }
    let grade = grade.map { "，\($0.code) \($0.title)" } ?? ""
    return """
      <a class="figure" href="\(shell.link(path))" title="这个数怎么来的\(grade)">\(number)</a>
      """
  }
}

extension Figure? {
  func drawn(in shell: Shell) -> HTML {
    self?.drawn(in: shell) ?? #"<span class="none" title="还没有数据">—</span>"#
  }
}
