import Foundation

/// JSON in the one form that has one digest: UTF-8, keys sorted, no white space (RFC 8785).
///
/// Bodies hold strings, integers, booleans, lists and objects with ASCII keys; numbers with a
/// fraction are written as strings by the types that hold them, so that no rounding can creep in.
package enum CanonicalJSON {
  /// Returns the canonical text of a value.
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// Reads a value back.
  package static func value<T: Decodable>(_ type: T.Type, from text: String) throws -> T {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
