import Commands
import Definitions
import Ledgers
import Storage

/// The ledger of commitments and the page of one.
struct CommitmentHandlers: Sendable {
  func routes() -> [Route] {
    let read = Permissions.readCommitments
    return [
      .desk(.get, "/commitments", read, answer: ledger),
      .desk(.get, "/commitments/:code", read, answer: commitment),
      .desk(
        .post, "/commitments/:code/confirmation", Permissions.confirmCommitments, answer: confirm),
    ]
  }

  private func ledger(_ desk: DeskVisit) async throws -> Answer {
    let list = try await CommitmentList(desk)
    var model = list.model
    switch list.form {
    case .table: break
    case .board: model.columns = LedgerBoard(list).columns
    case .matrix: model.matrix = try await LedgerMatrix(list).matrix
    case .charts: model.multiples = try await LedgerMultiples(list).groups
    }
    return .page(CommitmentsPage(shell: desk.shell, model: model))
  }

  private func commitment(_ desk: DeskVisit) async throws -> Answer {
    try await Self.page(desk)
  }

  /// The page of the commitment that the address names; with a form that came back, what was typed
  /// into it stands there still.
  static func page(_ desk: DeskVisit, returning form: ReturnedForm? = nil) async throws -> Answer {
    let code = try desk.parameter("code")
    let explanation = try await desk.site.ledger.explanation(
      of: code, asOf: desk.asOf, visibility: desk.visibility)
    guard let explanation else { throw Refusal.notFound }
    _ = try desk.permit(
      Permissions.readCommitments, reaching: explanation.reading.commitment.reach)
    let file = try await CommitmentFile(desk, explanation, returning: form)
    return .page(
      CommitmentPage(shell: desk.shell, model: file.model), status: form == nil ? 200 : 422)
  }

  private func confirm(_ desk: DeskVisit) async throws -> Answer {
    let code = try desk.parameter("code")
    let present = try await desk.site.database.read {
      try LedgerStore.item(code, in: $0)?.commitment
    }
    guard let present, present.isPromise else { throw Refusal.notFound }
    let permit = try desk.permit(Permissions.confirmCommitments, reaching: present.reach)
    // The short form of the report's page confirms what was proposed and sends neither field.
    func chosen(_ name: String, else proposed: String?) -> String? {
      guard desk.form.items.contains(where: { $0.name == name }) else { return proposed }
      return desk.form[name].isEmpty ? nil : desk.form[name]
    }
    try await desk.site.journal.commit(
      ConfirmCommitment(
        commitment: code, metric: chosen("metric", else: present.metric),
        unit: chosen("unit", else: present.unit)),
      permit: permit, reason: desk.form["reason"])
    return .onward(to: desk.visit.back)
  }
}
