import Commands
import Ledgers
import Storage

/// What the rows of the ledger can be grouped and filtered by.
enum LedgerAspect: String, CaseIterable, Sendable {
  case section, unit, leader, kind, light

  var title: String {
    switch self {
    case .section: "章节"
    case .unit: "单位"
    case .leader: "牵头领导"
    case .kind: "类型"
    case .light: "亮灯"
    }
  }
}

/// Forms in which the ledger is shown.
enum LedgerForm: String, CaseIterable, Sendable {
  case table, board, matrix, charts

  var title: String {
    switch self {
    case .table: "表"
    case .board: "看板"
    case .matrix: "矩阵"
    case .charts: "小图"
    }
  }
}

/// Who answers for commitments, as their splits have it: the lead first.
struct LedgerShares: Sendable {
  private let splits: [Commitment.ID: StoredSplit]

  /// Nobody's shares, where they do not matter.
  init() { splits = [:] }

  init(knownAt: Int64?, in session: any Session) throws {
    splits = try SplitStore.splits(knownAt: knownAt, in: session)
  }

  /// Codes of the units that answer for a commitment, each once; empty while there is none.
  func units(of commitment: Commitment) -> [String] {
    let parts = splits[commitment.id]?.split.parts.map(\.unit) ?? []
    return Self.once((parts.isEmpty ? [] : parts) + (commitment.unit.map { [$0] } ?? []))
  }

  /// The unit that leads: the first of the split, or the one that was named when it was confirmed.
  func lead(of commitment: Commitment) -> String? { units(of: commitment).first }

  /// The leaders that answer for it, each once.
  func leaders(of commitment: Commitment) -> [String] {
    Self.once(splits[commitment.id]?.split.parts.map(\.leader).filter { !$0.isEmpty } ?? [])
  }

  private static func once(_ texts: [String]) -> [String] {
    texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
