package import Definitions
package import Facts
package import Quantities
package import Storage

/// What becomes of each cell of a request: the store answers it, somebody has asked for it already,
/// its keeper said that there is none, or it goes out.
package struct RequestAnswer: Sendable {
  package enum Fate: Hashable, Sendable {
    case known
    /// Lies open in an earlier ask.
    case repeated(ask: String)
    /// Its keeper gave it back not long ago.
    case returned(note: String, ask: String)
    case leftover
  }

  package let store: StoreAnswer
  /// The fate of each cell of the store's answer, in the same order.
  package let fates: [Fate]
  package let fields: [Field]

  package var leftover: [StoreAnswer.Cell] { cells { $0 == .leftover } }
  package var wanted: Int { fates.count }
  /// Cells that need no asking: the store knows them, or that there are none.
  package var known: Int {
    fates.count { if case .known = $0 { true } else if case .returned = $0 { true } else { false } }
  }
  package var repeated: Int { fates.count { if case .repeated = $0 { true } else { false } } }

  /// Codes of the asks in which cells lie already, with their number.
  package var repeatedIn: [String: Int] {
    var asks: [String: Int] = [:]
    for case .repeated(let ask) in fates { asks[ask, default: 0] += 1 }
    return asks
  }

  /// Leftover cells by the unit that keeps them.
  package var byKeeper: [(keeper: String, cells: [StoreAnswer.Cell])] {
    let keepers = Dictionary(
      fields.map { ($0.key, $0.keeper) }, uniquingKeysWith: { first, _ in first })
    return Dictionary(grouping: leftover) { keepers[$0.cell.field] ?? "" }
      .sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func cells(_ isWanted: (Fate) -> Bool) -> [StoreAnswer.Cell] {
    zip(store.cells, fates).filter { isWanted($0.1) }.map(\.0)
  }

  /// Asks the store and the open asks in one session, as known at an entry.
  package init(
    _ request: DataRequest, register: Register, region: String, visibility: Visibility,
    on day: Day, knownAt: Int64? = nil, in session: any Session
  ) throws {
    let fields = request.fields.compactMap { register.field($0) }
    do {
      store = try StoreAnswer(
        request, of: register, region: region, for: visibility, on: day, knownAt: knownAt,
        in: session)
    } catch let problem as StoreAnswer.Problem {
      throw JournalError.invalid("条件第 \(problem.column) 个字处看不懂：\(problem.message)。没有发出")
    }
    self.fields = fields
    let open = try AskStore.openCells(
      of: register, region: region, on: day, knownAt: knownAt, in: session)
    let returned = try AskStore.returned(of: register.id, knownAt: knownAt, in: session)
    fates = store.cells.map { cell in
      if cell.isFresh { return .known }
      if let ask = open[cell.cell] { return .repeated(ask: ask) }
      if let back = returned[cell.cell], let field = register.field(cell.cell.field),
        field.freshness.end(from: back.day).map({ day <= $0 }) ?? true
      {
        return .returned(note: back.note, ask: back.ask)
      }
      return .leftover
    }
  }
}
