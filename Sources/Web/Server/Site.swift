import Commands
import Definitions
import Facts
import Ledgers
import Quantities
import Storage

/// Everything of one installation that pages are made from.
struct Site: Sendable {
  let database: any Database
  let library: Library
  let clock: Clock
  let region: String
  let district: String
  let accounts: Accounts
  let authority: Authority
  let journal: Journal
  let snapshots: SnapshotCache
  let previews = PreviewShelf<CheckedImport>()
  let editions = PreviewShelf<EditionPlan>()
  let texts = ReadTextShelf()
  let sights = SightShelf()
  let doubts = DoubtShelf()
  let orders = OrderShelf()
  let doors = DoorShelf()
  let names: SearchShelf
  let views: ViewShelf
  let readings = ReadingBook()
  let lights = LightBook()
  let tracks = TrackBook()
  let inboxes = InboxShelf()
  let stock: StockBook
  let accesses: AccessShelf
  let forecasts = ForecastCache()
  let signIns = SignInGate()
  let meters = Meters()
  let registers: RegisterPaths
  /// The library with which readers look into charts; nil where it was not installed.
  let chartLibrary: Asset?
  /// Tells this run of the program from others, whose definitions may differ.
  let run = String(Secrets.token().prefix(8))
  /// Seals the forms that are handed out before sign-in; lives as long as the process.
  let key = Secrets.token()

  init(
    database: any Database, library: Library, clock: Clock, region: String, district: String,
    chartLibrary: Asset? = nil
  ) {
    self.chartLibrary = chartLibrary
    self.database = database
    self.library = library
    self.clock = clock
    self.region = region
    self.district = district
    accounts = Accounts(database: database, clock: clock)
    authority = Authority(library: library)
    journal = Journal(database: database, library: library, region: region, clock: clock)
    snapshots = SnapshotCache(database: database, region: region)
    names = SearchShelf(database: database, region: region)
    views = ViewShelf(database: database)
    stock = StockBook(database: database, region: region)
    accesses = AccessShelf(database: database, clock: clock)
    registers = RegisterPaths(library: library)
  }

  /// Returns the name of a unit, town or park: as the register of units calls it on the day, or as
  /// the definitions do.
  func unitNames(asOf: AsOf) async throws -> UnitNames {
    guard let register = library.registers["unit"] else {
      return UnitNames(library: library, snapshot: nil)
    }
    let snapshot = try await snapshots.snapshot(of: register, asOf: asOf)
    return UnitNames(library: library, snapshot: snapshot)
  }

  /// Returns the names of the firms among some units: posts of a firm act for its credit code.
  func firmNames(of units: [String], asOf: AsOf) async throws -> [String: String] {
    let codes = Set(units.filter { CreditCode.isValid($0) })
    guard !codes.isEmpty, let register = library.registers["enterprise"] else { return [:] }
    let snapshot = try await snapshots.snapshot(of: register, asOf: asOf)
    let rows = codes.compactMap { code in snapshot.row(code: code).map { (code, $0) } }
    return Dictionary(uniqueKeysWithValues: rows.map { ($0, snapshot.name(row: $1)) })
  }
}

/// Names of the district's units, which everybody inside may know.
struct UnitNames: Sendable {
  private let library: Library
  private var names: [String: String] = [:]

  init(library: Library, snapshot: Snapshot?) {
    self.library = library
    guard let snapshot else { return }
    for (row, code) in snapshot.codes.enumerated() {
      if case .text(let short)? = snapshot.value("short_name", row: row) {
        names[code] = short
      } else {
        names[code] = snapshot.name(row: row)
      }
    }
  }

  func callAsFunction(_ code: String) -> String { names[code] ?? library.unitName(code) }

  /// Codes of the known units with their names, in the order of the names' codes.
  var all: [(code: String, name: String)] {
    names.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// The addresses of the registers' lists: /enterprises for enterprise, /registers/x for the rest.
struct RegisterPaths: Sendable {
  /// Registers in the order in which the program shows them.
  let all: [Register]
  private var paths: [String: String] = [:]

  /// Plural names that pages of their own have taken.
  private static let taken: Set<String> = [
    "bulletins", "commitments", "documents", "imports", "indicators", "registers", "reports",
  ]
  private static let first = ["project", "enterprise", "parcel", "platform", "unit", "region"]

  init(library: Library) {
    func place(_ register: Register) -> Int {
      Self.first.firstIndex(of: register.id) ?? Self.first.count
    }
    all = library.registers.values.sorted { (place($0), $0.id) < (place($1), $1.id) }
    for register in all {
      let plural = Self.plural(register.id)
      paths[register.id] =
        Self.taken.contains(plural) ? "/registers/\(register.id)" : "/\(plural)"
    }
  }

  func list(_ register: String) -> String { paths[register] ?? "/registers" }

  func subject(_ register: String, _ code: String) -> String {
    "\(list(register))/\(Address.encoded(code))"
  }

  private static func plural(_ word: String) -> String {
    if word.hasSuffix("y") { return word.dropLast() + "ies" }
    return word.hasSuffix("s") ? word + "es" : word + "s"
  }
}
