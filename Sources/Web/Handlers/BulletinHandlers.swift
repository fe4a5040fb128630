import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// Bulletins: written, issued, printed and printed again.
struct BulletinHandlers: Sendable {
  func routes() -> [Route] {
    let read = Permissions.readBulletins
    return [
      .desk(.get, "/bulletins", read, answer: list),
      .desk(.get, "/bulletins/new", Permissions.composeBulletins, answer: begin),
      .desk(.post, "/bulletins", Permissions.composeBulletins, answer: create),
      .desk(.get, "/bulletins/:code", read, answer: show),
      .desk(.post, "/bulletins/:code", Permissions.changeBulletins, answer: change),
      .desk(.post, "/bulletins/:code/issue", Permissions.issueBulletins, answer: issue),
      .desk(.get, "/bulletins/:code/:form", read, answer: file),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let knownAt = desk.asOf.knownAt
    let all = try await desk.site.database.read { session in
      try BulletinStore.bulletins(knownAt: knownAt, in: session).map(\.bulletin)
    }
    let shown = all.filter { $0.issue != nil || desk.maySeeDrafts }
    let rows = shown.map { bulletin in
      BulletinsPage.Row(
        code: bulletin.id, title: bulletin.draft.title, issued: bulletin.issue?.day.description,
        person: bulletin.issue?.person, corrects: bulletin.draft.corrects,
        correctedBy: all.filter { $0.draft.corrects == bulletin.id && $0.issue != nil }
          .map(\.id))
    }
    return .page(
      BulletinsPage(
        shell: desk.shell,
        model: .init(
          rows: rows, mayCompose: desk.isWritable && desk.may(Permissions.composeBulletins),
          mayWriteLetters: desk.may(Permissions.writeLetters))))
  }

  // MARK: Writing

  private func begin(_ desk: DeskVisit) async throws -> Answer {
    let corrects = desk.address["corrects"]
    let stored = try await desk.site.database.read { session in
      try BulletinStore.bulletins(knownAt: nil, in: session).map(\.bulletin)
    }
    // A correction begins with what it corrects, a new issue with the last one.
    let model = stored.first { $0.id == corrects } ?? stored.first { $0.issue != nil }
    var draft = model?.draft ?? BulletinDrafts.blank(desk)
    draft.corrects = corrects
    return newPage(desk, draft)
  }

  private func newPage(
    _ desk: DeskVisit, _ draft: Bulletin.Draft, problem: String? = nil
  ) -> Answer {
    .page(
      BulletinPage(
        shell: desk.shell,
        model: .init(
          code: nil, state: .new,
          form: BulletinDrafts.form(draft, action: "/bulletins", version: 0), view: nil, files: [],
          issuing: nil, mayCorrect: false, problem: problem)), status: problem == nil ? 200 : 422)
  }

  private func create(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.composeBulletins)
    let draft = BulletinDrafts.draft(desk.form)
    do {
      let code = try await desk.site.journal.commit(
        ComposeBulletin(code: nil, version: 0, draft: draft), permit: permit, reason: ""
      ).result
      return .onward(to: "/bulletins/\(code)")
    } catch let error as JournalError {
      return newPage(desk, draft, problem: error.description)
    }
  }

  private func change(_ desk: DeskVisit) async throws -> Answer {
    let file = try await BulletinFile(desk)
    let permit = try desk.permit(Permissions.changeBulletins)
    let draft = BulletinDrafts.draft(desk.form)
    do {
      try await desk.site.journal.commit(
        ComposeBulletin(
          code: file.bulletin.id, version: Int64(desk.form["version"]) ?? 0, draft: draft),
        permit: permit, reason: "")
      return .onward(to: file.path)
    } catch let error as JournalError {
      let model = try await file.model(draft: draft, problem: error.description)
      return .page(BulletinPage(shell: desk.shell, model: model), status: 422)
    }
  }

  // MARK: Issuing and printing

  private func show(_ desk: DeskVisit) async throws -> Answer {
    .page(BulletinPage(shell: desk.shell, model: try await BulletinFile(desk).model()))
  }

