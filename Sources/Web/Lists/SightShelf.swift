import Definitions
import Facts

/// Keeps what readers were shown of a register, until something new is written.
///
/// Taking rows and values out of a register of fifty thousand takes longer than a page may; readers
/// with the same visibility share the result.
actor SightShelf {
  private struct Key: Hashable {
    var register: String
    var asOf: AsOf
    var visibility: Visibility
  }

  private let capacity = 48
  private var kept: [Key: Snapshot] = [:]
  private var order: [Key] = []

  /// Returns the part of a register that a visibility lets through.
  func sight(of full: Snapshot, for visibility: Visibility) -> Snapshot {
    let key = Key(register: full.register.id, asOf: full.asOf, visibility: visibility)
    if let known = kept[key], known.head == full.head, known.register == full.register {
      return known
    }
    let limited = full.limited(to: visibility)
    // What was shown before the last entry would only keep columns that nobody reads any more.
    let isOutdated: (Key) -> Bool = { [kept] old in
      old == key
        || old.register == key.register && old.asOf == key.asOf
          && kept[old]?.head != full.head
    }
    for old in order.filter(isOutdated) { kept[old] = nil }
    order.removeAll(where: isOutdated)
    kept[key] = limited
    order.append(key)
    while order.count > capacity { kept[order.removeFirst()] = nil }
    return limited
  }
}
