package import Facts

/// The readings at the ends of months, as they were known then, each month made once.
///
/// What was known on a day never changes, so a month is kept for good and no entry renews it. A
/// month is made from a desk of its own that opens only the fields readings are made from.
package actor LightBook {
  private struct Single: Hashable {
    var code: Commitment.ID
    var asOf: AsOf
  }

  private static let most = 72
  private static let mostSingle = 2_000
  private var kept: [AsOf: [Reading]] = [:]
  private var order: [AsOf] = []
  /// Single readings of months of which nobody has asked for all.
  private var single: [Single: Reading?] = [:]
  private var making: [AsOf: Task<[Reading], any Error>] = [:]
  /// Months that had to be made since the book was opened.
  package private(set) var makings = 0

  package init() {}

  /// Returns the readings of all commitments in a view of the past, whose knowledge is given.
  package func readings(at desk: LedgerDesk, asOf: AsOf) async throws -> [Reading] {
    // What is known today may change with the next entry.
    guard asOf.knownAt != nil else { return try await Self.made(at: desk, asOf: asOf) }
    if let known = kept[asOf] { return known }
    if let build = making[asOf] { return try await build.value }
    let build = Task {
      defer { making[asOf] = nil }
      let readings = try await Self.made(at: desk, asOf: asOf)
      keep(readings, as: asOf)
      return readings
    }
    making[asOf] = build
    makings += 1
    return try await build.value
  }

  /// Returns one reading in a view of the past: from the whole month where that was made, else made
  /// alone, from the few registers that it needs.
  package func reading(
    of code: Commitment.ID, at desk: LedgerDesk, asOf: AsOf
  ) async throws -> Reading? {
    if let month = kept[asOf] { return month.first { $0.id == code } }
    let key = Single(code: code, asOf: asOf)
    if let known = single[key] { return known }
    let commitment = try await desk.commitments(knownAt: asOf.knownAt).first { $0.id == code }
    let made: Reading?
    if let commitment {
      let passing = desk.passing(for: [commitment])
      var views = LedgerViews(desk: passing)
      made = try await passing.reading(
        of: commitment.standing(on: asOf.day), asOf: asOf, views: &views)
    } else {
      made = nil
    }
    guard asOf.knownAt != nil else { return made }
    if single.count >= Self.mostSingle { single = [:] }
    single[key] = made
    return made
  }

  private static func made(at desk: LedgerDesk, asOf: AsOf) async throws -> [Reading] {
    let commitments = try await desk.commitments(knownAt: asOf.knownAt)
    return try await desk.passing(for: commitments).readings(asOf: asOf)
  }

  private func keep(_ readings: [Reading], as asOf: AsOf) {
    kept[asOf] = readings
    order.append(asOf)
    while order.count > Self.most { kept[order.removeFirst()] = nil }
  }
}
