import Facts
import Frames
import Synchronization

/// Keeps the orders in which lists were shown, as long as the columns that they follow stay the same.
///
/// Sorting fifty thousand names takes longer than looking through them; the next page of a list,
/// or another filter over it, walks along the order that is there.
final class OrderShelf: Sendable {
  /// The order that is asked for, and of whose view.
  struct Key: Hashable {
    var register: String
    var asOf: AsOf
    var visibility: Visibility
    /// The column, with a minus before it when the greatest comes first.
    var sort: String
  }

  /// What an order was made from.
  struct Source: Hashable {
    var column: Column?
    /// Codes of the rows, where they are part of the order.
    var codes: [String]
  }

  private struct Kept {
    var source: Source
    var rows: [Int32]
  }

  private struct State {
    var kept: [Key: Kept] = [:]
    var order: [Key] = []
  }

  private static let most = 64
  private let state = Mutex(State())

  /// Returns the rows in their order, made anew when what it follows has changed.
  func rows(_ key: Key, of source: Source, sorting: () -> [Int32]) -> [Int32] {
    // A column that was not written to since shares its values, so that comparing is looking once.
    if let known = state.withLock({ $0.kept[key] }), known.source == source { return known.rows }
    let rows = sorting()
    state.withLock { state in
      state.kept[key] = Kept(source: source, rows: rows)
      state.order.removeAll { $0 == key }
      state.order.append(key)
      if state.order.count > Self.most { state.kept[state.order.removeFirst()] = nil }
    }
    return rows
  }
}
