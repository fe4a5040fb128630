import Dispatch
import Synchronization

/// Copies every table from one database into another, empty one, whichever kinds they are.
///
/// What is copied is one moment of the source, and the target has all of it or nothing.
package struct TableCopy: Sendable {
  private let source: any Database
  private let target: any Database

  package init(from source: any Database, to target: any Database) {
    self.source = source
    self.target = target
  }

  package func run() async throws {
    let pipe = RowPipe()
    async let filled: Void = read(into: pipe)
    do {
      try await write(from: pipe)
    } catch is Unfinished {
      // The source says why it ended early.
      try await filled
      throw StorageError.failed("复制没有完成")
    }
    try await filled
  }

  private func read(into pipe: RowPipe) async throws {
    defer { pipe.stop() }
    try await source.read { session in try Self.fill(pipe, from: session) }
  }

  private func write(from pipe: RowPipe) async throws {
    defer { pipe.stop() }
    try await target.write { transaction in
      while let parcel = pipe.next() {
        try transaction.insert(into: parcel.table, columns: parcel.columns, rows: parcel.rows)
      }
      guard pipe.isComplete else { throw Unfinished() }
    }
  }

  private struct Unfinished: Error {}

  /// Tables in the order in which the migrations made them, so that what is referred to is first.
  package static let tables: [String] = Migration.history.flatMap(\.statements).compactMap {
    $0.prefixMatch(of: /CREATE TABLE (\w+)/).map { String($0.1) }
  }

  private static func fill(_ pipe: RowPipe, from session: any Session) throws {
    try pipe.begin()
    for table in tables {
      let name = SQL(stringLiteral: table)
      var parcel = RowPipe.Parcel(table: name, columns: [], rows: [])
      try session.each("SELECT * FROM \(name)") { row in
        if parcel.columns.isEmpty { parcel.columns = row.columns.map { SQL(stringLiteral: $0) } }
        parcel.rows.append(row.values)
        guard parcel.rows.count == RowPipe.rowsPerParcel else { return }
        try pipe.put(parcel)
        parcel.rows.removeAll()
      }
      if !parcel.rows.isEmpty { try pipe.put(parcel) }
    }
    pipe.finish()
  }
}

/// Rows on their way from the thread of one database to that of another, few at a time.
///
/// Both ends wait for each other by blocking, which they may: a session has a thread of its own.
private final class RowPipe: Sendable {
  struct Parcel: Sendable {
    var table: SQL
    var columns: [SQL]
    var rows: [[SQLValue]]
  }

  static let rowsPerParcel = 5_000

  private struct State {
    var parcels: [Parcel] = []
    var isBegun = false
    var isComplete = false
    var isStopped = false
  }

  private let state = Mutex(State())
  private let filled = DispatchSemaphore(value: 0)
  private let free = DispatchSemaphore(value: 0)

  init() {
    // Dispatch stops the program when a semaphore goes with a lower value than it was made with.
    for _ in 0..<4 { free.signal() }
  }

  /// Whether the source has put in everything.
  var isComplete: Bool { state.withLock { $0.isComplete } }

  /// Refuses a second beginning: a read that is asked once more would put in everything twice.
  func begin() throws {
    let wasBegun = state.withLock { state in
      defer { state.isBegun = true }
      return state.isBegun
    }
    if wasBegun { throw StorageError.failed("复制中途与数据库的连接中断，没有完成。请重试") }
  }

  func put(_ parcel: Parcel) throws {
    free.wait()
    let isStopped = state.withLock { state in
      state.parcels.append(parcel)
      return state.isStopped
    }
    if isStopped { throw CancellationError() }
    filled.signal()
  }

  /// Returns the next rows, or nil when there are no more.
  func next() -> Parcel? {
    filled.wait()
    defer { free.signal() }
    return state.withLock { state in
      state.parcels.isEmpty ? nil : state.parcels.removeFirst()
    }
  }

  func finish() { state.withLock { $0.isComplete = true } }

  /// Lets the other end go, whatever it waits for.
  func stop() {
    state.withLock { $0.isStopped = true }
    filled.signal()
    free.signal()
  }
}
