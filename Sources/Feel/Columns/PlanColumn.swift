import Frames
import Quantities

/// A field of a plan as the frame at hand stores it.
struct PlanColumn {
  enum Content {
    /// The frame has no such column: the field is unknown everywhere.
    case absent
    case numbers([Int64], places: Int)
    case days([Int32])
    case codes([Int32], dictionary: [String])
    case flags(Bitmap)
    /// Stored otherwise than the rules expect; only the interpreter knows what that means.
    case unexpected
  }

  let column: Column?
  let content: Content
  let valid: Buffer<UInt64>
  /// Least and greatest stored number of numbers and days, rows without a value included.
  let bounds: ClosedRange<Int64>

  init(_ column: Column?, type: ValueType, words: Int) {
    self.column = column
    valid = Buffer(column?.valid.words ?? [], count: words)
    content = PlanColumn.content(of: column, type)
    bounds =
      switch content {
      case .numbers(let values, places: _): PlanColumn.bounds(of: values)
      case .days(let values): PlanColumn.bounds(of: values)
      default: 0...0
      }
  }

  private static func content(of column: Column?, _ type: ValueType) -> Content {
    guard let column else { return .absent }
    return switch (type, column.storage) {
    case (.number, .integers(let values, let places)):
      (0...Reach.places).contains(places) ? .numbers(values, places: places) : .unexpected
    case (.day, .days(let values)): .days(values)
    case (.text, .codes(let codes, let words)), (.code, .codes(let codes, let words)):
      .codes(codes, dictionary: words)
    case (.boolean, .booleans(let bits)): .flags(bits)
    default: .unexpected
    }
  }

  /// What stored numbers of the field mean; nil when it stores none or some that no plan takes.
  var domain: StoredDomain? {
    switch content {
    case .numbers(_, let places):
      StoredDomain(values: bounds, meaning: .number(places: places))
    case .days
    where Reach.days.contains(bounds.lowerBound) && Reach.days.contains(bounds.upperBound):
      StoredDomain(values: bounds, meaning: .day)
    default: nil
    }
  }

  var isAbsent: Bool {
    if case .absent = content { true } else { false }
  }

  /// Stored so that only the interpreter knows what it means.
  var isIrregular: Bool {
    switch content {
    case .unexpected: true
    case .days: domain == nil
    default: false
    }
  }

  private static func bounds<Stored: FixedWidthInteger>(of values: [Stored]) -> ClosedRange<Int64> {
    guard var low = values.first else { return 0...0 }
    var high = low
    for value in values {
      low = min(low, value)
      high = max(high, value)
    }
    return Int64(low)...Int64(high)
  }
}
