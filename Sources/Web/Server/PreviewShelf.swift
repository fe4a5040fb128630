import Commands
import Synchronization

/// Keeps uploaded files with their previews until their sender writes them or gives them up.
///
/// They lie in memory only: a restart loses previews and nothing else.
final class PreviewShelf: Sendable {
  struct Kept: Sendable {
    var checked: CheckedImport
    var post: String
    var person: String
    var since: Int64
  }

  private static let most = 16
  private static let lifetime: Int64 = 30 * 60

  private let kept = Mutex<[String: Kept]>([:])

  /// Keeps a preview and returns the ticket under which it is found.
  func keep(_ checked: CheckedImport, for actor: Actor, at now: Int64) -> String {
    let ticket = Secrets.token(bytes: 16)
    kept.withLock { kept in
      kept = kept.filter { now - $0.value.since < Self.lifetime }
      while kept.count >= Self.most, let oldest = kept.min(by: { $0.value.since < $1.value.since })
      {
        kept[oldest.key] = nil
      }
      kept[ticket] = Kept(
        checked: checked, post: actor.post.id, person: actor.person.id, since: now)
    }
    return ticket
  }

  /// Returns a preview to the post that made it, and to nobody else.
  func find(_ ticket: String, for actor: Actor, at now: Int64) -> CheckedImport? {
    kept.withLock { kept in
      guard let found = kept[ticket], found.post == actor.post.id,
        found.person == actor.person.id, now - found.since < Self.lifetime
      else { return nil }
      return found.checked
    }
  }

  func drop(_ ticket: String) { kept.withLock { $0[ticket] = nil } }
}
