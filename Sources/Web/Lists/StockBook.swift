import Commands
import Definitions
import Facts
import Findings
import Quantities
import Storage

/// The stock accounts of the days, worked out anew from the facts and kept while they hold.
///
/// Each day is what was known when it ended, so a day that has passed never changes and is kept; an
/// account that ends today is kept until the journal grows.
actor StockBook {
  private struct Key: Hashable {
    var detector: String
    var opening: Day
    var closing: Day
  }

  private struct ViewKey: Hashable {
    var detector: String
    var asOf: AsOf
  }

  private let database: any Database
  private let region: String
  private var kept: [Key: (head: Int64, account: StockAccount)] = [:]
  /// The views of the last days: each is the end of one account and the start of the next.
  private var views: [ViewKey: Snapshot] = [:]
  private static let mostViews = 6
  private static let mostAccounts = 800

  init(database: any Database, region: String) {
    self.database = database
    self.region = region
  }

  /// Returns the account of a span; `asOf` is the view of its last day.
  func account(
    _ detector: Detector, of register: Register, since opening: Day, asOf: AsOf, head: Int64
  ) async throws -> StockAccount? {
    let known = asOf.knownAt ?? head
    let key = Key(detector: detector.id, opening: opening, closing: asOf.day)
    if let found = kept[key], found.head == known { return found.account }
    guard let narrow = detector.stocked(register) else { return nil }
    let then = try await database.read { try JournalEntry.head(onOrBefore: opening, in: $0) }
    let before = try await view(
      detector, narrow, AsOf(opening, knownAt: Swift.min(then, known)))
    let after = try await view(detector, narrow, AsOf(asOf.day, knownAt: known))
    guard let account = StockAccount(detector, before: before, after: after) else { return nil }
    if kept.count >= Self.mostAccounts { kept.removeAll() }
    kept[key] = (known, account)
    return account
  }

  /// Returns the accounts of the single days of a span, the last day first.
  func days(
    _ detector: Detector, of register: Register, from first: Day, asOf: AsOf, head: Int64
  ) async throws -> [StockAccount] {
    var accounts: [StockAccount] = []
    var day = first
    while day <= asOf.day {
      let end = try await database.read { [day] in
        try JournalEntry.head(onOrBefore: day, in: $0)
      }
      let known = day == asOf.day ? asOf.knownAt ?? head : end
      let account = try await account(
        detector, of: register, since: day.adding(days: -1), asOf: AsOf(day, knownAt: known),
        head: head)
      if let account { accounts.append(account) }
      day = day.adding(days: 1)
    }
    return accounts.reversed()
  }

  private func view(
    _ detector: Detector, _ register: Register, _ asOf: AsOf
  ) async throws -> Snapshot {
    let key = ViewKey(detector: detector.id, asOf: asOf)
    if let known = views[key] { return known }
    let region = region
    let built = try await database.read { session in
      try SnapshotBuilder(register: register, region: region, asOf: asOf).build(in: session)
    }
    if views.count >= Self.mostViews { views.removeAll() }
    views[key] = built
    return built
  }
}

extension Site {
  /// The detectors that balance a register, with the register.
  var stockLaws: [(detector: Detector, register: Register)] {
    library.detectors.values.sorted { $0.id < $1.id }.compactMap { detector in
      guard case .stockLaw = detector.rule, let register = library.registers[detector.register]
      else { return nil }
      return (detector, register)
    }
  }

  /// Draws up the accounts of the last days before today; pages find them ready.
  func balanceStock(days: Int) async throws -> [StockAccount] {
    let today = clock.today()
    let yesterday = today.adding(days: -1)
    let (head, end) = try await database.read { session in
      (
        try FactStore.head(in: session),
        try JournalEntry.head(onOrBefore: yesterday, in: session)
      )
    }
    var accounts: [StockAccount] = []
    for (detector, register) in stockLaws {
      accounts += try await stock.days(
        detector, of: register, from: today.adding(days: -days),
        asOf: AsOf(yesterday, knownAt: end), head: head)
    }
    return accounts
  }
}
