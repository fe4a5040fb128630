import Definitions
import Facts
import Storage

/// A digest of rows, each written as a line in which no two different rows look alike.
struct RowDigest: Sendable {
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

  /// Adds facts that are on their way into the store, where they lie.
  mutating func add(_ rows: FactRows) {
    let parcel = rows.parcel
    parcel.bytes.withUnsafeBufferPointer { bytes in
      for row in 0..<parcel.count {
        buffer.append(contentsOf: Self.fact)
        for column in FactRows.Column.allCases where column != .seq {
          let place = row * parcel.width + column.rawValue
          switch parcel.kinds[place] {
          case .integer: write(parcel.numbers[place])
          case .text:
            write(UnsafeBufferPointer(rebasing: bytes[RowParcel.range(of: parcel.numbers[place])]))
          case .null, .real, .blob: writeNothing()
          }
        }
        endLine()
      }
    }
  }

  consuming func hex() -> String {
    flush()
    return digest.hex()
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
    if let number { write(number) } else { writeNothing() }
  }

  private mutating func write(_ number: Int64) {
    buffer.append(UInt8(ascii: "i"))
    if number < 0 { buffer.append(UInt8(ascii: "-")) }
    writeDigits(number.magnitude)
    buffer.append(UInt8(ascii: ";"))
  }

  private mutating func write(_ text: String?) {
    guard var text else { return writeNothing() }
    text.withUTF8 { write($0) }
  }

  private mutating func write(_ text: UnsafeBufferPointer<UInt8>) {
    buffer.append(UInt8(ascii: "t"))
    writeDigits(UInt64(text.count))
    buffer.append(UInt8(ascii: ":"))
    buffer.append(contentsOf: text)
    buffer.append(UInt8(ascii: ";"))
  }

  /// Writes the digits from the last to the first into the room that they need.
  private mutating func writeDigits(_ number: UInt64) {
    guard number > 9 else { return buffer.append(UInt8(ascii: "0") + UInt8(number)) }
    var (count, power) = (1, 10 as UInt64)
    while count < 19, number >= power {
      count += 1
      power &*= 10
    }
    if number >= 10_000_000_000_000_000_000 { count = 20 }
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    buffer.withUnsafeMutableBufferPointer { buffer in
      var (rest, place) = (number, start + count)
      while place > start {
        place -= 1
        buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
  }

  private mutating func endLine() {
    buffer.append(UInt8(ascii: "\n"))
    if buffer.count > 1 << 16 { flush() }
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
