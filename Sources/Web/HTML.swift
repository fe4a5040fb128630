/// Text of a page whose interpolated values are escaped, so that the literal on the screen is what runs.
///
/// Strings and numbers are escaped, other `HTML` passes through. Attribute values are always written in
/// double quotes, for which the same escaping is enough.
struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
  private(set) var bytes: [UInt8]

  static let nothing = HTML(stringLiteral: "")

  init(stringLiteral text: String) { bytes = Array(text.utf8) }

  init(stringInterpolation interpolation: Interpolation) { bytes = interpolation.bytes }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var isEmpty: Bool { bytes.isEmpty }

  static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var bytes: [UInt8] = []

    init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 24 * interpolationCount)
    }

    mutating func appendLiteral(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func appendInterpolation(_ text: some StringProtocol) {
      for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
        default: bytes.append(byte)
        }
      }
    }

    mutating func appendInterpolation(_ number: some BinaryInteger) {
      bytes.append(contentsOf: String(number).utf8)
    }

    mutating func appendInterpolation(_ html: HTML) { bytes.append(contentsOf: html.bytes) }

    mutating func appendInterpolation(_ html: HTML?) {
      if let html { bytes.append(contentsOf: html.bytes) }
    }

    mutating func appendInterpolation(_ parts: [HTML]) {
      for part in parts { bytes.append(contentsOf: part.bytes) }
    }

    /// Writes a fixed piece, such as an attribute, only when it is wanted.
    mutating func appendInterpolation(when wanted: Bool, _ html: HTML) {
      if wanted { bytes.append(contentsOf: html.bytes) }
    }
  }
}

extension [HTML] {
  /// Joins pieces with a separator between them.
  func joined(_ separator: HTML) -> HTML {
    guard let first else { return .nothing }
    return dropFirst().reduce(first) { "\($0)\(separator)\($1)" }
  }
}
