/// How well a fact is founded, from nothing to checked (证据等级 E0–E4).
package enum Evidence: Int, Hashable, Comparable, CaseIterable, Sendable, Codable {
  case none = 0
  case claimed
  case documented
  case confirmed
  case verified

  /// The grade as offices write it, such as E3.
  package var code: String { "E\(rawValue)" }

  package var title: String {
    switch self {
    case .none: "无数据"
    case .claimed: "自报"
    case .documented: "有据"
    case .confirmed: "他证"
    case .verified: "核验"
    }
  }

  /// Reads a grade written as E0 … E4.
  package init?(code: some StringProtocol) {
    guard let match = Self.allCases.first(where: { $0.code == code.uppercased() }) else {
      return nil
    }
    self = match
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
