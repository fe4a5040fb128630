import Definitions
package import Storage

/// Keeps a list with its filters, columns and order under a name.
///
/// A view is a preference and changes no business data. It is an entry of the journal all the same,
/// so that who shared what with whom is on record and can be taken back.
package struct SaveView: Command {
  package static let name = "save-view"
  package static let title = "保存视图"

  package struct Body: Codable, Hashable, Sendable {
    package var register: String
    package var title: String
    /// Filters, condition, columns, order and groups, as they stand in the address of the list.
    package var query: String
    /// Whether everybody in the unit of the post may use it.
    package var shared: Bool
  }

  package let body: Body

  package init(register: String, title: String, query: String, shared: Bool) {
    body = Body(register: register, title: title, query: query, shared: shared)
  }

  package static let needed = Permission("view", "C")
  package var permission: Permission { Self.needed }

  private static let longestTitle = 30
  private static let longestQuery = 2_000

  package func run(in context: CommandContext) throws {
    guard context.library.registers[body.register] != nil else {
      throw JournalError.invalid("没有登记簿“\(body.register)”，视图没有保存")
    }
    guard !body.title.isEmpty, body.title.count <= Self.longestTitle else {
      throw JournalError.invalid("视图名称应为 1 到 \(Self.longestTitle) 个字，视图没有保存")
    }
    guard body.query.utf8.count <= Self.longestQuery else {
      throw JournalError.invalid("条件太长，视图没有保存。请减少列或筛选条件")
    }
  }
}

/// Takes a saved view away from the lists; saving it again brings it back.
package struct DropView: Command {
  package static let name = "drop-view"
  package static let title = "删除视图"

  package struct Body: Codable, Hashable, Sendable {
    /// Entry that saved the view.
    package var entry: Int64
  }

  package let body: Body

  package init(entry: Int64) { body = Body(entry: entry) }

  package static let needed = Permission("view", "U")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard let entry = try JournalEntry.entry(body.entry, in: context.transaction),
      entry.command == SaveView.name, entry.person == context.permit.actor.person.id
    else { throw JournalError.invalid("没有这个视图，或者不是您保存的，没有删除") }
  }
}

/// The views that are in use, folded from the journal.
package struct SavedViews: Sendable {
  package struct View: Hashable, Sendable {
    /// Entry of the journal that saved it.
    package var entry: Int64
    package var body: SaveView.Body
    package var person: String
    package var post: String
  }

  package private(set) var all: [View] = []
  private var head: Int64 = 0

  package init() {}

  /// Takes in the entries that were written since.
  package mutating func bringForward(in session: any Session) throws {
    let entries = try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal
      WHERE seq > \(head) AND command IN (\(SaveView.name), \(DropView.name)) ORDER BY seq
      """
    ).map { try JournalEntry($0) }
    for entry in entries { try take(entry) }
    head =
      try session.rows("SELECT COALESCE(MAX(seq), 0) AS seq FROM journal").first?.get("seq")
      ?? head
  }

  private mutating func take(_ entry: JournalEntry) throws {
    if entry.command == DropView.name {
      let dropped = try CanonicalJSON.value(DropView.Body.self, from: entry.body).entry
      all.removeAll { $0.entry == dropped }
      return
    }
    let body = try CanonicalJSON.value(SaveView.Body.self, from: entry.body)
    // A view of the same name on the same list is a newer wording of it.
    all.removeAll {
      $0.person == entry.person && $0.body.register == body.register && $0.body.title == body.title
    }
    all.append(View(entry: entry.seq, body: body, person: entry.person, post: entry.post))
  }
}
