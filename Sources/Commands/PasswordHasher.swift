import Foundation
import Synchronization

/// Hashes and checks passwords one after another on a thread of its own.
///
/// Argon2id takes 64 MB and tens of milliseconds a password: many at once would exhaust the
/// machine, and on a request thread they would hold up everybody else. When too many wait, the
/// newest is turned away.
package final class PasswordHasher: Sendable {
  /// Passwords that may wait at once.
  static let capacity = 64

  /// Too many sign-ins at once.
  struct Overloaded: Error {}

  private let queue = DispatchQueue(label: "hefu.passwords")
  private let waiting = Mutex(0)

  package init() {}

  /// Returns the hash of a password, or nil when there is no memory for it.
  func hash(_ password: String) async throws(Overloaded) -> String? {
    try await run { Secrets.hash(password: password) }
  }

  /// Whether a password belongs to a hash.
  func verify(_ password: String, hash: String) async throws(Overloaded) -> Bool {
    try await run { Secrets.verify(password: password, hash: hash) }
  }

  private func run<T: Sendable>(
    _ work: @escaping @Sendable () -> T
  ) async throws(Overloaded) -> T {
    let mayWait = waiting.withLock { count in
      guard count < Self.capacity else { return false }
      count += 1
      return true
    }
    guard mayWait else { throw Overloaded() }
    defer { waiting.withLock { $0 -= 1 } }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }
}
