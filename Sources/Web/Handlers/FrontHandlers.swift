import Storage

/// The front door, the files that pages refer to, and the sign of life.
struct FrontHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/", answer: front),
      .open(.get, "/assets/:name", asset),
      .open(.get, "/healthz", health),
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
