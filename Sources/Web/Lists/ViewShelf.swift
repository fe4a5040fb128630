import Commands
import Definitions
import Storage

/// Keeps the saved views in memory, current by the tail of the journal.
actor ViewShelf {
  private let database: any Database
  private var views = SavedViews()

  init(database: any Database) { self.database = database }

  /// Returns the views that are in use now.
  func all() async throws -> [SavedViews.View] {
    let old = views
    let next = try await database.read { session in
      var next = old
      try next.bringForward(in: session)
      return next
    }
    views = next
    return next.all
  }
}

extension DeskVisit {
  /// The views of a register that the acting person saved, or that the unit shares.
  func views(of register: Register) async throws -> [RegisterListPage.View] {
    let saved = try await site.views.all().filter { $0.body.register == register.id }
    guard !saved.isEmpty else { return [] }
    let actors = try await site.database.read { try PostStore.actors(in: $0) }
    let here = address.items.filter { !["day", "known", "page"].contains($0.name) }
    return saved.compactMap { view in
      let isOwn = view.person == actor.person.id
      let owner = actors.first { $0.post.id == view.post }
      guard isOwn || view.body.shared && owner?.post.unit == actor.post.unit else { return nil }
      let items = QueryText.items(view.body.query.drop { $0 == "?" })
      return .init(
        entry: view.entry, title: view.body.title,
        path: Address(site.registers.list(register.id), items).text,
        sharer: isOwn ? nil : owner?.person.name ?? view.person, isCurrent: items == here)
    }
  }
}
