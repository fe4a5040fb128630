import Commands
import Definitions
import Facts
import Storage

/// The journal and the security log, for those who audit.
struct JournalHandlers: Sendable {
  private static let count = 100

  func routes() -> [Route] {
    [
      .desk(.get, "/journal", Permissions.readJournal, answer: journal),
      .desk(
        .get, "/journal/verification", Permissions.verifyJournal, answer: verification),
      .desk(.get, "/security", Permissions.readSecurity, answer: security),
    ]
  }

  private func journal(_ desk: DeskVisit) async throws -> Answer {
    .page(try await page(desk, verdict: nil))
  }

  /// Walks the whole chain, which takes as long as there are facts.
  private func verification(_ desk: DeskVisit) async throws -> Answer {
    let verdict = try await desk.site.database.read { try JournalVerifier().verify(in: $0) }
    return .page(
      try await page(
        desk,
        verdict: .init(
          entries: verdict.entries, root: verdict.root,
          faults: verdict.faults.map { .init(seq: $0.seq, message: $0.message) })))
  }

  private func page(
    _ desk: DeskVisit, verdict: JournalPage.Verdict?
  ) async throws -> JournalPage {
    // A past day shows the journal as it was then.
    let end = desk.asOf.knownAt.map { $0 + 1 }
    let asked = desk.address["below"].flatMap { Int64($0) }
    let below = [asked, end].compactMap(\.self).min()
    let (head, entries) = try await desk.site.database.read { session in
      (
        try JournalEntry.newest(1, below: end, in: session).first?.seq ?? 0,
        try JournalEntry.newest(Self.count, below: below, in: session)
      )
    }
    let older = entries.last.flatMap { last in
      last.seq > 1 && entries.count == Self.count
        ? Address("/journal", [.init(name: "below", value: "\(last.seq)")]) : nil
    }
    return JournalPage(
      shell: desk.shell,
      model: .init(
        entries: head, verdict: verdict,
        verifyPath: desk.may(Permissions.verifyJournal) ? "/journal/verification" : nil,
        lines: try await JournalReading(desk).lines(entries), older: older))
  }

  private func security(_ desk: DeskVisit) async throws -> Answer {
    let below = desk.address["below"].flatMap { Int64($0) } ?? .max
    let (rows, actors) = try await desk.site.database.read { session in
      let rows = try session.rows(
        """
        SELECT security_log.id, at, event, person.name, post_id, detail FROM security_log
        LEFT JOIN person ON person.id = security_log.person_id
        WHERE security_log.id < \(below) ORDER BY security_log.id DESC LIMIT \(Self.count)
        """
      ).map { try SecurityLine($0) }
      return (rows, try PostStore.actors(in: session))
    }
    let posts = Dictionary(
      actors.map { ($0.post.id, desk.site.library.grants.title(ofRole: $0.post.role)) },
      uniquingKeysWith: { first, _ in first })
    let older = rows.count == Self.count ? rows.last?.id : nil
    return .page(
      SecurityPage(
        shell: desk.shell,
        model: .init(
          rows: rows.map { $0.row(posts: posts) },
          older: older.map { Address("/security", [.init(name: "below", value: "\($0)")]) })))
  }
}

private struct SecurityLine: Sendable {
  var id: Int64
  private let at: String
  private let event: String
  private let person: String?
  private let post: String?
  private let detail: String

  init(_ row: SQLRow) throws {
    id = try row.get("id")
    at = try row.get("at")
    event = try row.get("event")
    person = try row.get("name")
    post = try row.get("post_id")
    detail = try row.get("detail")
  }

  /// The line in the words of the office; `posts` are the titles of the posts by their codes.
  func row(posts: [String: String]) -> SecurityPage.Row {
    .init(
      at: DeskVisit.minute(at), event: Self.titles[event] ?? event, person: person ?? "—",
      post: post.map { posts[$0] ?? $0 } ?? "—",
      detail: event == "sign-in-refused" ? Self.refusal(detail) : detail)
  }

  private static func refusal(_ detail: String) -> String {
    Int(detail).map { "连续第 \($0) 次输错" } ?? "没有这个账号"
  }

  private static let titles = [
    "code-issued": "发一次性口令", "sign-in-refused": "登录被拒", "signed-in": "登录", "signed-out": "退出",
    "password-set": "设置密码",
    "password-changed": "修改密码", "post-switched": "切换岗位", "denied": "拒绝访问",
    "form-refused": "拒绝表单", "exported": "导出清单", "unmasked": "看个人信息明文",
  ]
}

/// Turns entries of the journal into lines that people can read.
struct JournalReading: Sendable {
  private let names: [String: Actor]
  private let desk: DeskVisit

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let actors = try await desk.site.database.read { try PostStore.actors(in: $0) }
    names = Dictionary(actors.map { ($0.post.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func lines(_ entries: [JournalEntry]) -> [JournalLine] { entries.map(line) }

  func person(_ post: String) -> String { names[post]?.person.name ?? post }

  func post(_ id: String) -> String {
    guard let actor = names[id] else { return id }
    let role = desk.site.library.grants.title(ofRole: actor.post.role)
    return "\(role) · \(desk.units(actor.post.unit))"
  }

  func line(_ entry: JournalEntry) -> JournalLine {
    JournalLine(
      seq: entry.seq, at: DeskVisit.minute(entry.at), person: person(entry.post),
      post: post(entry.post), action: Self.action(entry), reason: entry.reason,
      digest: String(entry.digest.prefix(12)))
  }

  /// Name of the unit that a post belongs to, or the post itself.
  func unit(_ id: String) -> String {
    guard let unit = names[id]?.post.unit, !unit.isEmpty else { return id }
    return desk.units(unit)
  }

  private static func action(_ entry: JournalEntry) -> String {
    CommandTitles.title(of: entry.command)
  }
}
