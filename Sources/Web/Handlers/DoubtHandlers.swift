import Commands
import Definitions
import Facts
import Findings
import Frames
import Quantities

/// Doubts about the data decided: pairs (W34), conflicts and outliers (W93).
struct DoubtHandlers: Sendable {
  private static let pageSize = 50

  func routes(_ site: Site) -> [Route] {
    let decide = Permissions.decideDoubts
    let registers = Set(site.library.detectors.values.filter(\.isDecidable).map(\.register))
      .sorted()
    return [
      Route.registers(registers, "/quality/issues") { try await queue($0, pairsOf: nil) },
      Route.registers(["project"], "/projects/duplicates") {
        try await queue($0, pairsOf: "project")
      },
      Route.registers(registers, "/quality/issues/:key", answer: page),
      .desk(.post, "/quality/issues/:key/decision", decide, answer: self.decide),
      .desk(.post, "/quality/issues/:key/undo", decide, answer: undo),
    ]
  }

  // MARK: The queue

  private func queue(_ desk: DeskVisit, pairsOf register: String?) async throws -> Answer {
    let all = try await DoubtQueue(desk).items.filter { item in
      register == nil || item.issue.register == register && item.issue.other != nil
    }
    let address = desk.address
    func matching(except name: String? = nil) -> [DoubtQueue.Item] {
      all.filter { item in
        Self.aspects.allSatisfy { aspect in
          aspect.name == name || address[aspect.name].map { aspect.value(item) == $0 } ?? true
        }
      }
    }
    let menus = Self.aspects.map { aspect in
      let counts = Dictionary(grouping: matching(except: aspect.name), by: aspect.value)
      return FilterMenu(
        name: aspect.name, title: aspect.title,
        options: counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
          .init(value: $0.key, title: aspect.words($0.value[0], desk), count: $0.value.count)
        }, chosen: address[aspect.name])
    }
    let rows = matching()
    let page = max(1, address["page"].flatMap { Int($0) } ?? 1)
    let open = all.count { $0.state == .open || $0.state == .reopened }
    return .page(
      DoubtsPage(
        shell: desk.shell,
        model: .init(
          isPairsOnly: register != nil, address: address, menus: menus, open: open,
          asked: all.count { $0.state == .asked }, decided: all.count { $0.state == .decided },
          rows: rows.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize).map {
            Self.row($0, desk)
          }, total: rows.count, page: page,
          pages: max(1, (rows.count + Self.pageSize - 1) / Self.pageSize))))
  }

  /// One way to narrow the queue.
  private struct Aspect: Sendable {
    var name: String
    var title: String
    var value: @Sendable (DoubtQueue.Item) -> String
    var words: @Sendable (DoubtQueue.Item, DeskVisit) -> String
  }

  private static let aspects = [
    Aspect(
      name: "state", title: "状态", value: { $0.state.rawValue },
      words: { item, _ in item.state.title }),
    Aspect(
      name: "kind", title: "疑点", value: { $0.issue.detector },
      words: { item, _ in item.issue.title }),
    Aspect(
      name: "keeper", title: "主管单位", value: { $0.issue.keeper },
      words: { item, desk in desk.units(item.issue.keeper) }),
    Aspect(
      name: "register", title: "登记簿", value: { $0.issue.register },
      words: { item, desk in
        desk.site.library.registers[item.issue.register]?.title ?? item.issue.register
      }),
  ]

  private static func row(_ item: DoubtQueue.Item, _ desk: DeskVisit) -> DoubtsPage.Row {
    let issue = item.issue
    return .init(
      path: "/quality/issues/\(issue.key)", kind: issue.title, name: issue.name, code: issue.code,
      reasons: desk.told(issue.reasons), keeper: desk.units(issue.keeper), state: item.state,
      decision: item.decision.map {
        "\($0.decision.verdict.title)：\($0.decision.reason)（\($0.decision.person)，\($0.decision.day)）"
      })
  }

  // MARK: One doubt

  private func page(_ desk: DeskVisit) async throws -> Answer {
    .page(try await DoubtReading(desk).page())
  }

  private func decide(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await DoubtReading(desk)
    let issue = reading.item.issue
    let permit = try desk.permit(
      Permissions.decideDoubts, reaching: Reach(unit: issue.keeper))
    guard desk.form["basis"] == issue.basis else {
      return .page(try await reading.page(problem: "您打开之后数据有变化，没有改动。请看过现在的数据再定"), status: 409)
    }
    guard let verdict = QualityDecision.Verdict(rawValue: desk.form["verdict"]) else {
      return .page(try await reading.page(problem: "请选一种处理，没有改动"), status: 422)
    }
    do {
      let source = desk.form["source"]
      let ask = try await desk.site.journal.commit(
        DecideDoubt(
          reading.doubt, verdict: verdict, source: source.isEmpty ? nil : source,
          reason: desk.form["reason"], due: Day(desk.form["due"]),
          seen: Int64(desk.form["seen"])), permit: permit, reason: desk.form["reason"]
      ).result
      return .onward(to: ask.map { "/asks/\($0)?done=issued" } ?? reading.path + "?done=decided")
    } catch let error as JournalError {
      return .page(try await reading.page(problem: error.description), status: 422)
    }
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let reading = try await DoubtReading(desk)
    let permit = try desk.permit(
      Permissions.decideDoubts, reaching: Reach(unit: reading.item.issue.keeper))
    guard let entry = Int64(desk.form["entry"]) else { throw Refusal.notFound }
    do {
      try await desk.site.journal.commit(
        UndoDoubtDecision(
          doubt: reading.item.issue.key, entry: entry, reason: desk.form["reason"]),
        permit: permit, reason: desk.form["reason"])
      return .onward(to: reading.path + "?done=undone")
    } catch let error as JournalError {
      return .page(try await reading.page(problem: error.description), status: 422)
    }
  }
}
