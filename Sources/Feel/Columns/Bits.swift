/// Bits out of answers, in ways that plain compilers make vector code of.
enum Bits {
  /// Packs the answers for 64 rows into a word, the first row in the lowest bit.
  @inline(__always)
  static func pack(_ holds: (Int) -> Bool) -> UInt64 {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 16) { bytes in
      guard let start = bytes.baseAddress else { return 0 }
      let flags = start.assumingMemoryBound(to: UInt8.self)
      for row in 0..<64 { flags[row] = holds(row) ? 1 : 0 }
      var word: UInt64 = 0
      for group in 0..<8 {
        let eight = UInt64(littleEndian: start.load(fromByteOffset: group * 8, as: UInt64.self))
        // The multiplication moves the eight flags next to each other into the highest byte.
        word |= ((eight &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(group * 8)
      }
      return word
    }
  }

  /// Turns 64 words of 64 bits: bit q of word i becomes bit i of word q.
  @inline(__always)
  static func transpose(_ words: UnsafeMutablePointer<UInt64>) {
    exchange(words, 32, 0x0000_0000_FFFF_FFFF)
    exchange(words, 16, 0x0000_FFFF_0000_FFFF)
    exchange(words, 8, 0x00FF_00FF_00FF_00FF)
    exchange(words, 4, 0x0F0F_0F0F_0F0F_0F0F)
    exchange(words, 2, 0x3333_3333_3333_3333)
    exchange(words, 1, 0x5555_5555_5555_5555)
  }

  /// Exchanges the upper halves of the fields of each word with the lower ones of its partner.
  @inline(__always)
  private static func exchange(
    _ words: UnsafeMutablePointer<UInt64>, _ distance: Int, _ mask: UInt64
  ) {
    var start = 0
    while start < 64 {
      for low in start..<start &+ distance {
        let (one, other) = (words[low], words[low &+ distance])
        let moved = ((one &>> UInt64(distance)) ^ other) & mask
        words[low] = one ^ (moved &<< UInt64(distance))
        words[low &+ distance] = other ^ moved
      }
      start &+= 2 &* distance
    }
  }

  /// Counts the ones of eight words.
  @inline(__always)
  static func ones(_ words: SIMD8<UInt64>) -> Int {
    let fives = SIMD8<UInt64>(repeating: 0x5555_5555_5555_5555)
    let threes = SIMD8<UInt64>(repeating: 0x3333_3333_3333_3333)
    let nibbles = SIMD8<UInt64>(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    let one = SIMD8<UInt64>(repeating: 1)
    let two = SIMD8<UInt64>(repeating: 2)
    let four = SIMD8<UInt64>(repeating: 4)
    var counts = words &- (words &>> one & fives)
    counts = (counts & threes) &+ (counts &>> two & threes)
    counts = (counts &+ (counts &>> four)) & nibbles
    let halves = counts.lowHalf &+ counts.highHalf
    let quarters = halves.lowHalf &+ halves.highHalf
    // Each byte counts at most 64 here, so pairs of bytes are added before the last sum.
    let bytes = quarters[0] &+ quarters[1]
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    return Int(truncatingIfNeeded: (pairs &* 0x0001_0001_0001_0001) &>> 48)
  }
}