  private func issue(_ desk: DeskVisit) async throws -> Answer {
    let file = try await BulletinFile(desk)
    let permit = try desk.permit(Permissions.issueBulletins)
    let edition = try await file.edition()
    try await desk.site.journal.commit(
      IssueBulletin(
        code: file.bulletin.id, version: Int64(desk.form["version"]) ?? 0,
        issue: edition.issue), permit: permit, reason: "")
    return .onward(to: file.path)
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")) else {
      throw Refusal.notFound
    }
    let file = try await BulletinFile(desk)
    guard let paper = file.issued else {
      throw Refusal.refused("这一期还是草稿，没有可以下载的文件。印发之后再下载。")
    }
    let name = "\(file.bulletin.id) \(file.bulletin.draft.title)"
    switch form {
    case .docx: return .download(.word(name, paper.word))
    case .pdf: return .download(try .pdf(name, paper.paper, foot: paper.foot))
    case .xlsx:
      guard let bytes = try paper.workbook else { throw Refusal.notFound }
      return .download(.workbook("\(name) 亮灯表", bytes))
    }
  }
}

extension DeskVisit {
  /// Whether the acting post writes or issues bulletins, and so sees their drafts.
  var maySeeDrafts: Bool { may(Permissions.changeBulletins) || may(Permissions.issueBulletins) }
}

/// One bulletin as its page shows it.
struct BulletinFile: Sendable {
  let bulletin: Bulletin
  private let version: Int64
  private let desk: DeskVisit

  init(_ desk: DeskVisit) async throws {
    let code = try desk.parameter("code")
    let knownAt = desk.asOf.knownAt
    let stored = try await desk.site.database.read { session in
      try BulletinStore.bulletin(code, knownAt: knownAt, in: session)
    }
    guard let stored, stored.bulletin.issue != nil || desk.maySeeDrafts else {
      throw Refusal.notFound
    }
    self.desk = desk
    bulletin = stored.bulletin
    version = stored.version
  }

  var path: String { "/bulletins/\(Address.encoded(bulletin.id))" }

  /// The paper of the issue, from what it keeps; nil for a draft.
  var issued: BulletinPaper? {
    bulletin.issue.map {
      BulletinPaper(bulletin, issue: $0, district: desk.site.district)
    }
  }

  /// The bulletin as it would be issued now.
  func edition() async throws -> BulletinDesk.Edition {
    try await BulletinDesk(
      ledger: desk.site.ledger, district: desk.site.district, day: desk.asOf.day,
      madeAt: desk.site.clock.moment(), person: desk.actor.person.name,
      unit: desk.units(desk.actor.post.unit), unitName: { [desk] in desk.units($0) }
    ).edition(of: bulletin)
  }

  func model(
    draft: Bulletin.Draft? = nil, problem: String? = nil
  ) async throws -> BulletinPage.Model {
    if let issue = bulletin.issue, let paper = issued {
      let isSame = Digest.hex(paper.word) == issue.digest
      let hasTable = issue.blocks.contains { $0.kind == .table }
      return .init(
        code: bulletin.id,
        state: .issued(day: issue.day.chinese, digest: issue.digest, isSame: isSame), form: nil,
        view: PaperView(paper: paper.paper),
        files: PaperForm.allCases.filter { $0 != .xlsx || hasTable }, issuing: nil,
        mayCorrect: desk.isWritable && desk.may(Permissions.composeBulletins), problem: problem)
    }
    let isWritable = desk.isWritable
    let mayWrite = isWritable && desk.may(Permissions.changeBulletins)
    let mayIssue = isWritable && desk.may(Permissions.issueBulletins)
    return .init(
      code: bulletin.id, state: .draft,
      form: mayWrite
        ? BulletinDrafts.form(draft ?? bulletin.draft, action: path, version: version) : nil,
      view: PaperView(paper: try await edition().paper.paper), files: [],
      issuing: mayIssue ? version : nil, mayCorrect: false, problem: problem)
  }
}
