import Commands
import Definitions
import Facts
import Storage

/// The names in files whose firm somebody has to say, kept for the files that follow.
struct FirmNameHandlers: Sendable {
  func routes() -> [Route] {
    [
      .desk(.get, "/imports/firms", Permissions.importFacts, answer: list),
      .desk(.post, "/imports/firms", Permissions.importFacts, answer: decide),
    ]
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let queued = desk.address["queued"].map { "文件里的名称已放进这里，记录号 \($0)。逐个指定后，请再导入那份文件。" }
    return .page(
      try await page(desk, done: queued ?? desk.address["done"].map { "“\($0)”已记下。" }))
  }

  /// Number of names that wait for somebody to say which firm they mean.
  static func waiting(_ desk: DeskVisit) async throws -> Int {
    let registers = registers(desk).map(\.id)
    return try await desk.site.database.read { session in
      try registers.reduce(0) { count, register in
        try FirmMemory.names(of: register, in: session).values
          .count { $0.decision == .open } + count
      }
    }
  }

  /// The registers whose subjects may be found by name, and that the acting post may write.
  static func registers(_ desk: DeskVisit) -> [Register] {
    desk.site.registers.all.filter {
      $0.codeRule == .creditCode && ImportHandlers.mayWrite($0, desk)
    }
  }

  private func page(
    _ desk: DeskVisit, problem: String? = nil, done: String? = nil
  ) async throws -> FirmNamesPage {
    var model = FirmNamesPage.Model(open: [], decided: [], problem: problem, done: done)
    for register in Self.registers(desk) {
      let names = try await desk.site.database.read {
        try FirmMemory.names(of: register.id, in: $0)
      }
      let titles = try await RegisterReading(desk, register).names
      for name in names.values.sorted(by: { ($1.seq, $0.written) < ($0.seq, $1.written) }) {
        let row = Self.row(name, register: register, titles: titles, desk)
        if row.decision == nil { model.open.append(row) } else { model.decided.append(row) }
      }
    }
    return FirmNamesPage(shell: desk.shell, model: model)
  }

  private static func row(
    _ name: FirmMemory.Name, register: Register, titles: [String: String], _ desk: DeskVisit
  ) -> FirmNamesPage.Name {
    let place = [name.file, name.sheet, name.row > 0 ? "第 \(name.row) 行" : ""]
    var row = FirmNamesPage.Name(
      register: register.id, written: name.written,
      place: place.filter { !$0.isEmpty }.joined(separator: " · "),
      candidates: name.candidates.map { .init(value: $0.code, title: "\($0.name) \($0.code)") },
      decision: nil, path: nil)
    switch name.decision {
    case .open: break
    case .none: row.decision = "登记簿里没有这一户"
    case .firm(let code):
      row.decision = "\(titles[code] ?? "") \(code)".trimmingPrefix(" ").description
      row.path = titles[code] == nil ? nil : desk.site.registers.subject(register.id, code)
    }
    return row
  }

  private func decide(_ desk: DeskVisit) async throws -> Answer {
    guard let register = Self.registers(desk).first(where: { $0.id == desk.form["register"] })
    else { throw Refusal.notFound }
    let name = desk.form["name"]
    let decision: FirmMemory.Decision? =
      switch desk.form["firm"] {
      case "": nil
      case "none": FirmMemory.Decision.none
      case "open": .open
      case let code: .firm(code: code)
      }
    guard let decision else {
      return .page(try await page(desk, problem: "请先选择是哪一户"), status: 422)
    }
    do {
      try await ImportHandlers.importDesk(desk).decide(
        name: name, of: register.id, as: decision)
      return .onward(to: Address("/imports/firms").setting("done", to: name).text)
    } catch let error as JournalError {
      return .page(try await page(desk, problem: error.description), status: 409)
    }
  }
}
