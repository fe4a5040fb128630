import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

extension DeskVisit {
  /// Reads what surrounds a page: the day it shows, the posts of the person, where one may go.
  init(_ visit: Visit, _ signedIn: SignedIn, method: Route.Method) async throws {
    let site = visit.site
    let today = site.clock.today()
    let wanted = method == .get ? visit.address : Address(visit.address.path)
    let time = TimeView(wanted, today: today)
    let day = Day(time.day) ?? today
    let actor = signedIn.actor
    let facts = try await site.database.read { session in
      let actors = try PostStore.actors(in: session)
      return DeskFacts(
        head: try JournalEntry.newest(1, in: session).first,
        headOfDay: try JournalEntry.head(onOrBefore: day, in: session), actors: actors,
        posts: actors.filter { $0.person.id == actor.person.id && $0.post.isHeld(on: today) })
    }
    let asOf = facts.asOf(day, knowledge: time.knowledge)
    let units = try await site.unitNames(asOf: asOf)
    self.visit = visit
    self.signedIn = signedIn
    self.today = today
    self.asOf = asOf
    self.units = units
    posts = PostNames(facts.actors, grants: site.library.grants)
    let firms = try await site.firmNames(
      of: facts.posts.map(\.post.unit) + [actor.post.unit], asOf: asOf)
    func unit(_ post: Post) -> String { firms[post.unit] ?? units(post.unit) }
    func title(_ post: Post) -> String {
      "\(site.library.grants.title(ofRole: post.role)) · \(unit(post))"
    }
    shell = Shell(
      district: site.district, person: actor.person.name, post: title(actor.post),
      posts: facts.posts.map {
        PostChoice(id: $0.post.id, title: title($0.post), isActing: $0.post.id == actor.post.id)
      },
      navigation: [], time: time, here: visit.address, csrf: signedIn.csrf,
      foot: PrintFoot(
        asOf: time.day, knownAt: "第 \(asOf.knownAt ?? facts.head?.seq ?? 0) 号记录",
        madeAt: Self.minute(site.clock.moment()), unit: unit(actor.post)))
    if let last = facts.head?.day, last > today {
      shell.readOnly = "今天设为\(today.chinese)，而记录已经到\(last.chinese)：只能查看，不能改动。"
    }
    shell.alarms = site.library.calendar.missingYears(on: today).map(\.description)
    shell.doors = site.doors.doors(of: self)
    // A page that answers a form stands for the page that the form was on.
    if method == .post { shell.here = Address(shell.doors.page(above: visit.address.path)) }
    shell.navigation = try await site.inboxes.counted(
      navigation, for: self, head: facts.head?.seq ?? 0,
      isAsked: method == .get && !visit.isForPrograms)
  }

  /// A moment as pages show it, 2022-06-30 09:30.
  static func minute(_ moment: String) -> String {
    String(moment.prefix(16)).replacing("T", with: " ")
  }
}

/// What the frame of a page needs from the database.
private struct DeskFacts: Sendable {
  var head: JournalEntry?
  /// The last entry that was written on or before the day of the page.
  var headOfDay: Int64
  /// Everybody with a post, and the posts of the person who asks.
  var actors: [Actor]
  var posts: [Actor]

  /// A day that lies before the last entry is shown with what was known then, unless asked.
  func asOf(_ day: Day, knowledge: TimeView.Knowledge) -> AsOf {
    guard let head, day < head.day, knowledge == .then else { return AsOf(day) }
    return AsOf(day, knownAt: headOfDay)
  }
}

extension TimeView {
  /// Reads the day of an address; a day that cannot be read or lies ahead is today.
  init(_ address: Address, today: Day) {
    let asked = address["day"].flatMap { Day($0) } ?? today
    let day = min(asked, today)
    self.init(
      today: today.description, day: day.description, title: day.chinese,
      knowledge: address["known"].flatMap(Knowledge.init) ?? .then)
  }
}

/// The permissions that pages ask for, as the grants file names them.
enum Permissions {
  static let readCommitments = Permission("commitment", "R")
  static let confirmCommitments = ConfirmCommitment.needed
  static let exportCommitments = Permission("commitment", "X")
  static let divide = DivideCommitment.needed
  static let signSplits = SignSplit.needed
  static let writeLetters = IssuePaper.needed
  static let readLetters = Permission("letter", "R")
  static let readBulletins = Permission("bulletin", "R")
  static let composeBulletins = ComposeBulletin.creating
  static let changeBulletins = ComposeBulletin.changing
  static let issueBulletins = IssueBulletin.needed
  static let readTasks = Permission("task", "R")
  static let giveTasks = GiveAssignment.needed
  static let signTasks = SignAssignment.needed
  static let answerTasks = AnswerAssignment.needed
  static let judgeTasks = JudgeAssignment.needed
  static let readDirectives = Permission("directive", "R")
  static let writeDirectives = GiveDirective.needed
  static let readClaims = Permission("commitment.claim", "R")
  static let claimProgress = ClaimProgress.needed
  static let verifyClaims = JudgeClaim.needed
  static let proposeTargets = ProposeTargetChange.needed
  static let setPaths = FreezePath.needed
  static let approveTargets = JudgeTargetChange.needed
  static let readReports = Permission("report", "R")
  static let answerQuestions = AnswerQuestion.needed
  static let decide = EditCommitment.needed
  static let markReports = MarkPassage.needed
  static let addReports = RegisterReport.needed
  static let placeReports = PlaceReport.needed
  static let link = LinkYears.needed
  static let importFacts = ImportFacts.needed
  static let reverseImports = ReverseImport.needed
  static let saveViews = SaveView.needed
  static let dropViews = DropView.needed
  static let ask = IssueAsk.needed
  static let answerAsks = ReturnCells.needed
  static let readBurden = Permission("burden", "R")
  static let decideDoubts = DecideDoubt.needed
  static let readIndustry = Permission("stat.aggregate", "R")
  static let issueIndustry = IssueMonthlyRun.needed
  static let noteGroupFalls = NoteFall.forGroups
  static let noteFalls = NoteFall.forRespondents
  static let readIndicators = Permission("indicator", "R")
  static let readJournal = Permission("audit", "R")
  static let verifyJournal = Permission("audit", "verify")
  static let readSecurity = Permission("security", "R")
  static let readOwnAccesses = Permission("access.log.own", "R")
}
