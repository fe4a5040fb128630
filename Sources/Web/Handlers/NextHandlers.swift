import Commands
import Definitions
import Documents
import Facts
import Findings
import Ledgers
import Papers

/// 本周先做什么: the list on a page, as a workbook, and for programs.
struct NextHandlers: Sendable {
  func routes() -> [Route] {
    let export = Permissions.exportCommitments
    return [
      .desk(.get, "/next", Permissions.readCommitments, answer: page),
      .desk(.get, "/next/:form", export, answer: file),
      // What is read in bulk is taken away, and needs the right to that.
      .desk(.get, "\(APIHandlers.root)/next", export, answer: list),
    ]
  }

  /// Rows of one page.
  static let most = 40

  private func page(_ desk: DeskVisit) async throws -> Answer {
    let list = try await StepList(desk)
    let choice = StepChoice(list.steps, desk)
    let pages = max((choice.chosen.count + Self.most - 1) / Self.most, 1)
    let number = min(max(desk.address["page"].flatMap { Int($0) } ?? 1, 1), pages)
    let first = (number - 1) * Self.most
    let shown = Array(choice.chosen.dropFirst(first).prefix(Self.most))
    try await desk.note(shown, as: .list)
    return .page(
      NextPage(
        shell: desk.shell,
        model: .init(
          address: desk.address, menus: choice.menus,
          rows: shown.enumerated().map { NextPage.Row($1, number: first + $0 + 1) },
          total: list.steps.count, chosen: choice.chosen.count, hidden: list.hidden,
          pager: Pager(address: desk.address, page: number, pages: pages),
          mayExport: desk.may(Permissions.exportCommitments),
          mayGive: desk.isWritable && desk.may(Permissions.giveTasks))))
  }

  private func file(_ desk: DeskVisit) async throws -> Answer {
    guard PaperForm(rawValue: try desk.parameter("form")) == .xlsx else { throw Refusal.notFound }
    let list = try await StepList(desk, exporting: true)
    // Only commitments that the post may take away.
    let steps = StepChoice(list.steps, desk).chosen.filter {
      desk.may(Permissions.exportCommitments, reaching: $0.reading.commitment.reach)
    }
    try await desk.note(steps, as: .file)
    let name = "本周先做什么\(desk.asOf.day)"
    let foot = try await desk.paperFoot(code: "先做什么 \(desk.asOf.day)")
    let table = StepTable(title: "本周先做什么", rows: steps.map(\.row))
    return .download(.workbook(name, try table.workbook(foot: foot)))
  }

  private func list(_ desk: DeskVisit) async throws -> Answer {
    let desk = try desk.checkedForPrograms()
    let list = try await StepList(desk, exporting: true)
    let steps = StepChoice(list.steps, desk).chosen.filter {
      desk.may(Permissions.exportCommitments, reaching: $0.reading.commitment.reach)
    }
    try await desk.note(steps, as: .interface)
    return try await desk.answer([
      ("total", .number(steps.count)),
      ("hidden", .number(list.steps.count - steps.count + list.hidden)),
      ("items", .list(steps.map { StepResource($0).json })),
    ])
  }
}

extension DeskVisit {
  /// Puts on record which confidential facts are told by naming subjects for a step.
  func note(_ steps: [Step], as manner: Access.Manner) async throws {
    for (id, steps) in Dictionary(grouping: steps, by: \.finding.register) {
      guard let register = site.library.registers[id] else { continue }
      let reading = try await RegisterReading(self, register)
      let keys = Set(steps.flatMap(\.finding.fields))
      let rows = Set(steps.compactMap { reading.snapshot.row(code: $0.finding.code) })
      try await reading.note(
        register.fields.filter { keys.contains($0.key) }, rows: rows.sorted(), as: manner)
    }
  }
}

/// The steps that the filters of an address let through, with the menus that offer them.
struct StepChoice: Sendable {
  private enum Aspect: String, CaseIterable {
    case unit, chain, park, commitment

    var title: String {
      switch self {
      case .unit: "单位"
      case .chain: "产业链"
      case .park: "园区"
      case .commitment: "承诺"
      }
    }
  }

  private let steps: [Step]
  private let address: Address

  init(_ steps: [Step], _ desk: DeskVisit) {
    self.steps = steps
    address = desk.address
  }

  var chosen: [Step] { narrowed() }

  var menus: [FilterMenu] {
    Aspect.allCases.compactMap { aspect in
      var options: [String: FilterMenu.Option] = [:]
      for step in narrowed(except: aspect) {
        for place in places(aspect, of: step) {
          let count = options[place.code]?.count ?? 0
          options[place.code] = .init(value: place.code, title: place.title, count: count + 1)
        }
      }
      guard !options.isEmpty || address[aspect.rawValue] != nil else { return nil }
      return FilterMenu(
        name: aspect.rawValue, title: aspect.title,
        options: options.values.sorted { $0.value < $1.value }, chosen: address[aspect.rawValue])
    }
  }

  /// Steps that fit every chosen filter but one, which counts its own options.
  private func narrowed(except left: Aspect? = nil) -> [Step] {
    let wanted = Aspect.allCases.compactMap { aspect in
      aspect == left ? nil : address[aspect.rawValue].map { (aspect, $0) }
    }
    return steps.filter { step in
      wanted.allSatisfy { aspect, code in places(aspect, of: step).contains { $0.code == code } }
    }
  }

  private func places(_ aspect: Aspect, of step: Step) -> [Step.Place] {
    switch aspect {
    case .unit: step.keepers
    case .chain: step.chain.map { [$0] } ?? []
    case .park: step.park.map { [$0] } ?? []
    case .commitment: [.init(code: step.reading.id, title: step.reading.commitment.text)]
    }
  }
}
