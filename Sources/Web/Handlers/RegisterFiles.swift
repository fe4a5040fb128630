import Commands
import Definitions
import Documents
import Facts
import Quantities

/// Workbooks of the registers: the blank form, and the list of a day that imports again unchanged.
struct RegisterFiles: Sendable {
  func routes(_ site: Site) -> [Route] {
    site.registers.all.flatMap { register in
      [
        Route.registers([register.id], Self.formPath(register)) { try form($0, register) },
        Route.registers([register.id], Self.listPath(register)) { try await list($0, register) },
      ]
    }
  }

  private static func formPath(_ register: Register) -> String { "/files/\(register.id)/form" }
  private static func listPath(_ register: Register) -> String {
    RegisterExport.Format.workbook.path(register)
  }

  /// The registers of which the acting post may have a form or a list.
  static func choices(_ desk: DeskVisit) -> [ImportsPage.File] {
    desk.site.registers.all.filter(desk.mayOpen).map { register in
      let mayWrite = ImportHandlers.mayWrite(register, desk)
      return ImportsPage.File(
        title: register.title, form: mayWrite ? formPath(register) : nil,
        list: desk.mayExport(register) ? listPath(register) : nil,
        record: mayWrite ? RecordHandlers.path(register) : nil)
    }.filter { $0.form != nil || $0.list != nil }
  }

  /// The columns that the acting post writes; those it sees where it writes none.
  private func form(_ desk: DeskVisit, _ register: Register) throws -> Answer {
    let scopes = try? desk.site.authority.writable(in: register, by: desk.actor, on: desk.today)
    let visibility = desk.visibility(of: register)
    let fields = register.fields.filter { field in
      scopes?.contains { $0.reaches(field) } ?? visibility.mayShow(field)
    }
    let bytes = try sheet(desk, register).form(fields: fields, on: desk.today)
    return .download(.workbook("\(register.title)填报表", bytes))
  }

  private func list(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    try await RegisterExport(desk, register, as: .workbook).answer
  }

  private func sheet(_ desk: DeskVisit, _ register: Register) -> RegisterSheet {
    RegisterSheet(register: register, codeLists: desk.site.library.codeLists)
  }
}
