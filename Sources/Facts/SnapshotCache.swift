package import Definitions
import Frames
package import Quantities
package import Storage

/// Keeps the snapshots of the registers in memory and current by the tail of the journal.
///
/// A view of the past is built when it is asked for and a few are kept; the view of a day as it is
/// known today is brought forward by the facts that were written since, and built anew only when
/// much has changed. A register of which only some fields are asked for is a view of its own.
package actor SnapshotCache {
  private struct Key: Hashable {
    var register: String
    var fields: [String]
    var asOf: AsOf

    init(_ register: Register, _ asOf: AsOf) {
      self.register = register.id
      fields = register.fields.map(\.key)
      self.asOf = asOf
    }
  }

  private let database: any Database
  private let region: String
  private let room: Int
  private var kept: [Key: Snapshot] = [:]
  private var order: [Key] = []
  private var builds: [Key: Task<Snapshot, any Error>] = [:]

  /// Keeps views of about so many bytes, and always the one that was asked for last.
  package init(database: any Database, region: String, room: Int = 192 << 20) {
    self.database = database
    self.region = region
    self.room = room
  }

  /// Returns everything the store knows of a register; hand it out only through a visibility.
  package func snapshot(of register: Register, asOf: AsOf) async throws -> Snapshot {
    let key = Key(register, asOf)
    // Those who ask while a view is being built wait for it, and then only look for what is newer.
    while let build = builds[key] { _ = try await build.value }
    guard let old = kept[key], old.register == register else {
      return try await built(register, as: key)
    }
    guard asOf.knownAt == nil else { return used(old, as: key) }
    let region = region
    let snapshot = try await database.read { session in
      try SnapshotTail(snapshot: old, region: region).broughtForward(in: session)
    }
    return used(snapshot, as: key)
  }

  private func built(_ register: Register, as key: Key) async throws -> Snapshot {
    let (database, region) = (database, region)
    let build = Task {
      defer { builds[key] = nil }
      let snapshot = try await database.read { session in
        try SnapshotBuilder(register: register, region: region, asOf: key.asOf).build(in: session)
      }
      return used(snapshot, as: key)
    }
    builds[key] = build
    return try await build.value
  }

  /// Brings the views of today's knowledge forward as soon as an entry is committed, by this
  /// process or another, so that pages find them ready; ends with its task.
  package func followJournal() async {
    var seen: Int64 = 0
    while !Task.isCancelled {
      do {
        let head = try await database.read { try FactStore.head(in: $0) }
        if head != seen { try await bringForward() }
        seen = head
        try await database.nextChange(within: .seconds(1))
      } catch {
        // The store is away: a page that asks says so, and we look again later.
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }

  /// The entry up to which a kept view of today's knowledge is current; nil when none is kept.
  package func head(of register: Register, on day: Day) -> Int64? {
    kept[Key(register, AsOf(day))]?.head
  }

  private func bringForward() async throws {
    for key in order where key.asOf.knownAt == nil {
      guard let register = kept[key]?.register else { continue }
      _ = try await snapshot(of: register, asOf: key.asOf)
    }
  }

  private func used(_ snapshot: Snapshot, as key: Key) -> Snapshot {
    // Two readers may come back in any order: the newer view stays.
    if kept[key].map({ $0.head <= snapshot.head }) ?? true { kept[key] = snapshot }
    order.removeAll { $0 == key }
    order.append(key)
    var total = order.reduce(0) { $0 + (kept[$1]?.size ?? 0) }
    while total > room, order.count > 1 {
      let oldest = order.removeFirst()
      total -= kept.removeValue(forKey: oldest)?.size ?? 0
    }
    return snapshot
  }
}
