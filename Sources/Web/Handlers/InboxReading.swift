import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// What waits for the acting post, and what it waits for itself, by due day.
struct InboxReading: Sendable {
  private let desk: DeskVisit
  private(set) var mine: [InboxItem] = []
  /// What lies with others (等别人).
  private(set) var others: [InboxItem] = []

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    let knownAt = desk.asOf.knownAt
    for assignment in try await desk.assignments() where assignment.isOpen { add(assignment) }
    let (splits, bulletins) = try await desk.site.database.read { session in
      (
        try SplitStore.splits(knownAt: knownAt, in: session),
        try BulletinStore.bulletins(knownAt: knownAt, in: session).map(\.bulletin)
      )
    }
    for split in splits.values { add(split.split) }
    try await addClaims()
    try await addTargetChanges()
    for bulletin in bulletins where bulletin.issue == nil { add(bulletin) }
    if desk.may(Permissions.answerAsks) || desk.may(Permissions.ask) {
      for ask in try await desk.asks() where ask.isOpen { add(ask) }
    }
    mine.sort(by: InboxItem.isEarlier)
    others.sort(by: InboxItem.isEarlier)
  }

  // MARK: Tasks

  private mutating func add(_ assignment: Assignment) {
    let unit = desk.units(assignment.owner.unit)
    func item(_ title: String, _ due: DueMark?, _ action: InboxItem.Action) -> InboxItem {
      InboxItem(
        title: title, words: assignment.words, code: assignment.id,
        path: "/tasks/\(Address.encoded(assignment.id))", due: due, action: action)
    }
    let (due, isGiver) = (desk.due(assignment), assignment.given.post == desk.actor.post.id)
    let isOwner = desk.owns(assignment) && desk.may(Permissions.answerTasks)
    switch assignment.state {
    case .unsigned where isOwner:
      mine.append(item("签收任务", desk.signing(assignment) ?? due, .post("签收", "/signature")))
    case .working where isOwner: mine.append(item("反馈任务", due, .open("去反馈")))
    case .answered where isGiver:
      let title = if case .directive = assignment.source { "批示已有答复" } else { "审阅反馈" }
      mine.append(item(title, due, .open("去审阅")))
    case .answered where isOwner: others.append(item("等\(assignment.given.name)审阅", due, .none))
    case .unsigned where isGiver: others.append(item("等\(unit)签收", due, .none))
    case .working where isGiver: others.append(item("等\(unit)反馈", due, .none))
    default: break
    }
  }

  // MARK: Claims and targets

  private mutating func addClaims() async throws {
    if desk.may(Permissions.claimProgress) || desk.may(Permissions.verifyClaims) {
      for claim in try await desk.claimsDue() {
        let item = claimItem(
          claim.commitment.id, "\(claim.commitment.text)（\(claim.due.period.chinese)）",
          due: desk.mark(claim.due.day))
        let isOwn = claim.commitment.unit == desk.actor.post.unit
        if isOwn, desk.may(Permissions.claimProgress, reaching: claim.commitment.reach) {
          mine.append(item("填报进展", .open("去填报")))
        } else {
          let unit = claim.commitment.unit.map { desk.units($0) } ?? ""
          others.append(item("等\(unit)填报进展", .none))
        }
      }
    }
    guard desk.may(Permissions.verifyClaims) else { return }
    let knownAt = desk.asOf.knownAt
    let papers = try await desk.site.database.read {
      try ClaimStore.claims(knownAt: knownAt, in: $0)
    }
    for claim in papers.values.joined()
    where claim.verdict == nil && claim.given.person != desk.actor.person.id {
      let words =
        "\(claim.commitment) \(claim.period.chinese)自报 \(ReadingFigures.text(claim.value))"
      mine.append(claimItem(claim.commitment, words, due: nil)("核验自报", .open("去核验")))
    }
  }

  private func claimItem(
    _ code: String, _ words: String, due: DueMark?
  ) -> (_ title: String, _ action: InboxItem.Action) -> InboxItem {
    { title, action in
      InboxItem(
        title: title, words: words, code: code,
        path: "/commitments/\(Address.encoded(code))#claims", due: due, action: action)
    }
  }

  private mutating func addTargetChanges() async throws {
    let knownAt = desk.asOf.knownAt
    let changes = try await desk.site.database.read {
      try TargetChangeStore.changes(knownAt: knownAt, in: $0)
    }
    for change in changes where change.isOpen {
      let mayJudge = desk.mayJudge(change)
      let item = InboxItem(
        title: mayJudge ? "审批目标调整" : "等批准目标调整",
        words: "\(change.before.title) 改为 \(change.target.title)", code: change.id,
        path: "/commitments/\(Address.encoded(change.commitment))#target-change", due: nil,
        action: mayJudge ? .open("去审批") : .none)
      if mayJudge {
        mine.append(item)
      } else if change.proposed.post == desk.actor.post.id {
        others.append(item)
      }
    }
  }

  // MARK: Splits, bulletins, asks

  private mutating func add(_ split: Split) {
    let post = desk.actor.post
    let path = "/commitments/\(Address.encoded(split.commitment))/split"
    var units: [String] = []
    for part in split.parts {
      guard case .waiting(let until) = standing(part) else { continue }
      let reach = Reach(unit: part.unit, town: part.unit, park: part.unit)
      let due = until.map { DueMark(day: $0.description, late: 0) }
      guard [post.unit, post.scopeValue].contains(part.unit),
        desk.may(Permissions.signSplits, reaching: reach)
      else {
        units.append(desk.units(part.unit))
        continue
      }
      mine.append(
        InboxItem(
          title: "签收任务分解", words: "\(split.commitment) 分给\(desk.units(part.unit))的任务",
          code: split.commitment, path: path, due: due, action: .open("去签收")))
    }
    guard !units.isEmpty, desk.may(Permissions.divide) else { return }
    others.append(
      InboxItem(
        title: "等签收任务分解", words: units.joined(separator: "、"), code: split.commitment, path: path,
        due: nil, action: .none))
  }

  private func standing(_ part: Split.Part) -> Split.Standing {
    let (library, day) = (desk.site.library, desk.asOf.day)
    return Split.standing(
      of: part, on: day, days: library.signingDays(on: day), calendar: library.calendar)
  }

  private mutating func add(_ bulletin: Bulletin) {
    let mayIssue = desk.may(Permissions.issueBulletins)
    guard mayIssue || desk.may(Permissions.composeBulletins) else { return }
    let item = InboxItem(
      title: mayIssue ? "印发通报" : "等印发通报", words: bulletin.draft.title, code: bulletin.id,
      path: "/bulletins/\(Address.encoded(bulletin.id))", due: nil,
      action: mayIssue ? .open("去核对") : .none)
    if mayIssue { mine.append(item) } else { others.append(item) }
  }

  private mutating func add(_ progress: AskProgress) {
    let (ask, unit) = (progress.ask, desk.actor.post.unit)
    let late = try? desk.site.library.calendar.workingDays(from: ask.due, to: desk.asOf.day)
    let due = DueMark(
      day: ask.due.description, late: desk.asOf.day > ask.due ? late.map { max(0, $0) } : 0)
    let isAsked = progress.open.contains { $0.keeper == unit }
    let mayAnswer = desk.may(Permissions.answerAsks, reaching: Reach(unit: unit))
    let item = InboxItem(
      title: isAsked && mayAnswer ? "填报采集" : "等填报", words: ask.title, code: ask.code,
      path: "/asks/\(Address.encoded(ask.code))", due: due,
      action: isAsked && mayAnswer ? .open("去填报") : .none)
    if isAsked, mayAnswer {
      mine.append(item)
    } else if ask.unit == unit, desk.may(Permissions.ask) {
      others.append(item)
    }
  }
}

