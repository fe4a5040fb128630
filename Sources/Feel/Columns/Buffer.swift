#if canImport(Glibc)
  import Glibc
#endif

/// Memory for kernels: padded to whole blocks, aligned to a cache line, freed with its last owner.
///
/// The compiler cannot check that it is shared rightly, so this is how: `Workers` hands out numbered
/// pieces, each piece writes only rows of its own, and nothing reads before all pieces are done.
final class Buffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  /// Makes room for so many elements, all alike at first.
  convenience init(count: Int, repeating element: Element) {
    self.init(memory: Buffer.memory(count), count: count)
    start.initialize(repeating: element, count: count)
  }

  private init(memory: UnsafeMutablePointer<Element>, count: Int) {
    start = memory
    self.count = count
  }

  private static func memory(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let isLarge = bytes >= 2 * hugePage
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: isLarge ? hugePage : 64)
    #if canImport(Glibc)
      // Without large pages a fifth of the time for a million rows goes into clearing small ones.
      if isLarge { madvise(memory, bytes, MADV_HUGEPAGE) }
    #endif
    return memory.bindMemory(to: Element.self, capacity: max(count, 1))
  }

  private static var hugePage: Int { 1 << 21 }

  deinit { start.deallocate() }

  /// The elements from a place on, to be read only.
  @inline(__always)
  func read(_ place: Int) -> UnsafePointer<Element> { UnsafePointer(start + place) }
}

extension Buffer where Element == UInt64 {
  /// Makes room for words that will all be written before any is read.
  convenience init(uninitialized count: Int) {
    self.init(memory: Buffer.memory(count), count: count)
  }

  /// The words of a bitmap and zeros up to the end of the last block.
  convenience init(_ words: [UInt64], count: Int) {
    self.init(count: count, repeating: 0)
    for (index, word) in words.enumerated() { start[index] = word }
  }
}
