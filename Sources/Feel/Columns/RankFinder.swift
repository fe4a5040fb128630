/// Finds the rank of a stored number among the constants that the rules compare its field with.
///
/// The rank is the number of constants that are not greater. Numbers of one rank answer every test
/// alike, so the rank is all that a column needs to keep.
enum RankFinder {
  /// A rank for each number from the lowest on; the last place is for numbers outside.
  case direct(lowest: Int64, ranks: [UInt16])
  /// Octaves of sixteen buckets each, then halving inside the bucket.
  case search(lowest: Int64, firstRanks: [UInt16], cuts: [Int64], count: Int, widestStep: Int)

  /// Takes ascending cuts that all lie above the lowest value of the domain.
  init(cuts: [Int64], values: ClosedRange<Int64>, rows: Int) {
    let lowest = values.lowerBound
    let span = UInt64(bitPattern: values.upperBound &- lowest)
    if span < 1 << 16, span < max(4096, rows) {
      var ranks: [UInt16] = []
      ranks.reserveCapacity(Int(span) + 2)
      for (rank, cut) in cuts.enumerated() {
        let end = Int(cut - lowest)
        while ranks.count < end { ranks.append(UInt16(rank)) }
      }
      while ranks.count <= Int(span) + 1 { ranks.append(UInt16(cuts.count)) }
      self = .direct(lowest: lowest, ranks: ranks)
      return
    }
    var widths = Array(repeating: 0, count: RankFinder.bucket(of: span) + 1)
    for cut in cuts { widths[RankFinder.bucket(of: UInt64(bitPattern: cut &- lowest))] += 1 }
    var firstRanks: [UInt16] = []
    firstRanks.reserveCapacity(widths.count)
    var rank = 0
    for width in widths {
      firstRanks.append(UInt16(rank))
      rank += width
    }
    var widestStep = 1
    while widestStep <= widths.max() ?? 0 { widestStep *= 2 }
    self = .search(
      lowest: lowest, firstRanks: firstRanks,
      cuts: cuts + Array(repeating: .max, count: 2 * widestStep), count: cuts.count,
      widestStep: widestStep / 2)
  }

  /// Sixteen buckets for each power of two, in the order of the distances.
  @inline(__always)
  static func bucket(of distance: UInt64) -> Int {
    let exponent = 59 &- (distance | 31).leadingZeroBitCount
    return exponent &* 16 &+ Int(truncatingIfNeeded: distance &>> UInt64(exponent))
  }
}