extension InboxItem {
  /// What is due first comes first; what has no day comes last.
  static func isEarlier(_ one: InboxItem, _ two: InboxItem) -> Bool {
    (one.due?.day ?? "9", one.code, one.title) < (two.due?.day ?? "9", two.code, two.title)
  }
}

/// How many things wait for each post, kept until something new is written.
actor InboxShelf {
  private struct Key: Hashable {
    var post: String
    var asOf: AsOf
  }

  private static let most = 200
  private var kept: [Key: (head: Int64, count: Int)] = [:]

  /// Returns the places with the number of things that wait for the acting post beside its inbox.
  func counted(
    _ places: [NavigationItem], for desk: DeskVisit, head: Int64, isAsked: Bool
  ) async throws -> [NavigationItem] {
    guard isAsked, let place = places.firstIndex(where: { $0.path == "/inbox" }) else {
      return places
    }
    let key = Key(post: desk.actor.post.id, asOf: desk.asOf)
    var places = places
    if let known = kept[key], known.head == head {
      places[place].waiting = known.count
      return places
    }
    let count = try await InboxReading(desk).mine.count
    if kept.count >= Self.most { kept.removeAll() }
    kept[key] = (head, count)
    places[place].waiting = count
    return places
  }
}

/// The inbox (待办, W1).
struct InboxHandlers: Sendable {
  func routes() -> [Route] { [.desk(.get, "/inbox", answer: inbox)] }

  private func inbox(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await InboxReading(desk)
    return .page(
      InboxPage(
        shell: desk.shell,
        model: .init(
          mine: reading.mine, others: reading.others, isWritable: desk.isWritable,
          mayOpenTasks: desk.may(Permissions.readTasks))))
  }
}
