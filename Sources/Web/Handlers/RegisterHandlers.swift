import Commands
import Definitions
import Facts

/// Lists and pages of every register, made from the definitions.
struct RegisterHandlers: Sendable {
  func routes(_ site: Site) -> [Route] {
    let all = site.registers.all
    let lists = all.flatMap { register in
      let path = site.registers.list(register.id)
      return [
        Route.registers([register.id], path) { try await list($0, register) },
        Route.registers([register.id], "\(path)/:code") { try await subject($0, register) },
        Route.registers([register.id], Self.filePath(register)) { try await file($0, register) },
      ]
    }
    return [Route.registers(all.map(\.id), "/registers", answer: index)] + lists
  }

  private func index(_ desk: DeskVisit) async throws -> Answer {
    var groups: [Register.Domain: [RegistersPage.Row]] = [:]
    for register in desk.site.registers.all where desk.mayOpen(register) {
      let reading = try await RegisterReading(desk, register)
      groups[register.domain, default: []].append(
        .init(
          path: desk.site.registers.list(register.id), title: register.title,
          note: register.head.note ?? "", subjects: reading.snapshot.count,
          fields: reading.visibleFields.count, isSample: register.head.standing == .sample))
    }
    return .page(
      RegistersPage(
        shell: desk.shell,
        model: .init(
          groups: Register.Domain.allCases.compactMap { domain in
            groups[domain].map { .init(title: domain.title, rows: $0) }
          }, mayImport: desk.may(Permissions.importFacts))))
  }

  private func list(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    let reading = try await RegisterReading(desk, register)
    let list = try await RegisterList(reading)
    var model = list.model(views: try await desk.views(of: register))
    model.stock = try await StockReport(desk, of: register, withDays: false).sections.first
      .map { StockStrip(account: $0.year) }
    try await reading.note(
      list.columns, rows: model.rows.compactMap { reading.snapshot.row(code: $0.code) }, as: .list)
    return .page(RegisterListPage(shell: desk.shell, model: model))
  }

  /// Where the list is as a file; the address of the page is kept behind it.
  static func filePath(_ register: Register) -> String {
    RegisterExport.Format.table.path(register)
  }

  private func file(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    try await RegisterExport(desk, register, as: .table).answer
  }

  private func subject(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    let code = try desk.parameter("code")
    let reading = try await RegisterReading(desk, register)
    guard let row = reading.snapshot.row(code: code) else {
      throw try await Self.absence(of: code, in: reading)
    }
    let file = SubjectFile(reading: try await reading.naming(register.fields), row: row)
    let model = try await file.model
    if model.tab == .overview || model.tab == .facts {
      try await reading.note(reading.visibleFields, rows: [row], as: .page)
    }
    return .page(SubjectPage(shell: desk.shell, model: model))
  }

  /// Tells a subject that is not there from one that is out of the reader's reach.
  static func absence(of code: String, in reading: RegisterReading) async throws -> any Error {
    let desk = reading.desk
    let full = try await desk.site.snapshots.snapshot(of: reading.register, asOf: desk.asOf)
    guard full.row(code: code) != nil else { return Refusal.notFound }
    return Denial.outOfScope(reading.register.reading, role: desk.actor.post.role)
  }
}
