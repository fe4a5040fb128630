/// A zip package, read by its central directory (APPNOTE 6.3, with zip64).
///
/// The directory is the only authority: names are compared and never used as paths, the declared
/// size of an entry is a hard cap on what it unfolds to, and its checksum has to agree.
struct ZipArchive {
  /// One file within the package, as the directory declares it.
  struct Entry: Hashable, Sendable {
    var name: String
    var method: Int
    var isEncrypted: Bool
    var checksum: UInt32
    var storedSize: Int
    var size: Int
    var headerOffset: Int
  }

  let file: String
  private let source: ByteSource
  private(set) var entries: [String: Entry] = [:]

  init(_ bytes: [UInt8], file: String, limits: ZipLimits = ZipLimits()) throws(DocumentError) {
    try self.init(ByteSource(bytes, name: file), limits: limits)
  }

  init(_ source: ByteSource, limits: ZipLimits = ZipLimits()) throws(DocumentError) {
    self.source = source
    file = source.name
    var directory = try ZipDirectory(source)
    guard directory.count <= limits.entries else {
      throw .tooLarge(file: file, detail: "压缩包内文件超过 \(limits.entries) 个")
    }
    var total = 0
    for _ in 0..<directory.count {
      let entry = try directory.next()
      try check(entry, limits: limits)
      total += entry.size
      guard total <= limits.totalSize else {
        throw .tooLarge(file: file, detail: "展开后超过 \(limits.totalSize / 1_048_576) MB")
      }
      // The first of two entries with one name counts, for this reader as for office programs.
      let name = entry.name.lowercased()
      if entries[name] == nil { entries[name] = entry }
    }
  }

  private func check(_ entry: Entry, limits: ZipLimits) throws(DocumentError) {
    let allowed = max(1_048_576, entry.storedSize.multipliedClamped(by: limits.ratio))
    guard entry.size <= limits.entrySize, entry.size <= allowed else {
      throw .tooLarge(file: file, detail: "\(entry.name) 展开后有 \(entry.size / 1_048_576) MB")
    }
  }

  /// Finds an entry by its name, in which office programs do not tell capitals apart.
  func entry(_ name: String) -> Entry? { entries[name.lowercased()] }

  /// Unfolds a whole entry.
  func contents(of entry: Entry) throws(DocumentError) -> [UInt8] {
    var whole: [UInt8] = []
    whole.reserveCapacity(min(entry.size, 16_777_216))
    try unfold(entry) { piece in
      whole.append(contentsOf: piece)
      return true
    }
    return whole
  }

  /// Unfolds an entry piece by piece until `take` returns false.
  ///
  /// The checksum is known at the end only, so a caller must not keep what it was given when this
  /// throws.
  func unfold(
    _ entry: Entry, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(DocumentError) {
    guard !entry.isEncrypted else { throw .encrypted(file: file) }
    let start = try startOfData(entry)
    guard entry.storedSize <= source.count - start else { throw damaged("\(entry.name) 不完整") }
    let stored = StoredBytes(source: source, place: start, end: start + entry.storedSize)
    switch entry.method {
    case 0: try copy(stored, of: entry, take)
    case 8: try inflate(stored, of: entry, take)
    default: throw damaged("\(entry.name) 的压缩方式 \(entry.method) 不能识别")
    }
  }

  private func startOfData(_ entry: Entry) throws(DocumentError) -> Int {
    let offset = entry.headerOffset
    let header = ByteReader(try source.bytes(at: offset, count: 30))
    guard header.uint32(at: 0) == 0x0403_4B50, let name = header.uint16(at: 26),
      let extra = header.uint16(at: 28)
    else { throw damaged("\(entry.name) 的位置不对") }
    let start = offset + 30 + name + extra
    guard start <= source.count else { throw damaged("\(entry.name) 不完整") }
    return start
  }

  private func copy(
    _ stored: StoredBytes, of entry: Entry, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(DocumentError) {
    guard stored.end - stored.place == entry.size else {
      throw damaged("\(entry.name) 的校验码不符")
    }
    var stored = stored
    var checksum = Checksum()
    while let piece = try stored.next() {
      let goesOn = piece.withUnsafeBytes { bytes in
        checksum.add(bytes)
        return take(bytes)
      }
      guard goesOn else { return }
    }
    guard checksum.value == entry.checksum else { throw damaged("\(entry.name) 的校验码不符") }
  }

  private func inflate(
    _ stored: StoredBytes, of entry: Entry, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(DocumentError) {
    var checksum = Checksum()
    var size = 0
    var isStopped = false
    let end = try Inflater.run(stored) { piece in
      size += piece.count
      guard size <= entry.size else { return false }
      checksum.add(piece)
      isStopped = !take(piece)
      return !isStopped
    }
    if isStopped { return }
    guard size <= entry.size else { throw damaged("\(entry.name) 比声明的大") }
    guard end == .whole, size == entry.size else { throw damaged("\(entry.name) 不完整") }
    guard checksum.value == entry.checksum else { throw damaged("\(entry.name) 的校验码不符") }
  }

  private func damaged(_ detail: String) -> DocumentError {
    .damaged(file: file, detail: detail)
  }
}

extension Int {
  fileprivate func multipliedClamped(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
