import Commands
import Definitions
import Documents
import Facts
import Quantities

/// A list as its reader takes it away: the rows that the address asks for, in its order, with the
/// columns that the grants file lets out.
struct RegisterExport: Sendable {
  enum Format: String, CaseIterable, Sendable {
    case workbook, table

    var title: String {
      switch self {
      case .workbook: "Excel（.xlsx）"
      case .table: "CSV（.csv）"
      }
    }

    func path(_ register: Register) -> String {
      switch self {
      case .workbook: "/files/\(register.id)/list"
      case .table: "/lists/\(register.id)"
      }
    }
  }

  private let list: RegisterList
  private let reading: RegisterReading
  private let rows: [Int]
  private let columns: [Field]
  /// Columns that were asked for and may not go out.
  private let kept: [Field]
  private let format: Format

  init(_ desk: DeskVisit, _ register: Register, as format: Format) async throws {
    let full = try await RegisterReading(desk, register)
    let out = try await full.exporting().naming(register.fields)
    list = try await RegisterList(full)
    guard list.problem == nil else { throw Refusal.refused("条件看不懂，没有导出。请回到清单改正条件。") }
    let codes = full.snapshot.codes
    rows = list.ordered.compactMap { out.snapshot.row(code: codes[$0]) }
    let asksColumns = desk.address.items.contains { $0.name == "column" }
    let wanted =
      asksColumns || format == .table
      ? list.columns : full.visibleFields.filter { $0.key != register.nameField }
    let allowed = Set(out.visibleFields.map(\.key))
    columns = wanted.filter { allowed.contains($0.key) }
    kept = wanted.filter { !allowed.contains($0.key) }
    reading = out
    self.format = format
  }

  private var desk: DeskVisit { reading.desk }
  private var register: Register { reading.register }

  /// The file once a purpose is given, and before that the page that asks for it.
  var answer: Answer {
    get async throws {
      let purpose = desk.address["why"]?.trimmingBlanks ?? ""
      guard !purpose.isEmpty else {
        return .page(ExportPage(shell: desk.shell, model: model))
      }
      try await note(purpose)
      let name = "\(register.title)\(desk.asOf.day)"
      switch format {
      case .workbook: return .download(.workbook(name, try workbook))
      case .table:
        let file = ListFile(
          register: register, columns: columns, snapshot: reading.snapshot, words: reading.words)
        return .csv(name, file.bytes(of: rows))
      }
    }
  }

  /// Puts on record what goes out before it does: for the firms, and for the audit.
  private func note(_ purpose: String) async throws {
    try await reading.note(columns, rows: rows, as: .file, purpose: purpose)
    try await desk.site.accounts.note(
      "exported", person: desk.actor.person.id, post: desk.actor.post.id,
      detail: "\(register.title) \(rows.count) 行，用途：\(purpose.prefix(100))")
  }

  private var workbook: [UInt8] {
    get throws {
      let name = register.nameField.flatMap { register.field($0) }
      let shown = name.map { reading.visibleFields.contains($0) ? [$0] : [] } ?? []
      let conditions = list.conditions
      return try RegisterSheet(register: register, codeLists: desk.site.library.codeLists).list(
        reading.snapshot, rows: rows, fields: shown + columns,
        conditions: conditions.isEmpty ? nil : conditions.joined(separator: "；"))
    }
  }

  private var model: ExportPage.Model {
    let title = register.title
    return ExportPage.Model(
      title: title, list: desk.site.registers.list(register.id), address: desk.address,
      rows: rows.count, columns: columns.map(\.label), kept: kept.map(\.label),
      conditions: list.conditions,
      formats: ([format] + Format.allCases.filter { $0 != format }).map {
        .init(path: $0.path(register), title: $0.title)
      })
  }
}
