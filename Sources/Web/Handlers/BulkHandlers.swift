import Commands
import Definitions
import Documents
import Facts
import Quantities

/// One field set for several subjects of a list: previewed as a file is, one entry, one undo.
struct BulkHandlers: Sendable {
  private static let most = 1_000

  func routes() -> [Route] {
    [.desk(.post, "/bulk/:register", Permissions.importFacts, answer: preview)]
  }

  static func path(_ register: Register) -> String { "/bulk/\(register.id)" }

  /// The fields that a post may set for many at once: those it writes, without periods.
  static func fields(_ register: Register, _ desk: DeskVisit) -> [Field] {
    guard desk.isWritable, desk.may(Permissions.importFacts),
      let scopes = try? desk.site.authority.writable(
        in: register, by: desk.actor, on: desk.today)
    else { return [] }
    return register.fields.filter { field in
      if case .periodic = field.time { return false }
      return field.key != register.nameField && field.form != .geometry
        && scopes.contains { $0.reaches(field) }
    }
  }

  private func preview(_ desk: DeskVisit) async throws -> Answer {
    guard let register = desk.site.library.registers[try desk.parameter("register")] else {
      throw Refusal.notFound
    }
    guard let field = Self.fields(register, desk).first(where: { $0.key == desk.form["field"] })
    else { throw Refusal.refused("没有选要改的数据项，或者它不由当前岗位填写，没有改动任何数据。") }
    let codes = desk.form.items.filter { $0.name == "pick" }.map(\.value)
    guard !codes.isEmpty, codes.count <= Self.most else {
      throw Refusal.refused(
        codes.isEmpty
          ? "没有勾选要改的行，没有改动任何数据。" : "一次最多改 \(Self.most) 行，没有改动任何数据。")
    }
    guard !desk.form["value"].isEmpty else {
      throw Refusal.refused("没有填改成什么，没有改动任何数据。要撤回数据，请撤回当初的导入。")
    }
    let reading = try await RegisterReading(desk, register)
    for code in codes where reading.snapshot.row(code: code) == nil {
      throw try await RegisterHandlers.absence(of: code, in: reading)
    }
    let checked = try await ImportDesk(
      journal: desk.site.journal, authority: desk.site.authority, actor: desk.actor
    ).preview(
      ImportRequest(
        file: "批量修改 \(field.label)",
        bytes: Self.table(of: codes, register, field, desk.form["value"]), register: register.id,
        validFrom: desk.today, evidence: .documented))
    let ticket = desk.site.previews.keep(checked, for: desk.actor, at: desk.site.clock.seconds())
    return .onward(to: "/imports/previews/\(ticket)")
  }

  /// The change as the table that an office would send.
  private static func table(
    of codes: [String], _ register: Register, _ field: Field, _ value: String
  ) -> [UInt8] {
    var writer = CSVWriter()
    writer.append([register.codeLabel, RegisterSheet.head(field, nil)])
    for code in codes { writer.append([code, value]) }
    return writer.take()
  }
}
