import CSodium

/// A SHA-256 digest that is fed piece by piece (FIPS 180-4, by libsodium).
package struct Digest {
  private var state = crypto_hash_sha256_state()

  package init() { crypto_hash_sha256_init(&state) }

  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      _ = crypto_hash_sha256_update(&state, bytes.baseAddress, UInt64(bytes.count))
    }
  }

  package mutating func add(_ bytes: [UInt8]) {
    _ = crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
  }

  /// Ends the digest and returns it as 64 hexadecimal digits.
  package consuming func hex() -> String {
    var bytes = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = crypto_hash_sha256_final(&state, &bytes)
    return bytes.hex
  }

  package static func hex(_ text: String) -> String {
    var digest = Digest()
    digest.add(text)
    return digest.hex()
  }

  package static func hex(_ bytes: [UInt8]) -> String {
    var out = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = crypto_hash_sha256(&out, bytes, UInt64(bytes.count))
    return out.hex
  }
}

extension [UInt8] {
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(count * 2)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
