package import Quantities

/// One field of all subjects of a frame, in the plain array its type asks for.
///
/// What stands in the storage of a row that is not valid has no meaning. Kernels read the storage
/// as a whole and put the validity in afterwards.
package struct Column: Hashable, Sendable {
  package enum Storage: Hashable, Sendable {
    /// Fixed-point numbers: 12345 with 2 places is 123.45.
    case integers([Int64], places: Int)
    /// Days as their number.
    case days([Int32])
    /// Texts as their place in a dictionary; -1 stands in rows that are not valid.
    case codes([Int32], dictionary: [String])
    case booleans(Bitmap)

    package var count: Int {
      switch self {
      case .integers(let values, places: _): values.count
      case .days(let values): values.count
      case .codes(let values, dictionary: _): values.count
      case .booleans(let bits): bits.count
      }
    }
  }

  package let storage: Storage
  /// Rows whose value is known.
  package let valid: Bitmap

  package init(storage: Storage, valid: Bitmap) {
    precondition(storage.count == valid.count, "storage and validity of different lengths")
    self.storage = storage
    self.valid = valid
  }

  package var count: Int { valid.count }

  /// Returns the value of a row, or nil when it is unknown.
  package func value(row: Int) -> Value? {
    guard valid[row] else { return nil }
    return switch storage {
    case .integers(let values, let places):
      .number(Number(fixedPoint: values[row], places: places))
    case .days(let values): .day(Day(number: values[row]))
    case .codes(let values, let dictionary): .text(dictionary[Int(values[row])])
    case .booleans(let bits): .boolean(bits[row])
    }
  }
}
