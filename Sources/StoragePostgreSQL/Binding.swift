import CPQ
import Storage

/// The types of PostgreSQL that values travel in.
enum ServerType {
  static let boolean: Oid = 16
  static let bytes: Oid = 17
  static let characters: Oid = 18
  static let name: Oid = 19
  static let integer8: Oid = 20
  static let integer2: Oid = 21
  static let integer4: Oid = 23
  static let text: Oid = 25
  static let object: Oid = 26
  static let json: Oid = 114
  static let real4: Oid = 700
  static let real8: Oid = 701
  static let unknown: Oid = 705
  static let varying: Oid = 1043
  static let void: Oid = 2278
}

/// The arguments of a statement as they are sent: types, and bytes in the binary form.
struct Binding {
  /// 0 leaves the type of a NULL to the statement.
  private(set) var types: [Oid] = []
  private var bytes: [UInt8] = []
  /// Where each value lies in the bytes; nil for NULL.
  private var places: [Range<Int>?] = []

  init(_ arguments: [SQLValue]) throws(StorageError) {
    for argument in arguments {
      let start = bytes.count
      bytes.appendBinary(argument)
      if case .null = argument {
        places.append(nil)
      } else {
        places.append(start..<bytes.count)
      }
      types.append(try Self.type(of: argument))
    }
    // An address is needed even for an empty text at the end.
    bytes.append(0)
  }

  private static func type(of value: SQLValue) throws(StorageError) -> Oid {
    switch value {
    case .null: return 0
    case .integer: return ServerType.integer8
    case .real: return ServerType.real8
    case .blob: return ServerType.bytes
    case .text(let text):
      guard !text.utf8.contains(0) else { throw .zeroCharacter }
      return ServerType.text
    }
  }

  /// Calls with the arrays that libpq asks for.
  func withParts<T>(
    _ body: (
      _ count: CInt, _ values: [UnsafePointer<CChar>?], _ lengths: [CInt], _ formats: [CInt]
    ) -> T
  ) -> T {
    bytes.withUnsafeBytes { buffer in
      let values = places.map { place in
        place.flatMap { buffer.baseAddress?.advanced(by: $0.lowerBound) }?
          .assumingMemoryBound(to: CChar.self)
      }
      return body(
        CInt(places.count), values, places.map { CInt($0?.count ?? 0) },
        Array(repeating: 1, count: places.count))
    }
  }
}

extension [UInt8] {
  /// Adds a value in the binary form, numbers with the highest byte first.
  mutating func appendBinary(_ value: SQLValue) {
    switch value {
    case .null: break
    case .integer(let number): appendBigEndian(number)
    case .real(let number): appendBigEndian(number.bitPattern)
    case .text(let text): append(contentsOf: text.utf8)
    case .blob(let blob): append(contentsOf: blob)
    }
  }

  mutating func appendBigEndian(_ number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
