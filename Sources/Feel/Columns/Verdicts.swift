package import Frames

/// The answers of many rules for all rows of a frame, as packed bitmaps, with their counts.
package struct Verdicts: Sendable {
  package struct Count: Hashable, Sendable {
    package var isTrue: Int
    package var isUnknown: Int
  }

  /// Rows of the frame.
  package let count: Int
  /// For each rule, in order.
  package fileprivate(set) var counts: [Count]
  /// Block by block; in a block two rows of words for each rule: true, unknown.
  fileprivate var words: Buffer<UInt64>

  package func truth(of rule: Int) -> Truth {
    let isTrue = isTrue(of: rule)
    return Truth(
      isTrue: isTrue, isFalse: isTrue.union(isUnknown(of: rule)).complement())
  }

  package func isTrue(of rule: Int) -> Bitmap { bitmap(2 * rule) }
  package func isUnknown(of rule: Int) -> Bitmap { bitmap(2 * rule + 1) }

  private func bitmap(_ row: Int) -> Bitmap {
    let wanted = Bitmap.wordCount(for: count)
    let stride = counts.count * 2 * Block.words
    var bitmap: [UInt64] = []
    bitmap.reserveCapacity(wanted)
    var start = row * Block.words
    while bitmap.count < wanted {
      bitmap += UnsafeBufferPointer(
        start: words.read(start), count: min(Block.words, wanted - bitmap.count))
      start += stride
    }
    return Bitmap(count: count, words: bitmap)
  }
}

extension CodedFrame {
  /// Answers every rule for every row and keeps all answers.
  package func verdicts(threads: Int = 2) -> Verdicts {
    let answers = Buffer(uninitialized: blocks * plan.nodes.count * 2 * Block.words)
    return Verdicts(count: count, counts: run(threads: threads, into: answers), words: answers)
  }

  /// Answers again into the memory of an earlier run, unless somebody else still holds it.
  ///
  /// For a province the answers fill gigabytes, and asking the system for fresh ones takes longer than
  /// the rules do.
  package func update(_ verdicts: inout Verdicts, threads: Int = 2) {
    guard verdicts.count == count, verdicts.counts.count == plan.nodes.count,
      isKnownUniquelyReferenced(&verdicts.words)
    else {
      verdicts = self.verdicts(threads: threads)
      return
    }
    verdicts.counts = run(threads: threads, into: verdicts.words)
  }

  /// Counts the answers of every rule without keeping them.
  ///
  /// For a province keeping them takes 2.5 GB, and asking the system for those takes longer than the
  /// rules do; here each worker answers block after block into the same small memory.
  package func counts(threads: Int = 2) -> [Verdicts.Count] { run(threads: threads, into: nil) }

  /// Answers block by block, the cores taking turns; without memory for all the answers are only counted.
  private func run(threads: Int, into answers: Buffer<UInt64>?) -> [Verdicts.Count] {
    let rules = plan.nodes.count
    let size = rules * 2 * Block.words
    let ones = Buffer(count: max(threads, 1) * rules * 2, repeating: 0)
    Workers.run((blocks + Block.stride - 1) / Block.stride, threads: threads) { worker, next in
      let runner = BlockRunner(self)
      let own = ones.start + worker * rules * 2
      let scratch = answers == nil ? Buffer<UInt64>(uninitialized: size) : nil
      defer { withExtendedLifetime(scratch) {} }
      while let piece = next() {
        for block in piece * Block.stride..<min((piece + 1) * Block.stride, blocks) {
          guard let start = scratch?.start ?? answers.map({ $0.start + block * size }) else {
            return
          }
          let rows = UnsafeMutableRawPointer(start)
          runner.run(block, into: rows.assumingMemoryBound(to: SIMD8<UInt64>.self), ones: own)
        }
      }
    }
    return (0..<rules).map { rule in
      var count = Verdicts.Count(isTrue: 0, isUnknown: 0)
      for worker in 0..<max(threads, 1) {
        count.isTrue += ones.start[(worker * rules + rule) * 2]
        count.isUnknown += ones.start[(worker * rules + rule) * 2 + 1]
      }
      return count
    }
  }
}
