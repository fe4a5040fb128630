import Definitions
import Facts
import Storage

/// Keeps the names of every register in memory, current by the tail of the journal.
actor SearchShelf {
  private let database: any Database
  private let region: String
  private var indexes: [String: NameIndex] = [:]

  init(database: any Database, region: String) {
    self.database = database
    self.region = region
  }

  /// Returns the names of a register with everything that has been written.
  func index(of register: Register) async throws -> NameIndex {
    let key = "\(register.id)/\(register.nameField ?? "")"
    let old = indexes[key] ?? NameIndex()
    let region = region
    let index = try await database.read { session in
      var next = old
      try next.bringForward(register, region: region, in: session)
      return next
    }
    // Two readers may come back in any order: the newer index stays.
    if let present = indexes[key], present.head > index.head { return present }
    indexes[key] = index
    return index
  }
}
