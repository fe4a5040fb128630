/// One subject of a register (W41), made from the register's definition.
struct SubjectPage: DeskPage {
  struct Model: Hashable, Sendable {
    /// Title and address of the list it belongs to.
    var register: String
    var listPath: String
    var name: String
    var code: String
    var codeTitle: String
    /// What stands beside the name: status, town, park.
    var marks: [Line]
    var tab: Tab
    /// Facts that count on the day, by group.
    var overview: [Group]
    /// Every recorded value, newest first.
    var facts: [Fact]
    var findings: [Finding]
    var relations: [Relation]
    /// Files from which facts came.
    var sources: [Source]
    var journal: [JournalLine]
    /// Fields that the reader may not see.
    var hiddenFields: Int
    var shapes: [ShapeDrawing] = []
    /// Numbers of several periods.
    var series: [SeriesChart] = []
    /// Series of which a period was told more than once, with every value.
    var vintages: [VintageTable] = []
    /// The parts that the reader may open.
    var tabs: [Tab] = Tab.allCases.filter { $0 != .viewers }
    /// Who answers for it: the unit, and the post in charge where there is one.
    var owner: [Line] = []
    /// The next day that is on record for it.
    var next: Line?
    /// The one thing that the reader does here most.
    var primary: Way?
    /// Purposes for which the reader would see more, and the one that is stated.
    var purposes: [RecordPage.Option] = []
    var purpose: String?
    var viewers: [Viewer] = []
  }

  struct Way: Hashable, Sendable {
    var title: String
    var path: String
  }

  /// Somebody who read what is confidential: a unit, never a person.
  struct Viewer: Hashable, Sendable {
    var day: String
    var unit: String
    var matter: String
    var manner: String
    var purpose: String
  }

  enum Tab: String, CaseIterable, Hashable, Sendable {
    case overview, facts, actions, relations, files, journal, viewers

    var title: String {
      switch self {
      case .overview: "概况"
      case .facts: "事实"
      case .actions: "动作"
      case .relations: "关联"
      case .files: "文件"
      case .journal: "变更记录"
      case .viewers: "谁看过"
      }
    }
  }

  struct Group: Hashable, Sendable {
    var title: String
    var lines: [Line]
    /// Labels of the fields of which nothing is known yet.
    var missing: [String] = []
  }

  struct Line: Hashable, Sendable {
    var label: String
    var value: FactText
    /// Period of the value, such as 2022年5月.
    var time: String?
    var grade: GradeMark?
    /// Where the masked value is asked for.
    var unmask: String?
  }

  /// A value in words, or why there is none to show.
  enum FactText: Hashable, Sendable {
    case value(String, unit: String = "")
    /// A value that leads to another subject.
    case reference(String, path: String)
    case missing
    case hidden
    case withdrawn

    func drawn(in shell: Shell) -> HTML {
      switch self {
      case .reference(let text, let path): shell.anchor(path, "\(text)")
      case .value(let text, let unit): "\(text)\(when: !unit.isEmpty, " <small>\(unit)</small>")"
      case .missing: #"<span class="none">暂无数据</span>"#
      case .hidden: #"<span class="hidden">无权查看</span>"#
      case .withdrawn: #"<span class="none">已撤回</span>"#
      }
    }
  }

  /// A file that was taken in and held facts about this subject.
  struct Source: Hashable, Sendable {
    var file: String
    var sheet: String
    /// First digits of the SHA-256 of the file.
    var digest: String
    var facts: Int
    /// Rows of the file that speak of the subject.
    var rows: String = ""
    var evidence: String
    var seq: Int64
    var at: String
    var person: String
  }

  struct Fact: Hashable, Sendable {
    var label: String
    var value: FactText
    var period: String
    var grade: GradeMark
    var source: String
    var seq: Int64
    var at: String
    var person: String
    /// Whether this is the value that counts on the day.
    var isCurrent: Bool
    /// What the value did to what was known before.
    var note: Note? = nil
    /// Days after the last day on which it was due.
    var daysLate: Int? = nil
    /// Who last found it unchanged; nil when nobody has.
    var confirmed: Confirmed? = nil

    /// An entry that told the value again as it is.
    struct Confirmed: Hashable, Sendable {
      var day: String
      var source: String
      var unit: String
      var grade: GradeMark
      var seq: Int64
    }
  }

  /// A proposed action with its reason.
  struct Finding: Hashable, Sendable {
    var title: String
    var reasons: [String]
    var path: String?
  }

  /// Something else that this subject belongs to, such as a commitment that counts it.
  struct Relation: Hashable, Sendable {
    var kind: String
    var code: String
    var name: String
    var path: String
    var note: String
  }

  var shell: Shell
  var model: Model

  var title: String { model.name }

  var body: HTML {
    """
    <nav class="crumbs" aria-label="所在清单"><ol><li>\(shell.anchor(model.listPath, "\(model.register)"))</li></ol></nav>
    <div class="headline object">
    <h1><small class="code">\(model.codeTitle) \(model.code)</small>\(model.name)</h1>
    <dl class="facts">\(headLines)</dl>
    \(model.primary.map { #"<span class="screen actions"><a class="button main" href="\#($0.path)">\#($0.title)</a></span>"# as HTML })
    </div>
    <nav class="tabs" aria-label="档案各部分"><ul>\(model.tabs.map(tab))</ul></nav>
    \(content)
    """
  }

  private var headLines: [HTML] {
    (model.marks + model.owner + [model.next].compactMap(\.self)).map {
      "<div><dt>\($0.label)</dt><dd>\($0.value.drawn(in: shell))</dd></div>"
    }
  }

  var path: String { "\(model.listPath)/\(Address.encoded(model.code))" }

  private func tab(_ tab: Tab) -> HTML {
    let items =
      (tab == .overview ? [] : [Address.Item(name: "tab", value: tab.rawValue)])
      + (model.purpose.map { [Address.Item(name: "purpose", value: $0)] } ?? [])
    let isCurrent = tab == model.tab
    return """
      <li><a href="\(shell.link(Address(path, items)))"\(when: isCurrent, #" aria-current="page""#)>\(tab.title)</a></li>
      """
  }

  private var content: HTML {
    switch model.tab {
    case .overview: overview
    case .facts: facts
    case .actions: actions
    case .relations: relations
    case .files: files
    case .journal: JournalLine.table(model.journal, caption: "变更记录")
    case .viewers: viewers
    }
  }
}
