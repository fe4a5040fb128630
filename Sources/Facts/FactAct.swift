import Definitions

/// What a version of a fact did to what was known before it.
///
/// The world moves, or we had it wrong: a *change* is a new value from a later day on, a
/// *correction* a new word of the same source about the same day or period.
package enum FactAct: String, Hashable, Sendable, CaseIterable {
  /// The first word about this field, or about this period of a series.
  case first
  /// A new value from a later day on.
  case change
  /// Another value for the same day or period, from the source that spoke before.
  case correction
  /// The same value again, on other evidence.
  case confirmation
  /// The word of a further source about the same day or period.
  case rival
  /// A source takes its word back.
  case withdrawal

  package var title: String {
    switch self {
    case .first: "首次"
    case .change: "变动"
    case .correction: "更正"
    case .confirmation: "复核"
    case .rival: "另一来源"
    case .withdrawal: "撤回"
    }
  }
}

/// The act of every version of one subject's facts.
package struct FactActs: Sendable {
  private struct Key: Hashable {
    var field: Int64
    var period: Int64
    var seq: Int64
  }

  private var acts: [Key: FactAct] = [:]

  /// Reads the acts of versions whose fields are given by the number that the store keeps.
  package init(
    _ versions: [FactVersion], isState: (Int64) -> Bool, by precedence: Precedence
  ) {
    for (field, told) in Dictionary(grouping: versions, by: \.field) {
      let isState = isState(field)
      var earlier: [FactVersion] = []
      for version in told.sorted(by: { ($0.seq, $0.period) < ($1.seq, $1.period) }) {
        acts[Self.key(version)] = Self.act(
          of: version, after: earlier, isState: isState, by: precedence)
        earlier.append(version)
      }
    }
  }

  package subscript(_ version: FactVersion) -> FactAct { acts[Self.key(version)] ?? .first }

  private static func key(_ version: FactVersion) -> Key {
    Key(field: version.field, period: version.period, seq: version.seq)
  }

  private static func act(
    of version: FactVersion, after earlier: [FactVersion], isState: Bool,
    by precedence: Precedence
  ) -> FactAct {
    if version.value.isWithdrawn { return .withdrawal }
    let told = earlier.filter { $0.period == version.period && !$0.value.isWithdrawn }
    let source = precedence.source(of: version.seq)
    if let own = told.last(where: { precedence.source(of: $0.seq) == source }) {
      return own.value == version.value ? .confirmation : .correction
    }
    if !told.isEmpty { return .rival }
    let isStep = earlier.contains {
      $0.period < version.period && $0.seq < version.seq && !$0.value.isWithdrawn
    }
    // A further period of a series is no change of the ones before it.
    return isStep && isState ? .change : .first
  }
}
