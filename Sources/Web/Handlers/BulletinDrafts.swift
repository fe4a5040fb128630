import Ledgers
import Quantities

/// Drafts of bulletins to and from the form in which they are written.
enum BulletinDrafts {
  /// What the first bulletin of an installation begins with.
  static func blank(_ desk: DeskVisit) -> Bulletin.Draft {
    Bulletin.Draft(
      title: "关于\(desk.today.year)年政府工作报告目标任务进展情况的通报", addressee: "各镇街、区直各单位",
      pieces: Bulletin.Kind.allCases.map { .block($0) })
  }

  /// Words that stand before a block belong to it, and the last ones close the bulletin.
  static func form(_ draft: Bulletin.Draft, action: String, version: Int64) -> BulletinForm {
    var words: [Bulletin.Kind: String] = [:]
    var chosen: Set<Bulletin.Kind> = []
    var pending: [String] = []
    for piece in draft.pieces {
      switch piece {
      case .words(let text): pending.append(text)
      case .block(let kind):
        words[kind] = pending.joined(separator: "\n")
        chosen.insert(kind)
        pending = []
      }
    }
    return BulletinForm(
      action: action, version: version, title: draft.title, addressee: draft.addressee,
      corrects: draft.corrects,
      blocks: Bulletin.Kind.allCases.map { kind in
        .init(
          kind: kind.rawValue, title: kind.title, isChosen: chosen.contains(kind),
          words: words[kind] ?? "")
      }, closing: pending.joined(separator: "\n"))
  }

  static func draft(_ form: Form) -> Bulletin.Draft {
    let chosen = Set(form.items.filter { $0.name == "block" }.map(\.value))
    var pieces: [Bulletin.Piece] = []
    func add(_ words: String) {
      let text = words.replacing("\r\n", with: "\n")
      if !text.isEmpty { pieces.append(.words(text)) }
    }
    for kind in Bulletin.Kind.allCases {
      add(form["words-\(kind.rawValue)"])
      if chosen.contains(kind.rawValue) { pieces.append(.block(kind)) }
    }
    add(form["closing"])
    return Bulletin.Draft(
      title: form["title"], addressee: form["addressee"], pieces: pieces,
      corrects: form["corrects"].nonempty)
  }
}
