/// How much a package may unfold to, so that a small hostile file cannot fill the memory.
package struct ZipLimits: Hashable, Sendable {
  /// Entries in one package.
  package var entries = 20_000
  /// Bytes of one entry, unfolded.
  package var entrySize = 2_147_483_648
  /// Bytes of all entries together, unfolded.
  package var totalSize = 4_294_967_296
  /// How many times its stored size an entry may declare, beyond the first megabyte.
  package var ratio = 400

  package init() {}

  /// Papers are small beside registers, and their text is held whole.
  package static let paper: Self = {
    var limits = Self()
    limits.entrySize = 268_435_456
    limits.totalSize = 1_073_741_824
    return limits
  }()
}
