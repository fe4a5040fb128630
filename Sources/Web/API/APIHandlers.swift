import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// The interface for programs: the registers and the ledger as JSON, in the rights of the acting
/// post, with the document that describes it.
struct APIHandlers: Sendable {
  static let root = "/api/v1"

  func routes(_ site: Site) -> [Route] {
    let all = site.registers.all
    let registers = all.flatMap { register in
      let path = "\(Self.root)/registers/\(register.id)"
      return [
        Route.registers([register.id], path) { try await list($0, register) },
        Route.registers([register.id], "\(path)/:code") { try await subject($0, register) },
      ]
    }
    let read = Permissions.readCommitments
    return [
      .desk(.get, "\(Self.root)/openapi.json", answer: document),
      Route.registers(all.map(\.id), "\(Self.root)/registers", answer: index),
      .desk(.get, "\(Self.root)/commitments", read, answer: commitments),
      .desk(.get, "\(Self.root)/commitments/:code", read, answer: commitment),
      .desk(.get, "\(Self.root)/commitments/:code/lights", read, answer: lights),
      .desk(.get, "\(Self.root)/asks", askers[0], askers[1], askers[2], answer: asks),
      .desk(.get, "\(Self.root)/asks/:code", askers[0], askers[1], askers[2], answer: ask),
    ] + registers
  }

  private var askers: [Permission] {
    [Permissions.ask, Permissions.answerAsks, Permissions.readBurden]
  }

  private func document(_ desk: DeskVisit) async throws -> Answer {
    let registers = desk.site.registers.all.filter(desk.mayOpen)
    let document = OpenAPIDocument(
      registers: registers, listed: registers.filter(desk.mayExport),
      hasLedger: desk.may(Permissions.readCommitments),
      hasSteps: desk.may(Permissions.exportCommitments),
      hasAsks: askers.contains(where: desk.may), hasIndustry: desk.may(Permissions.readIndustry),
      library: desk.site.library)
    return .json(document.json)
  }

  // MARK: Registers

  private func index(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    var items: [JSON] = []
    for register in desk.site.registers.all where desk.mayOpen(register) {
      let reading = try await RegisterReading(desk, register)
      items.append(
        .object([
          ("id", .text(register.id)), ("title", .text(register.title)),
          ("domain", .text(register.domain.title)), ("count", .number(reading.snapshot.count)),
          ("href", .text("\(Self.root)/registers/\(register.id)")),
        ]))
    }
    return try await desk.answer([("items", .list(items))])
  }

  private func list(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    // What is read in bulk is taken away, and needs the right to that.
    let reading = try await RegisterReading(desk, register).exporting()
    return try await desk.answer(try await RegisterResource(reading).list())
  }

  private func subject(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let code = try desk.parameter("code")
    let reading = try await RegisterReading(desk, register)
    guard let row = reading.snapshot.row(code: code) else {
      throw try await RegisterHandlers.absence(of: code, in: reading)
    }
    try await reading.note(reading.visibleFields, rows: [row], as: .interface)
    return try await desk.answer(try await RegisterResource(reading).subject(row))
  }

  // MARK: Asks

  private func asks(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let asks = try await desk.asks()
    return try await desk.answer([
      ("total", .number(asks.count)),
      ("items", .list(asks.map { AskResource($0, desk).json })),
    ])
  }

  private func ask(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let code = try desk.parameter("code")
    guard let ask = try await desk.asks().first(where: { $0.ask.code == code }) else {
      throw Refusal.notFound
    }
    return try await desk.answer([("ask", AskResource(ask, desk).file)])
  }

  // MARK: Commitments

  private func commitments(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let all = try await desk.readings()
    let seen = all.filter { desk.may($0.commitment) }
    return try await desk.answer([
      ("total", .number(seen.count)), ("hidden", .number(all.count - seen.count)),
      ("items", .list(seen.map { CommitmentResource($0).json })),
    ])
  }

  private func commitment(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let code = try desk.parameter("code")
    guard let reading = try await desk.readings().first(where: { $0.id == code }) else {
      throw Refusal.notFound
    }
    _ = try desk.permit(Permissions.readCommitments, reaching: reading.commitment.reach)
    return try await desk.answer([("commitment", CommitmentResource(reading).json)])
  }

  private func lights(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let code = try desk.parameter("code")
    guard let reading = try await desk.readings().first(where: { $0.id == code }) else {
      throw Refusal.notFound
    }
    _ = try desk.permit(Permissions.readCommitments, reaching: reading.commitment.reach)
    let months = try await desk.lightMonths(of: reading)
    return try await desk.answer([
      ("code", .text(code)), ("items", LightResource(months, of: code).items),
    ])
  }
}

extension DeskVisit {
  /// Refuses what a page would read as nothing: a program has to learn that it asked wrongly.
  func checkedForPrograms() throws -> DeskVisit {
    if let asked = address["day"], Day(asked).map({ $0 <= today }) != true {
      throw ProblemError(.invalid("day", asked, expected: "不晚于今天的日期，例如 2022-06-30"))
    }
    if let asked = address["known"], TimeView.Knowledge(rawValue: asked) == nil {
      throw ProblemError(.invalid("known", asked, expected: " then（按当时所知）或 now（按今天所知）"))
    }
    return self
  }

  /// The answer with the time it speaks of, marked with the entry of the journal it rests on.
  func answer(_ members: [(String, JSON)]) async throws -> Answer {
    let newest = try await site.database.read { try FactStore.head(in: $0) }
    let head = min(asOf.knownAt ?? newest, newest)
    let time = [
      ("as_of", JSON.text(asOf.day.description)), ("known_at", JSON.number(head)),
    ]
    return .json(.object(time + members), tag: "\(head)-\(asOf.day)-\(actor.post.id)-\(site.run)")
  }
}
