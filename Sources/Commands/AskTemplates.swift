import Definitions
package import Storage

/// Keeps a request under a name, to be asked again next month.
package struct SaveAskTemplate: Command {
  package static let name = "save-ask-template"
  package static let title = "保存采集模板"

  package struct Body: Codable, Hashable, Sendable {
    package var title: String
    /// The request as it stands in the address of its form, without the due day.
    package var query: String
  }

  package let body: Body

  package init(title: String, query: String) { body = Body(title: title, query: query) }

  package static let needed = Permission("ask", "C")
  package var permission: Permission { Self.needed }
  private static let longestTitle = 30
  private static let longestQuery = 4_000

  package func run(in context: CommandContext) throws {
    guard (1...Self.longestTitle).contains(body.title.count) else {
      throw JournalError.invalid("模板名称应为 1 到 \(Self.longestTitle) 个字，模板没有保存")
    }
    guard body.query.utf8.count <= Self.longestQuery else {
      throw JournalError.invalid("采集的内容太长，模板没有保存。请减少数据项")
    }
  }
}

/// Takes a template away; saving it again brings it back.
package struct DropAskTemplate: Command {
  package static let name = "drop-ask-template"
  package static let title = "删除采集模板"

  package struct Body: Codable, Hashable, Sendable {
    package var entry: Int64
  }

  package let body: Body

  package init(entry: Int64) { body = Body(entry: entry) }

  package static let needed = Permission("ask", "C")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    // The entry of this command stands in the journal already and takes the template away.
    let template = try AskTemplates.all(below: context.seq, in: context.transaction)
      .first { $0.entry == body.entry }
    guard let template, template.unit == context.permit.actor.post.unit else {
      throw JournalError.invalid("没有这个模板，或者不是本单位的，没有删除")
    }
  }
}

/// The templates that are in use, folded from the journal; a unit shares its own.
package enum AskTemplates {
  package struct Template: Hashable, Sendable {
    package var entry: Int64
    package var body: SaveAskTemplate.Body
    package var unit: String
  }

  /// Returns the templates that are in use, or that were before an entry.
  package static func all(
    below seq: Int64 = .max, in session: any Session
  ) throws -> [Template] {
    let entries = try session.rows(
      """
      SELECT \(JournalEntry.columns) FROM journal
      WHERE command IN (\(SaveAskTemplate.name), \(DropAskTemplate.name)) AND seq < \(seq)
      ORDER BY seq
      """
    ).map { try JournalEntry($0) }
    guard !entries.isEmpty else { return [] }
    var units: [String: String] = [:]
    for actor in try PostStore.actors(in: session) { units[actor.post.id] = actor.post.unit }
    var templates: [Template] = []
    for entry in entries {
      if entry.command == DropAskTemplate.name {
        let dropped = try CanonicalJSON.value(DropAskTemplate.Body.self, from: entry.body).entry
        templates.removeAll { $0.entry == dropped }
        continue
      }
      let body = try CanonicalJSON.value(SaveAskTemplate.Body.self, from: entry.body)
      let unit = units[entry.post] ?? ""
      // One of the same name is a newer wording of it.
      templates.removeAll { $0.unit == unit && $0.body.title == body.title }
      templates.append(Template(entry: entry.seq, body: body, unit: unit))
    }
    return templates
  }
}
