import CZlib
import Documents
import Testing

struct GzipTests {
  @Test(arguments: [Gzip.Effort.quick, .thorough])
  func `what is folded unfolds to the same bytes`(effort: Gzip.Effort) throws {
    for count in [200, 5_000, 300_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: ($0 / 7) % 251) }
      let folded = try #require(Gzip.folded(bytes, effort: effort))
      #expect(folded.count < bytes.count)
      #expect(unfolded(folded, room: count + 1) == bytes)
    }
  }

  @Test func `what folding would make longer is left as it is`() {
    #expect(Gzip.folded([], effort: .quick) == nil)
    #expect(Gzip.folded([1, 2, 3], effort: .thorough) == nil)
  }

  /// Unfolds as a browser does: zlib reads the frame and checks its sum.
  private func unfolded(_ bytes: [UInt8], room: Int) -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, 16 + MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    var source = bytes
    return source.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: room) { target, made in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(room)
        made = inflate(&stream, Z_FINISH) == Z_STREAM_END ? room - Int(stream.avail_out) : 0
      }
    }
  }
}
