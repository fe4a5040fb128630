import Quantities

/// Finds for 64 rows at a time where a sum of columns is at least zero, or zero, in whole numbers.
struct SignKernel {
  enum Values {
    case wide([Int64])
    case narrow(Buffer<Int32>)
    /// Days whose packed numbers are not attached yet.
    case days(LinearForm.Source)
  }

  struct Part {
    var values: Values
    var factor: Int128
  }

  /// The narrowest numbers that hold every step for the columns at hand.
  enum Width {
    /// One part less another of 32 bits each.
    case pair32
    case int64
    case int128
    /// The sum is never zero, whatever the columns say.
    case never
  }

  private(set) var parts: [Part]
  let constant: Int128
  let relation: LinearTest.Relation
  let width: Width

  /// nil when 128 bits do not hold the sum.
  init?(_ test: LinearTest, _ columns: [PlanColumn]) {
    let places = test.form.parts.map { columns[$0.source.field].places }
    guard let finest = places.max(), let scale = SignKernel.power(finest) else { return nil }
    var bound: Int128 = 0
    parts = []
    for (part, own) in zip(test.form.parts, places) {
      guard let raise = SignKernel.power(finest - own),
        let factor = part.factor.times(raise), factor.denominator == 1,
        let values = columns[part.source.field].values(of: part.source),
        let reach = columns[part.source.field].magnitude(of: part.source)
      else { return nil }
      let (most, overflow) = factor.numerator.magnitude.multipliedReportingOverflow(by: reach)
      guard !overflow, most < UInt128(Int128.max) / 8 else { return nil }
      bound += Int128(most)
      guard bound < Int128.max / 4 else { return nil }
      parts.append(Part(values: values, factor: factor.numerator))
    }
    guard let exact = test.form.constant.times(scale) else { return nil }
    // A whole number is at least −c exactly when it is at least the next whole number above −c.
    let whole = exact.rounded(toPlaces: 0, .floor)?.numerator
    guard let whole, whole.magnitude < UInt128(Int128.max) / 4 else { return nil }
    constant = whole
    relation = test.relation
    bound += Int128(whole.magnitude)
    if test.relation == .isZero && exact.denominator != 1 {
      width = .never
    } else if SignKernel.isPair(parts, test.relation), bound < 1 << 30 {
      width = .pair32
    } else {
      width = bound < 1 << 62 ? .int64 : .int128
    }
  }

  private static func power(_ exponent: Int) -> Ratio? {
    Ratio((0..<exponent).reduce(into: Int128(1)) { power, _ in power *= 10 }, over: 1)
  }

  private static func isPair(_ parts: [Part], _ relation: LinearTest.Relation) -> Bool {
    guard relation == .atLeastZero, parts.count == 2, case .days = parts[0].values,
      case .days = parts[1].values
    else { return false }
    return parts[0].factor.magnitude == 1 && parts[0].factor == -parts[1].factor
  }

  /// Puts the packed days where the columns of days are named.
  mutating func attach(_ buffer: (LinearForm.Source) -> Buffer<Int32>) {
    for place in parts.indices {
      if case .days(let source) = parts[place].values {
        parts[place].values = .narrow(buffer(source))
      }
    }
  }
}

extension LinearTest {
  /// Whether a column that the frame does not have leaves the test unknown in every row.
  func isOpen(over columns: [PlanColumn]) -> Bool {
    form.fields.contains { columns[$0].isAbsent }
  }
}

extension PlanColumn {
  fileprivate var places: Int {
    if case .numbers(_, let places) = content { places } else { 0 }
  }

  fileprivate func values(of source: LinearForm.Source) -> SignKernel.Values? {
    switch content {
    case .numbers(let values, places: _): .wide(values)
    case .days where domain != nil: .days(source)
    default: nil
    }
  }

  /// The greatest distance from zero.
  fileprivate func magnitude(of source: LinearForm.Source) -> UInt128? {
    let ends = [bounds.lowerBound, bounds.upperBound]
    switch content {
    case .numbers: return ends.map { UInt128($0.magnitude) }.max()
    case .days where domain != nil:
      return ends.map {
        UInt128(DayViews.number(of: Day(number: Int32($0)), view: source.view).magnitude)
      }.max()
    default: return nil
    }
  }
}

// MARK: Running

