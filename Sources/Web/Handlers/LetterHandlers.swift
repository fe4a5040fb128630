import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// Letters to units about what they are late with, and statements of their year: shown as they would
/// go out, issued under a number, printed again.
struct LetterHandlers: Sendable {
  func routes() -> [Route] {
    let (write, read) = (Permissions.writeLetters, Permissions.readLetters)
    return [
      .desk(.get, "/letters", write, answer: list),
      .desk(.post, "/letters", write, answer: issue),
      .desk(.get, "/letters/:unit/:form", write, answer: draft),
      .desk(.get, "/papers/:code/:form", read, answer: reprint),
      .desk(.post, "/papers/:code/cancellation", write, answer: cancel),
      .desk(.post, "/tasks/:code/paper", write, answer: issueOrder),
    ]
  }

  // MARK: The list

  private func list(_ desk: DeskVisit) async throws -> Answer {
    _ = try desk.permit(Permissions.writeLetters)
    let late = try await desk.lateReadings()
    let units = late.keys.sorted().filter { !$0.isEmpty }.map { unit in
      LettersPage.Unit(
        code: unit, name: desk.units(unit),
        letters: Letter.Kind.allCases.compactMap { kind in
          let count = (late[unit] ?? []).count { $0.light.light.letter == kind.light }
          return count > 0
            ? .init(kind: kind.rawValue, title: kind.title, count: count) : nil
        })
    }
    let papers = try await desk.issuedPapers()
    return .page(
      LettersPage(
        shell: desk.shell,
        model: .init(
          units: units, answerBy: LetterDraft.answerBy(desk, in: desk.address["by"]).description,
          unassigned: late[""]?.count ?? 0, issued: papers.map(desk.row),
          statements: try await statements(desk), year: desk.asOf.day.year,
          mayIssue: desk.isWritable)))
  }

  /// The units that have a part in any commitment.
  private func statements(_ desk: DeskVisit) async throws -> [FormChoice] {
    let knownAt = desk.asOf.knownAt
    let splits = try await desk.site.database.read {
      try SplitStore.splits(knownAt: knownAt, in: $0)
    }
    let own = try await desk.site.ledger.commitments(knownAt: knownAt).compactMap(\.unit)
    let units = Set(own + splits.values.flatMap { $0.split.parts.map(\.unit) })
    return units.sorted().map { FormChoice(value: $0, title: desk.units($0)) }
  }

  // MARK: One paper

  private func draft(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")), form != .xlsx else {
      throw Refusal.notFound
    }
    _ = try desk.permit(Permissions.writeLetters)
    let draft = try LetterDraft(
      desk, unit: try desk.parameter("unit"), kind: desk.address["kind"], by: desk.address["by"],
      year: desk.address["year"])
    let foot = try await desk.paperFoot(code: "（待编号）")
    guard let made = try await draft.made(foot: foot) else { throw Refusal.notFound }
    let name = "\(draft.kind.title) \(desk.units(draft.unit)) \(desk.asOf.day)"
    return try desk.file(name, made.paper, form, foot: foot)
  }

  private func issue(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.writeLetters)
    let form = desk.form
    let draft = try LetterDraft(
      desk, unit: form["unit"], kind: form["kind"], by: form["by"], year: form["year"])
    let foot = try await desk.paperFoot(code: try await desk.nextCode(of: draft.kind))
    guard let made = try await draft.made(foot: foot) else {
      throw Refusal.refused("现在没有要发给\(desk.units(draft.unit))的\(draft.kind.title)，没有签发。")
    }
    try await desk.site.journal.commit(
      IssuePaper(
        draft.kind, code: foot.code, to: draft.unit, commitments: made.commitments,
        print: try IssuedPaper.Print(made.paper, foot: foot)), permit: permit,
      reason: form["reason"])
    return .onward(to: "/letters")
  }

  private func issueOrder(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.writeLetters)
    let file = try await TaskFile(desk)
    let task = file.assignment
    let foot = try await desk.paperFoot(code: try await desk.nextCode(of: .order))
    let (basis, commitments) = try await desk.basis(of: task)
    let order = TaskOrder(
      task: task, addressee: desk.units(task.owner.unit), basis: basis, contact: desk.contact,
      foot: foot)
    try await desk.site.journal.commit(
      IssuePaper(
        .order, code: foot.code, to: task.owner.unit, commitments: commitments, task: task.id,
        print: try IssuedPaper.Print(order.paper, foot: foot)), permit: permit, reason: "")
    return .onward(to: file.path)
  }

  private func reprint(_ desk: DeskVisit) async throws -> Answer {
    guard let form = PaperForm(rawValue: try desk.parameter("form")), form != .xlsx else {
      throw Refusal.notFound
    }
    let paper = try await found(desk)
    _ = try desk.permit(Permissions.readLetters, reaching: paper.reach)
    let name = "\(paper.id) \(paper.kind.title) \(desk.units(paper.unit))"
    guard form == .docx else {
      return .download(try .pdf(name, try paper.paper(), foot: paper.foot))
    }
    guard let bytes = try paper.word() else {
      throw Refusal.refused("\(paper.id) 重印的内容与签发时不一致，没有给出文件。请联系系统管理员核对变更记录。")
    }
    return .download(.word(name, bytes))
  }

  private func cancel(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.writeLetters)
    let paper = try await found(desk)
    try await desk.site.journal.commit(
      CancelPaper(paper.id, words: desk.form["words"]), permit: permit,
      reason: desk.form["words"])
    return .onward(to: "/letters")
  }

  private func found(_ desk: DeskVisit) async throws -> IssuedPaper {
    let (code, knownAt) = (try desk.parameter("code"), desk.asOf.knownAt)
    let paper = try await desk.site.database.read {
      try IssuedPaperStore.paper(code, knownAt: knownAt, in: $0)
    }
    guard let paper else { throw Refusal.notFound }
    return paper
  }
}
