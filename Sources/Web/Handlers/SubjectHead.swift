import Commands
import Definitions
import Facts
import Quantities

/// What stands in the head of a subject's page: who answers for it, the next day, the first action.
struct SubjectHead: Sendable {
  private let reading: RegisterReading
  private let row: Int
  /// Who holds which post.
  private let posts: JournalReading

  init(_ reading: RegisterReading, row: Int) async throws {
    posts = try await JournalReading(reading.desk)
    self.reading = reading
    self.row = row
  }

  private var desk: DeskVisit { reading.desk }
  private var register: Register { reading.register }
  private var code: String { reading.snapshot.codes[row] }

  func fill(_ model: inout SubjectPage.Model) {
    model.owner = owner
    model.next = next
    model.primary = primary
    model.purposes = desk.site.authority.purposes(of: register, for: desk.actor.post).map {
      .init(value: $0.id, title: $0.title)
    }
    model.purpose = desk.purpose.flatMap { stated in
      model.purposes.contains { $0.value == stated.id } ? stated.id : nil
    }
    if maySeeViewers {
      model.tabs.append(.viewers)
    } else if model.tab == .viewers {
      model.tab = .overview
    }
  }

  /// The unit that keeps most of what is known, and the post in charge.
  private var owner: [SubjectPage.Line] {
    var counts: [String: Int] = [:]
    for field in register.fields where reading.snapshot.value(field.key, row: row) != nil {
      counts[field.keeper, default: 0] += 1
    }
    let keeper = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    let unit = keeper.map { SubjectPage.Line(label: "主要数据单位", value: .value(desk.units($0))) }
    let officer = Authority.officers.lazy.compactMap { key -> SubjectPage.Line? in
      guard let field = register.field(key),
        case .text(let post)? = reading.snapshot.value(key, row: row)
      else { return nil }
      return .init(label: field.label, value: .value(posts.person(post)))
    }.first
    return [unit, officer].compactMap(\.self)
  }

  /// The first day on record that has not passed.
  private var next: SubjectPage.Line? {
    let today = reading.snapshot.asOf.day
    let days = reading.visibleFields.compactMap { field -> (day: Day, label: String)? in
      guard field.type == .day, case .day(let day)? = reading.snapshot.value(field.key, row: row),
        day >= today
      else { return nil }
      return (day, field.label)
    }
    return days.min { $0.day < $1.day }.map {
      .init(label: "下一日期", value: .value("\($0.day) \($0.label)"))
    }
  }

  private var primary: SubjectPage.Way? {
    guard desk.isWritable, desk.may(Permissions.importFacts),
      ImportHandlers.mayWrite(register, desk)
    else { return nil }
    return .init(title: "更正", path: RecordHandlers.path(register, code: code))
  }

  /// Only a firm reads who looked at it.
  private var maySeeViewers: Bool {
    register.id == "enterprise"
      && desk.may(Permissions.readOwnAccesses, reaching: Reach(firm: code))
  }
}
