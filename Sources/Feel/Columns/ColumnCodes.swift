import Frames

/// One column as small codes: 0 where the value is missing, otherwise the rank plus one.
struct ColumnCodes {
  enum Source {
    case wide([Int64])
    case narrow([Int32])
  }

  enum Storage {
    case bytes(Buffer<UInt8>)
    case words(Buffer<UInt16>)
  }

  let source: Source
  let valid: Buffer<UInt64>
  let finder: RankFinder
  let storage: Storage
  let count: Int

  init(
    source: Source, valid: Buffer<UInt64>, finder: RankFinder, codes: Int, rows: Int,
    padded: Int
  ) {
    self.source = source
    self.valid = valid
    self.finder = finder
    count = rows
    storage =
      codes <= 256
      ? .bytes(Buffer(count: padded, repeating: 0)) : .words(Buffer(count: padded, repeating: 0))
  }

  /// Codes the rows of some words of the bitmaps, from a multiple of 64 on.
  func code(_ words: Range<Int>) {
    switch (source, storage) {
    case (.wide(let values), .bytes(let codes)): code(words, of: values, into: codes)
    case (.wide(let values), .words(let codes)): code(words, of: values, into: codes)
    case (.narrow(let values), .bytes(let codes)): code(words, of: values, into: codes)
    case (.narrow(let values), .words(let codes)): code(words, of: values, into: codes)
    }
  }

  private func code<Stored: FixedWidthInteger, Code: FixedWidthInteger & UnsignedInteger>(
    _ words: Range<Int>, of values: [Stored], into codes: Buffer<Code>
  ) {
    values.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      switch finder {
      case .direct(let lowest, let ranks):
        ranks.withUnsafeBufferPointer { ranks in
          guard let table = ranks.baseAddress else { return }
          let last = UInt64(ranks.count - 1)
          each(words, values, codes) { value in
            let distance = UInt64(bitPattern: Int64(value) &- lowest)
            return Int(table[Int(truncatingIfNeeded: min(distance, last))])
          }
        }
      case .search(let lowest, let firstRanks, let cuts, let count, let widestStep):
        firstRanks.withUnsafeBufferPointer { firstRanks in
          cuts.withUnsafeBufferPointer { cuts in
            guard let first = firstRanks.baseAddress, let cuts = cuts.baseAddress else { return }
            let last = firstRanks.count - 1
            each(words, values, codes) { value in
              let value = Int64(value)
              let bucket = RankFinder.bucket(of: UInt64(bitPattern: value &- lowest))
              var rank = Int(first[min(bucket, last)])
              var step = widestStep
              while step > 0 {
                rank &+= cuts[rank &+ step &- 1] <= value ? step : 0
                step &>>= 1
              }
              return min(rank, count)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func each<Stored: FixedWidthInteger, Code: FixedWidthInteger & UnsignedInteger>(
    _ words: Range<Int>, _ values: UnsafePointer<Stored>, _ codes: Buffer<Code>,
    _ rank: (Stored) -> Int
  ) {
    for word in words {
      let known = valid.start[word]
      let first = word &* 64
      for bit in 0..<min(64, count &- first) {
        let code = Code(truncatingIfNeeded: rank(values[first &+ bit]) &+ 1)
        let mask = Code(truncatingIfNeeded: 0 &- (known &>> UInt64(bit) & 1))
        codes.start[first &+ bit] = code & mask
      }
    }
  }
}
