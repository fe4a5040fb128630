import Definitions
import Facts
import Quantities

/// Who is compared with whom: the narrowest group that has enough members with a figure.
struct PeerGroups {
  private let least: Int
  /// For each width of group, the group of each row.
  private let keys: [[String?]]

  /// Groups from the narrowest, each of so many members at least.
  init(_ peers: [[Detector.PeerKey]], ofAtLeast least: Int, in snapshot: Snapshot) {
    self.least = least
    keys = peers.map { width in
      (0..<snapshot.count).map { row in Self.key(width, row, snapshot) }
    }
  }

  /// Returns the distance of each row that has a figure and enough peers.
  func distances(of figures: [Double?]) -> [(row: Int, distance: Distance)] {
    let spreads = keys.map { spread(of: figures, by: $0) }
    return figures.indices.compactMap { row in
      guard let figure = figures[row] else { return nil }
      for (width, groups) in zip(keys, spreads) {
        guard let key = width[row], let peers = groups[key] else { continue }
        return (row, Distance(figure, from: peers))
      }
      return nil
    }
  }

  private func spread(of figures: [Double?], by keys: [String?]) -> [String: RobustSpread] {
    var members: [String: [Double]] = [:]
    for (figure, key) in zip(figures, keys) {
      if let figure, let key { members[key, default: []].append(figure) }
    }
    return members.filter { $0.value.count >= least }
      .compactMapValues { RobustSpread($0) }
  }

  private static func key(
    _ width: [Detector.PeerKey], _ row: Int, _ snapshot: Snapshot
  ) -> String? {
    var parts: [String] = []
    for key in width {
      guard let value = snapshot.value(key.field, row: row) else { return nil }
      switch value {
      case .text(let text): parts.append(String(text.prefix(key.prefix ?? text.count)))
      case .number(let number): parts.append(String(key.bands.count { $0 <= number }))
      case .day, .boolean: return nil
      }
    }
    return parts.joined(separator: "|")
  }
}
