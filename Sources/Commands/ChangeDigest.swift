import Definitions
import Facts
package import Storage

/// Digests of the rows that an entry wrote and of the rows they replaced.
///
/// Both are computed from the tables alone, in the order of their keys, so that anybody who holds
/// the database can compute them again.
package struct ChangeDigest: Hashable, Sendable {
  /// Digest of the versions that counted before the entry wrote over them.
  package let before: String
  /// Digest of the rows that the entry wrote.
  package let after: String

  /// Computes both for an entry.
  package init(of seq: Int64, in session: any Session) throws {
    var before = RowDigest()
    var after = RowDigest()
    for table in try EntryTable.touched(by: seq, in: session) {
      try session.each(table.rowsWritten(by: seq)) { after.add($0.values) }
      guard table.hasVersions else { continue }
      try session.each(table.rowsReplaced(by: seq)) { before.add($0.values) }
    }
    try Self.addFacts(of: seq, before: &before, after: &after, in: session)
    self.before = before.hex()
    self.after = after.hex()
  }

  /// Adds each fact of the entry, and the version before it.
  private static func addFacts(
    of seq: Int64, before: inout RowDigest, after: inout RowDigest, in session: any Session
  ) throws {
    try FactHistory(entry: seq).each(in: session) { versions in
      guard let written = versions.lastIndex(where: { $0.seq == seq }) else { return }
      after.add(versions[written])
      if written > 0 { before.add(versions[written - 1]) }
    }
  }
}

/// A digest of rows, each written as a line in which no two different rows look alike.
private struct RowDigest {
  private var digest = Digest()
  private var buffer: [UInt8] = []
  /// How every fact begins: the text of its kind, as `write` would put it.
  private static let fact = Array("t4:fact;".utf8)

  mutating func add(_ values: [SQLValue]) {
    for value in values { write(value) }
    endLine()
  }

  mutating func add(_ fact: FactVersion) {
    buffer.append(contentsOf: Self.fact)
    write(fact.field)
    write(fact.period)
    write(fact.subject)
    write(fact.value.number)
    write(fact.value.text)
    write(Int64(fact.evidence.rawValue))
    write(fact.sourceRow.map(Int64.init))
    endLine()
  }

  private mutating func write(_ value: SQLValue) {
    switch value {
    case .null: writeNothing()
    case .integer(let number): write(number)
    case .real(let number): end("r\(number.bitPattern)")
    case .text(let text): write(text)
    case .blob(let bytes): end("b\(bytes.hex)")
    }
  }

  private mutating func writeNothing() { end("-") }

  // Facts are counted in millions, so their numbers and texts go in without a text in between.

  private mutating func write(_ number: Int64?) {
    guard let number else { return writeNothing() }
    buffer.append(UInt8(ascii: "i"))
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func write(_ text: String?) {
    guard let text else { return writeNothing() }
    buffer.append(UInt8(ascii: "t"))
    writeDigits(UInt64(text.utf8.count))
    buffer.append(UInt8(ascii: ":"))
    end(text)
  }

  private mutating func writeDigits(_ number: UInt64) {
    let start = buffer.count
    var rest = number
    repeat {
      buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    var (low, high) = (start, buffer.count - 1)
    while low < high {
      buffer.swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { flush() }
  }

  consuming func hex() -> String {
    flush()
    return digest.hex()
  }

  /// Writes the last part of a value and the sign that ends it.
  private mutating func end(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func flush() {
    digest.add(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
