import Commands
import Storage

/// The front door, the files that pages refer to, and the sign of life.
struct FrontHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/", answer: front),
      .open(.get, "/assets/:name", asset),
      .open(.get, "/healthz", health),
      .open(.get, "/metrics", metrics),
    ]
  }

  /// Sends leaders and chain chiefs, who write directives, to the one page, and everybody else to
  /// what waits for them.
  private func front(_ desk: DeskVisit) async throws -> Answer {
    let isLeader = desk.may(Permissions.writeDirectives) && desk.may(Permissions.readCommitments)
    return .onward(to: isLeader ? "/brief" : "/inbox")
  }

  private func asset(_ visit: Visit) async throws -> Answer {
    let name = try visit.parameter("name")
    let assets = Asset.all + (visit.site.chartLibrary.map { [$0] } ?? [])
    guard let asset = assets.first(where: { $0.name == name }) else { throw Refusal.notFound }
    return Answer(content: .file(asset))
  }

  /// Figures about the running of the server, told to the machine that it runs on and to no other.
  private func metrics(_ visit: Visit) async throws -> Answer {
    guard visit.provenance.isHere else { throw Refusal.notFound }
    let head = try await visit.site.database.read { try JournalEntry.newest(1, in: $0).first?.seq }
    return .text(visit.site.meters.text(head: head ?? 0))
  }

  /// Answers ok when the database can be read.
  private func health(_ visit: Visit) async throws -> Answer {
    do {
      _ = try await visit.site.database.read { try $0.rows("SELECT 1 AS one") }
      return .text("ok\n")
    } catch {
      return .text("database unavailable\n", status: 503)
    }
  }
}
