import Commands
import Definitions
import Facts
import Quantities
import Storage

/// Puts on record who read what is confidential, each reading once a day.
actor AccessShelf {
  private let database: any Database
  private let clock: Clock
  private var known: Set<Access> = []
  private var day: Day?

  init(database: any Database, clock: Clock) {
    self.database = database
    self.clock = clock
  }

  /// Writes the readings that are not on record today; nothing may be shown when this fails.
  func note(_ accesses: [Access]) async throws {
    let today = clock.today()
    if day != today {
      known = []
      day = today
    }
    let new = accesses.filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    try await write(new)
    known.formUnion(new)
  }

  /// Writes readings that are put on record each time.
  func write(_ accesses: [Access]) async throws {
    let moment = clock.moment()
    try await database.write { try AccessLog.write(accesses, at: moment, in: $0) }
  }
}

extension RegisterReading {
  /// Puts on record what these fields tell of these rows, before it is told.
  ///
  /// What firms read of themselves, and what is masked, is told to nobody else and left out. Where
  /// no purpose is stated, the purposes stand for which the fields are kept.
  func note(
    _ fields: [Field], rows: some Sequence<Int>, as manner: Access.Manner, purpose: String? = nil
  ) async throws {
    let told = fields.filter { field in
      field.isConfidential && !field.isPersonal && !isOwn(field.fieldClass)
    }
    guard !told.isEmpty else { return }
    let classes = Dictionary(grouping: told, by: \.fieldClass).sorted {
      $0.key.rawValue < $1.key.rawValue
    }
    var accesses: [Access] = []
    for (fieldClass, fields) in classes {
      let purpose = purpose ?? desk.purpose?.title ?? Self.purposes(of: fields)
      for row in rows where fields.contains(where: { snapshot.value($0.key, row: row) != nil }) {
        accesses.append(
          Access(
            register: register.id, code: snapshot.codes[row], fieldClass: fieldClass.rawValue,
            manner: manner, by: desk.actor, purpose: purpose))
      }
    }
    try await desk.site.accesses.note(accesses)
  }

  private func isOwn(_ fieldClass: FieldClass) -> Bool {
    (visibility.scopes[fieldClass] ?? []).allSatisfy { scope in
      if case .subject = scope.rows { true } else { false }
    }
  }

  private static func purposes(of fields: [Field]) -> String {
    var purposes: [String] = []
    for field in fields where !purposes.contains(field.purpose) { purposes.append(field.purpose) }
    let most = 3
    return purposes.prefix(most).joined(separator: "、") + (purposes.count > most ? "等" : "")
  }
}

extension DeskVisit {
  /// The purpose that the address states, when the grants file knows it.
  var purpose: Grants.Condition? {
    address["purpose"].flatMap { site.library.grants.conditions[$0] }.flatMap {
      $0.holds == .purpose ? $0 : nil
    }
  }
}
