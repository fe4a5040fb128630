import CSodium

/// Passwords, tokens and codes, all by libsodium.
package enum Secrets {
  private static let isReady = sodium_init() >= 0

  /// Returns random bytes as hexadecimal digits.
  package static func token(bytes count: Int = 32) -> String {
    _ = isReady
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes.hex
  }

  /// Returns a one-time code that can be read aloud: eight digits in two groups.
  package static func oneTimeCode() -> String {
    _ = isReady
    let digits = (0..<8).map { _ in String(randombytes_uniform(10)) }
    return digits.prefix(4).joined() + "-" + digits.suffix(4).joined()
  }

  /// Hashes a password with Argon2id; takes tens of milliseconds and 64 MiB, so bound how many run
  /// at once.
  package static func hash(password: String) -> String? {
    _ = isReady
    var out = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
    let length = password.utf8.count
    let done = crypto_pwhash_str(
      &out, password, UInt64(length),
      UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE), Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
    guard done == 0 else { return nil }
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password belongs to a hash.
  package static func verify(password: String, hash: String) -> Bool {
    _ = isReady
    return crypto_pwhash_str_verify(hash, password, UInt64(password.utf8.count)) == 0
  }

  /// Compares two texts in a time that does not depend on where they differ.
  package static func equal(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return sodium_memcmp(left, right, left.count) == 0
  }

  /// Returns a keyed digest, for tokens that must not be guessable from public parts.
  package static func mac(_ message: String, key: String) -> String {
    Digest.hex("\(key.utf8.count):\(key)\(message)")
  }
}