extension SignKernel {
  /// Sets the bits of a block's rows; what stands in rows without a value has no meaning.
  func run(from first: Int, rows: Int, into words: UnsafeMutablePointer<UInt64>) {
    switch width {
    case .never: for word in 0..<Block.words { words[word] = 0 }
    case .pair32: runPair(from: first, into: words)
    case .int64:
      if parts.count == 2 {
        runTwo(from: first, rows: rows, into: words)
      } else {
        runSum(Int64.self, from: first, rows: rows, into: words)
      }
    case .int128: runSum(Int128.self, from: first, rows: rows, into: words)
    }
  }

  private func runPair(from first: Int, into words: UnsafeMutablePointer<UInt64>) {
    guard case .narrow(let one) = parts[0].values, case .narrow(let other) = parts[1].values else {
      return
    }
    let (plus, minus) = parts[0].factor == 1 ? (one, other) : (other, one)
    let offset = Int32(constant)
    let left = plus.start + first
    let right = minus.start + first
    for word in 0..<Block.words {
      let (left, right) = (left + word * 64, right + word * 64)
      words[word] = Bits.pack { left[$0] &+ offset >= right[$0] }
    }
  }

  private func runTwo(
    from first: Int, rows: Int, into words: UnsafeMutablePointer<UInt64>
  ) {
    switch (parts[0].values, parts[1].values) {
    case (.wide(let left), .wide(let right)):
      withBlock(of: left, first, rows) { left in
        withBlock(of: right, first, rows) { right in runTwo(left, right, into: words) }
      }
    case (.wide(let left), .narrow(let right)):
      withBlock(of: left, first, rows) { runTwo($0, right.read(first), into: words) }
    case (.narrow(let left), .wide(let right)):
      withBlock(of: right, first, rows) { runTwo(left.read(first), $0, into: words) }
    case (.narrow(let left), .narrow(let right)):
      runTwo(left.read(first), right.read(first), into: words)
    default: return
    }
  }

  @inline(__always)
  private func runTwo<Left: FixedWidthInteger, Right: FixedWidthInteger>(
    _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>,
    into words: UnsafeMutablePointer<UInt64>
  ) {
    let (m, k, c) = (Int64(parts[0].factor), Int64(parts[1].factor), Int64(constant))
    for word in 0..<Block.words {
      let (left, right) = (left + word * 64, right + word * 64)
      words[word] =
        relation == .atLeastZero
        ? Bits.pack { Int64(left[$0]) &* m &+ Int64(right[$0]) &* k &+ c >= 0 }
        : Bits.pack { Int64(left[$0]) &* m &+ Int64(right[$0]) &* k &+ c == 0 }
    }
  }

  /// Any number of parts, one after the other.
  private func runSum<Sum: FixedWidthInteger & SignedInteger & BitwiseCopyable>(
    _: Sum.Type, from first: Int, rows: Int, into words: UnsafeMutablePointer<UInt64>
  ) {
    withUnsafeTemporaryAllocation(of: Sum.self, capacity: Block.rows) { sums in
      guard let sums = sums.baseAddress else { return }
      sums.initialize(repeating: Sum(constant), count: Block.rows)
      for part in parts {
        let factor = Sum(part.factor)
        switch part.values {
        case .wide(let values):
          withBlock(of: values, first, rows) { values in
            for row in 0..<Block.rows { sums[row] &+= Sum(values[row]) &* factor }
          }
        case .narrow(let values):
          let values = values.start + first
          for row in 0..<Block.rows { sums[row] &+= Sum(values[row]) &* factor }
        case .days: return
        }
      }
      for word in 0..<Block.words {
        let sums = sums + word * 64
        words[word] =
          relation == .atLeastZero ? Bits.pack { sums[$0] >= 0 } : Bits.pack { sums[$0] == 0 }
      }
    }
  }

  /// Calls with the values of a block; the last block of a frame is filled up with zeros.
  @inline(__always)
  private func withBlock(
    of values: [Int64], _ first: Int, _ rows: Int, _ body: (UnsafePointer<Int64>) -> Void
  ) {
    values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      if first + Block.rows <= rows { return body(start + first) }
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: Block.rows) { copy in
        guard let copied = copy.baseAddress else { return }
        copied.initialize(repeating: 0, count: Block.rows)
        copied.update(from: start + first, count: rows - first)
        body(UnsafePointer(copied))
      }
    }
  }
}
