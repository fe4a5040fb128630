import Commands
import Definitions

/// Saves lists under a name, and takes them away again.
struct ViewHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.post, "/views", Permissions.saveViews, answer: save),
      .desk(.post, "/views/:entry/removal", Permissions.dropViews, answer: remove),
    ]
  }

  private func save(_ desk: DeskVisit) async throws -> Answer {
    guard let register = desk.site.library.registers[desk.form["register"]],
      desk.mayOpen(register)
    else { throw Refusal.notFound }
    let query = desk.form.raw("query")
    try await desk.site.journal.commit(
      SaveView(
        register: register.id, title: desk.form["title"], query: query,
        shared: desk.form["shared"] == "yes"),
      permit: try desk.permit(Permissions.saveViews), reason: "")
    let items = QueryText.items(query.drop { $0 == "?" })
    return .onward(to: Address(desk.site.registers.list(register.id), items).text)
  }

  private func remove(_ desk: DeskVisit) async throws -> Answer {
    guard let entry = Int64(try desk.parameter("entry")),
      let view = try await desk.site.views.all().first(where: { $0.entry == entry })
    else { throw Refusal.notFound }
    try await desk.site.journal.commit(
      DropView(entry: entry), permit: try desk.permit(Permissions.dropViews), reason: "")
    return .onward(to: desk.site.registers.list(view.body.register))
  }
}
