import Definitions
package import Facts
import Quantities
import Storage

/// Asks for data on behalf of one actor: the store first, then whoever keeps what is left.
package struct AskDesk: Sendable {
  package let journal: Journal
  package let authority: Authority
  package let actor: Actor

  package init(journal: Journal, authority: Authority, actor: Actor) {
    self.journal = journal
    self.authority = authority
    self.actor = actor
  }

  /// Says what would become of each cell of a request today, or would have as of a view of a past
  /// day; nothing is written.
  package func answer(
    _ request: DataRequest, asOf: AsOf? = nil
  ) async throws -> RequestAnswer {
    let today = journal.clock.today()
    let view = asOf ?? AsOf(today)
    guard let register = journal.library.registers[request.register] else {
      throw JournalError.invalid("没有登记簿“\(request.register)”")
    }
    let visibility = authority.visibility(of: register, for: actor, on: today)
    let seen = request.fields.allSatisfy { key in
      register.field(key).map { !visibility.scopes(reaching: $0).isEmpty } ?? false
    }
    guard seen else { throw JournalError.invalid("所选的数据项里有您不能查看的，请去掉") }
    let region = journal.region
    return try await journal.database.read { session in
      try RequestAnswer(
        request, register: register, region: region, visibility: visibility, on: view.day,
        knownAt: view.knownAt, in: session)
    }
  }

  /// Issues a request; the outcome says what went out, or why nothing did.
  ///
  /// The same request that was refused today is answered again and not kept twice.
  package func issue(_ draft: IssueAsk.Draft) async throws -> IssueAsk.Outcome {
    let today = journal.clock.today()
    let permit = try authority.permit(
      actor, IssueAsk.needed, reaching: Reach(unit: actor.post.unit, owner: actor.post.id),
      on: today)
    let earlier = try await journal.database.read { session in
      try AskStore.asks(register: draft.request.register, in: session).map(\.ask)
    }.first {
      $0.state == .refused && $0.day == today && $0.unit == actor.post.unit
        && $0.request == draft.request
    }
    if let earlier {
      let answer = try await answer(draft.request)
      if answer.leftover.isEmpty { return IssueAsk.Outcome(ask: earlier, answer: answer) }
    }
    let visibility =
      journal.library.registers[draft.request.register].map {
        authority.visibility(of: $0, for: actor, on: today)
      } ?? .nothing
    return try await journal.commit(
      IssueAsk(draft, visibility: visibility), permit: permit, reason: draft.reason
    ).result
  }
}
