import Synchronization

/// Slows down those who try many passwords from one address.
///
/// Each address has a bucket of tries that fills again with time; locking of single accounts is
/// done by the accounts themselves.
final class SignInGate: Sendable {
  private struct Bucket {
    var tries: Int
    var since: Int64
  }

  private static let most = 30
  /// Seconds after which one more try is allowed.
  private static let refill: Int64 = 4
  private static let mostAddresses = 10_000

  private let buckets = Mutex<[String: Bucket]>([:])

  /// Takes one try of an address, or returns false when it has none left.
  func admits(_ address: String, at now: Int64) -> Bool {
    buckets.withLock { buckets in
      if buckets.count >= Self.mostAddresses {
        buckets = buckets.filter { now - $0.value.since < Int64(Self.most) * Self.refill }
      }
      var bucket = buckets[address] ?? Bucket(tries: Self.most, since: now)
      let gained = max(0, (now - bucket.since) / Self.refill)
      bucket.tries = min(Self.most, bucket.tries + Int(gained))
      bucket.since += gained * Self.refill
      if bucket.tries == Self.most { bucket.since = now }
      guard bucket.tries > 0 else { return false }
      bucket.tries -= 1
      buckets[address] = bucket
      return true
    }
  }
}
