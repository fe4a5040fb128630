import Commands
import Definitions
import Facts
import Frames
import Quantities
import Storage

/// The asks that the acting post may see: those its unit has to answer first, then its own.
struct AskList: Sendable {
  private let desk: DeskVisit
  private let all: [AskProgress]
  static let pageSize = 50

  init(_ desk: DeskVisit) async throws {
    self.desk = desk
    all = try await desk.asks()
  }

  private var unit: String { desk.actor.post.unit }

  private enum Group: String, CaseIterable {
    case mine, asked, all

    var title: String {
      switch self {
      case .mine: "待我单位填报"
      case .asked: "我单位发出"
      case .all: "全部"
      }
    }
  }

  private func belongs(_ ask: AskProgress, to group: Group) -> Bool {
    switch group {
    case .mine: ask.isOpen && ask.open.contains { $0.keeper == unit }
    case .asked: ask.ask.unit == unit
    case .all: true
    }
  }

  private var groups: [Group] {
    Group.allCases.filter { group in
      switch group {
      case .mine: desk.may(Permissions.answerAsks, reaching: Reach(unit: unit))
      case .asked: desk.may(Permissions.ask)
      case .all: true
      }
    }
  }

  var model: AsksPage.Model {
    let groups = groups
    let chosen =
      desk.address["group"].flatMap(Group.init).flatMap { groups.contains($0) ? $0 : nil }
      ?? groups.first { group in all.contains { belongs($0, to: group) } } ?? groups[0]
    let state = desk.address["state"]
    let within = all.filter { belongs($0, to: chosen) }
    let rows = within.filter { state == nil || AskState($0).rawValue == state }
      .sorted { ($0.isOpen ? 0 : 1, $0.ask.due, $1.seq) < ($1.isOpen ? 0 : 1, $1.ask.due, $0.seq) }
    let page = max(1, desk.address["page"].flatMap { Int($0) } ?? 1)
    let counts = Dictionary(grouping: within) { AskState($0) }.mapValues(\.count)
    return .init(
      address: desk.address,
      tabs: groups.map { group in
        .init(
          path: Address("/asks", [.init(name: "group", value: group.rawValue)]),
          title: group.title, count: all.count { belongs($0, to: group) },
          isCurrent: group == chosen)
      },
      menus: [
        FilterMenu(
          name: "state", title: "状态",
          options: AskState.allCases.compactMap { state in
            counts[state].map { .init(value: state.rawValue, title: state.title, count: $0) }
          }, chosen: state)
      ],
      rows: rows.dropFirst((page - 1) * Self.pageSize).prefix(Self.pageSize).map(row),
      total: rows.count, page: page,
      pages: max(1, (rows.count + Self.pageSize - 1) / Self.pageSize),
      mayAsk: desk.may(Permissions.ask) && desk.isWritable,
      maySeeBurden: desk.may(Permissions.readBurden))
  }

  private func row(_ progress: AskProgress) -> AsksPage.Row {
    let ask = progress.ask
    let own = progress.parts.first { $0.keeper == unit }
    return .init(
      path: "/asks/\(ask.code)", code: ask.code, title: ask.title, reason: ask.reason,
      register: desk.site.library.registers[ask.request.register]?.title ?? "",
      unit: desk.units(ask.unit), due: ask.due.description,
      late: progress.isOpen ? max(0, Day.days(from: ask.due, to: desk.asOf.day)) : 0,
      state: AskState(progress), sent: ask.sent, arrived: progress.arrived,
      missing: progress.missing, ownMissing: own?.missing ?? 0,
      share: ask.wanted == 0 ? 0 : ask.known * 100 / ask.wanted)
  }
}

extension DeskVisit {
  /// The asks that the acting post may see, newest first, with what became of them.
  func asks() async throws -> [AskProgress] {
    let knownAt = asOf.knownAt
    let found = try await site.database.read { try AskStore.asks(knownAt: knownAt, in: $0) }
    var snapshots: [String: Snapshot] = [:]
    for id in Set(found.filter { $0.ask.state != .refused }.map(\.ask.request.register)) {
      guard let register = site.library.registers[id] else { continue }
      snapshots[id] = try await site.snapshots.snapshot(of: register, asOf: asOf)
    }
    let (views, unit, seesAll) = (snapshots, actor.post.unit, seesEveryAsk)
    return try await site.database.read { session in
      try found.compactMap { ask, seq in
        let progress =
          try views[ask.request.register].map {
            try AskStore.progress(of: ask, issued: seq, over: $0, knownAt: knownAt, in: session)
          } ?? AskProgress(ask: ask, seq: seq)
        let isOwn = ask.unit == unit || progress.parts.contains { $0.keeper == unit }
        return isOwn || seesAll ? progress : nil
      }
    }
  }
}
