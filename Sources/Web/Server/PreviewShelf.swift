import Commands
import Synchronization

/// Keeps previews of what was uploaded until their sender writes them or gives them up.
///
/// They lie in memory only: a restart loses previews and nothing else.
final class PreviewShelf<Checked: Sendable>: Sendable {
  private struct Kept: Sendable {
    var checked: Checked
    var post: String
    var person: String
    var since: Int64
  }

  private static var most: Int { 16 }
  private static var lifetime: Int64 { 30 * 60 }

  private let kept = Mutex<[String: Kept]>([:])

  /// Keeps a preview and returns the ticket under which it is found.
  func keep(_ checked: Checked, for actor: Actor, at now: Int64) -> String {
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
  func find(_ ticket: String, for actor: Actor, at now: Int64) -> Checked? {
    kept.withLock { kept in
      guard let found = kept[ticket], found.post == actor.post.id,
        found.person == actor.person.id, now - found.since < Self.lifetime
      else { return nil }
      return found.checked
    }
  }

  func drop(_ ticket: String) { kept.withLock { $0[ticket] = nil } }
}
