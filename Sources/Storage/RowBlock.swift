/// Some rows of a long answer, column by column: what is handed out instead of one row at a time
/// where an answer has millions of them.
///
/// Whole numbers stand as they are and texts as their place in a book of words; no row, no text and
/// no cell is made for itself. The columns lie one behind the other, each `capacity` long.
package struct RowBlock: Sendable {
  package static let capacity = 4096

  package private(set) var count = 0
  package private(set) var numbers: [Int64]
  package private(set) var isNull: [Bool]

  package init(width: Int) {
    numbers = Array(repeating: 0, count: width * Self.capacity)
    isNull = Array(repeating: false, count: width * Self.capacity)
  }

  package var isFull: Bool { count == Self.capacity }

  /// Takes a cell of the row that is being added; nil is NULL.
  package mutating func set(_ value: Int64?, column: Int) {
    let place = column &* Self.capacity &+ count
    numbers[place] = value ?? 0
    isNull[place] = value == nil
  }

  /// Closes the row whose cells have all been set.
  package mutating func endRow() { count += 1 }

  package mutating func empty() { count = 0 }
}
