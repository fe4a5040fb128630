/// Folds what goes over the network as gzip (RFC 1952).
package enum Gzip {
  /// How much time is spent on folding.
  package enum Effort: Int32, Sendable {
    /// For what is made anew for every reader.
    case quick = 1
    /// For what is folded once.
    case thorough = 9
  }

  /// Returns the folded bytes; nil when folding would not make them fewer.
  package static func folded(_ bytes: [UInt8], effort: Effort) -> [UInt8]? {
    guard let body = Deflater.run(bytes, level: effort.rawValue), body.count + 18 < bytes.count
    else { return nil }
    // Deflate, no name, no time, no word about the machine.
    var folded: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    folded.reserveCapacity(body.count + 18)
    folded += body
    folded.append(littleEndian: Int(Checksum(bytes).value), bytes: 4)
    folded.append(littleEndian: bytes.count & 0xFFFF_FFFF, bytes: 4)
    return folded
  }
}
