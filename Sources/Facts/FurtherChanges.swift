import Definitions
import Documents

/// Changes of a file beyond the first ones, laid aside by field and period as the store keeps them.
package struct FurtherChanges: Sendable {
  /// The changes of one field and period, in the order of the file.
  struct Run: Sendable {
    var field: String
    var period: Int64
    var count = 0
    fileprivate var pieces: [Spool.Place] = []
    fileprivate var open: [UInt8] = []
  }

  /// A change as a run holds it.
  struct Change {
    /// Place of the subject's code.
    var place: Int
    var source: FactChange.Source
    var after: StoredValue
    var before: StoredValue
    var standing: Evidence
    /// Whether it puts right what was told before of the same day or period.
    var isCorrection: Bool
    /// Whether it is kept beside the value that counts.
    var isBeside: Bool

    /// Whether the value that it would replace rests on better evidence.
    func isConflict(with evidence: Evidence) -> Bool {
      !isBeside && !before.isWithdrawn && standing > evidence
    }
  }

  private(set) var runs: [Run] = []
  private(set) var count = 0
  private var spool = Spool(mostKept: 1_048_576)
  private static let piece = 65_536

  package init() {}

  package var isEmpty: Bool { count == 0 }

  /// Returns the number under which changes of a field and period are added.
  mutating func run(_ field: String, _ period: Int64) -> Int {
    if let known = runs.firstIndex(where: { $0.field == field && $0.period == period }) {
      return known
    }
    runs.append(Run(field: field, period: period))
    return runs.count - 1
  }

  mutating func append(_ change: Change, to run: Int) throws(DocumentError) {
    count += 1
    runs[run].count += 1
    change.write(to: &runs[run].open)
    guard runs[run].open.count >= Self.piece else { return }
    runs[run].pieces.append(try spool.append(runs[run].open))
    runs[run].open.removeAll(keepingCapacity: true)
  }

  /// Calls with the changes of a run in the order of the file.
  func each(of run: Run, _ body: (Change) throws -> Void) throws {
    for place in run.pieces { try Self.each(in: spool.bytes(at: place), body) }
    try Self.each(in: run.open, body)
  }

  private static func each(in bytes: [UInt8], _ body: (Change) throws -> Void) throws {
    try bytes.withUnsafeBytes { bytes in
      var place = 0
      while place < bytes.count { try body(Change(bytes, at: &place)) }
    }
  }

  /// What is written of a change, where it lies.
  struct Written {
    /// Place of the subject's code.
    var place: Int
    /// The number under which the store keeps the source.
    var source: Int64
    var number: Int64?
    var text: UnsafeRawBufferPointer?
  }

  /// Calls with what is written of each change of a run, in the order of the file.
  func eachWritten(of run: Run, _ body: (Written) -> Void) throws {
    for place in run.pieces { Self.eachWritten(in: try spool.bytes(at: place), body) }
    Self.eachWritten(in: run.open, body)
  }

  private static func eachWritten(in bytes: [UInt8], _ body: (Written) -> Void) {
    bytes.withUnsafeBytes { bytes in
      var offset = 0
      while offset < bytes.count { body(Written(bytes, at: &offset)) }
    }
  }

  /// Counts the changes of values that rest on better evidence.
  func conflicts(with evidence: Evidence) throws -> Int {
    var conflicts = 0
    for run in runs {
      try each(of: run) { if $0.isConflict(with: evidence) { conflicts += 1 } }
    }
    return conflicts
  }
}

extension FurtherChanges.Change {
  /// Numbers at their full width: a copy is quicker than taking them apart.
  fileprivate func write(to bytes: inout [UInt8]) {
    let kinds =
      Self.kind(after) | Self.kind(before) << 2 | UInt8(standing.rawValue) << 4
      | (isCorrection ? 0x80 : 0)
    bytes.append(kinds)
    Self.write(UInt32(place) | (isBeside ? Self.beside : 0), to: &bytes)
    Self.write(UInt64(source.stored), to: &bytes)
    Self.write(after, to: &bytes)
    Self.write(before, to: &bytes)
  }

  /// The bit above every place that a subject can have.
  fileprivate static let beside: UInt32 = 1 << 31

  private static func kind(_ value: StoredValue) -> UInt8 {
    value.number != nil ? 1 : value.text != nil ? 2 : 0
  }

  private static func write(_ value: StoredValue, to bytes: inout [UInt8]) {
    if let number = value.number {
      write(number, to: &bytes)
    } else if let text = value.text {
      write(UInt32(text.utf8.count), to: &bytes)
      bytes.append(contentsOf: text.utf8)
    }
  }

  private static func write<T: FixedWidthInteger>(_ value: T, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) }
  }

  fileprivate init(_ bytes: UnsafeRawBufferPointer, at offset: inout Int) {
    func take<T: FixedWidthInteger>(_ type: T.Type) -> T {
      defer { offset += MemoryLayout<T>.size }
      return bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }
    func value(_ kind: UInt8) -> StoredValue {
      switch kind {
      case 1: return StoredValue(number: take(Int64.self))
      case 2:
        let count = Int(take(UInt32.self))
        defer { offset += count }
        return StoredValue(
          text: String(decoding: bytes[offset..<offset + count], as: UTF8.self))
      default: return .withdrawn
      }
    }
    let kinds = take(UInt8.self)
    let spot = take(UInt32.self)
    place = Int(spot & ~Self.beside)
    isBeside = spot & Self.beside != 0
    source = FactChange.Source(stored: Int(take(UInt64.self)))
    after = value(kinds & 3)
    before = value(kinds >> 2 & 3)
    standing = Evidence(rawValue: Int(kinds >> 4 & 7)) ?? .none
    isCorrection = kinds & 0x80 != 0
  }
}

extension FurtherChanges.Written {
  /// Reads what `Change.write` wrote, without the value that is replaced.
  fileprivate init(_ bytes: UnsafeRawBufferPointer, at offset: inout Int) {
    func take<T: FixedWidthInteger>(_ type: T.Type) -> T {
      defer { offset += MemoryLayout<T>.size }
      return bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }
    func text() -> UnsafeRawBufferPointer {
      let count = Int(take(UInt32.self))
      defer { offset += count }
      return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }
    let kinds = take(UInt8.self)
    place = Int(take(UInt32.self) & ~FurtherChanges.Change.beside)
    source = Int64(bitPattern: take(UInt64.self))
    number = kinds & 3 == 1 ? take(Int64.self) : nil
    self.text = kinds & 3 == 2 ? text() : nil
    switch kinds >> 2 & 3 {
    case 1: offset += MemoryLayout<Int64>.size
    case 2: _ = text()
    default: break
    }
  }
}
