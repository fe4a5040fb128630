package import Commands
package import Definitions
import Feel
package import Quantities

/// A task (任务) that somebody gave to a unit: what, by when, from where, and what became of it.
package struct Assignment: Hashable, Sendable, Codable, Identifiable {
  /// Short code that is spoken on the phone, such as R-2022-0142.
  package var id: String
  package var words: String
  package var owner: Owner
  package var due: Day
  package var source: Source
  package var given: Act
  /// Chain for which a chain chief gave it; nil otherwise.
  package var chain: String?
  package var signed: Act?
  package var answers: [Answer] = []
  package var closed: Closing?
  /// Set when giving it was taken back.
  package var isWithdrawn: Bool?

  package init(
    id: String, words: String, owner: Owner, due: Day, source: Source, given: Act,
    chain: String? = nil
  ) {
    self.id = id
    self.words = words
    self.owner = owner
    self.due = due
    self.source = source
    self.given = given
    self.chain = chain
  }

  /// The unit that has to do it, and the post where it is one person's.
  package struct Owner: Hashable, Sendable, Codable {
    package var unit: String
    package var post: String?

    package init(unit: String, post: String? = nil) {
      self.unit = unit
      self.post = post
    }
  }

  package enum Source: Hashable, Sendable, Codable {
    /// A commitment or a measure of a report, by its code.
    case commitment(String)
    /// A leader's line, by its code.
    case directive(String)
    /// Something that an engine found or proposed, in its words.
    case finding(String)
    /// A step that would help a commitment: its code, and the step in words.
    case step(commitment: String, words: String)
    case free
  }

  /// What the owner says has been done; the giver may send it back with a reason.
  package struct Answer: Hashable, Sendable, Codable {
    package var words: String
    package var act: Act
    package var returned: Closing?
  }

  /// Words with which somebody ended a step.
  package struct Closing: Hashable, Sendable, Codable {
    package var words: String
    package var act: Act
  }
}

/// Who did something, in which post, and on which day.
package struct Act: Hashable, Sendable, Codable {
  package var person: String
  package var name: String
  package var post: String
  package var unit: String
  package var day: Day

  package init(_ actor: Actor, on day: Day) {
    person = actor.person.id
    name = actor.person.name
    post = actor.post.id
    unit = actor.post.unit
    self.day = day
  }
}

extension Assignment {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case unsigned, working, answered, closed

    package var title: String {
      switch self {
      case .unsigned: "待签收"
      case .working: "办理中"
      case .answered: "已反馈"
      case .closed: "已办结"
      }
    }
  }

  package var state: State {
    if closed != nil { return .closed }
    if let last = answers.last, last.returned == nil { return .answered }
    return signed == nil ? .unsigned : .working
  }

  package var isOpen: Bool { closed == nil }

  /// What the scopes of the grants are compared with.
  package var reach: Reach {
    Reach(unit: owner.unit, town: owner.unit, park: owner.unit, chain: chain, owner: owner.post)
  }

  /// Working days by which it is late on a day: from the last day for it, which a day off puts to
  /// the next working day, to its answer or the day itself. Nil when calendars do not reach.
  package func daysLate(on day: Day, calendar: WorkingCalendar) -> Int? {
    let end: Day
    switch state {
    case .closed, .answered: end = min(day, answers.last?.act.day ?? closed?.act.day ?? day)
    case .unsigned, .working: end = day
    }
    guard end > due else { return 0 }
    guard let last = try? calendar.adding(workingDays: 0, to: due) else { return nil }
    return (try? calendar.workingDays(from: last, to: end)).map { max(0, $0) }
  }

  /// The last day for signing it; nil when calendars do not reach.
  package func signBy(days: Int?, calendar: WorkingCalendar) -> Day? {
    days.flatMap { try? calendar.adding(workingDays: $0, to: given.day) }
  }
}

extension Library {
  /// A number of days that a parameter gives on a day.
  package func days(_ parameter: String, on day: Day) -> Int? {
    let dated = parameters[parameter]?.parameter.value(on: day)
    guard case .number(let number)? = dated?.value else { return nil }
    return Int(number.description)
  }

  /// The day on which a task is due that was given without one; nil when calendars do not reach.
  package func usualDueDay(givenOn day: Day) -> Day? {
    days("task-days", on: day).flatMap { try? calendar.adding(workingDays: $0, to: day) }
  }
}
