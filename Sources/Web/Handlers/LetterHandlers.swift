import Commands
import Definitions
import Documents
import Facts
import Ledgers
import Papers
import Quantities
import Storage

/// Letters to units about what they are late with, made from the lights of the day.
struct LetterHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/letters", Permissions.writeLetters, answer: list),
      .desk(.get, "/letters/:unit/:form", Permissions.writeLetters, answer: file),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let late = try await lateReadings(desk)
    let units = late.keys.sorted().filter { !$0.isEmpty }.map { unit in
      LettersPage.Unit(
        code: unit, name: desk.units(unit),
        letters: Letter.Kind.allCases.compactMap { kind in
          let count = (late[unit] ?? []).count { $0.light.light.letter == kind.light }
          return count > 0
            ? .init(kind: kind.rawValue, title: kind.title, count: count) : nil
        })
    }
    return .page(
      LettersPage(
        shell: desk.shell,
        model: .init(
          units: units, answerBy: answerBy(desk).description,
          unassigned: late[""]?.count ?? 0)))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    let unit = try desk.parameter("unit")
    guard let form = PaperForm(rawValue: try desk.parameter("form")), form != .xlsx,
      let kind = Letter.Kind(rawValue: desk.address["kind"] ?? "")
    else { throw Refusal.notFound }
    let readings = (try await lateReadings(desk)[unit] ?? [])
      .filter { $0.light.light.letter == kind.light }
    guard !readings.isEmpty else { throw Refusal.notFound }
    let name = "\(kind.title) \(desk.units(unit)) \(desk.asOf.day)"
    let foot = try await desk.paperFoot(code: name)
    let letter = Letter(
      kind: kind, addressee: desk.units(unit), readings: readings, answerBy: answerBy(desk),
      contact: "\(desk.units(desk.actor.post.unit)) \(desk.actor.person.name)", foot: foot)
    guard form == .docx else {
      return .download(try .pdf(name, letter.paper, foot: foot))
    }
    return .download(
      .word(name, WordWriter.bytes(of: letter.paper, madeAt: foot.moment)))
  }

  /// A week from the day of the page, unless another day was typed.
  private func answerBy(_ desk: DeskVisit) -> Day {
    desk.address["by"].flatMap { Day($0) } ?? desk.asOf.day.adding(days: 7)
  }

  /// Red and yellow readings by the code of the lead unit; "" where none answers for them.
  private func lateReadings(_ desk: DeskVisit) async throws -> [String: [Reading]] {
    let knownAt = desk.asOf.knownAt
    let splits = try await desk.site.database.read { session in
      try SplitStore.splits(knownAt: knownAt, in: session)
    }
    let late = try await desk.readings().filter { reading in
      [.red, .yellow].contains(reading.light.light) && desk.may(reading.commitment)
    }
    return Dictionary(grouping: late) { reading in
      splits[reading.id]?.split.parts.first?.unit ?? reading.commitment.unit ?? ""
    }
  }
}
