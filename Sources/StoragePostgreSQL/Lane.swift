import Storage

/// A connection with the thread that works on it; it connects when it is first needed, and again
/// after the server went away.
actor Lane {
  private let address: ServerAddress
  private let executor: QueueExecutor
  private var connection: Connection?
  private var isClosed = false
  nonisolated private let canceller = Canceller()

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ address: ServerAddress) {
    self.address = address
    executor = QueueExecutor(label: "hefu.postgresql")
  }

  /// Runs work on the lane; when its task is cancelled, the server is asked to stop.
  nonisolated func run<T: Sendable>(
    _ work: @Sendable (isolated Lane) throws -> T
  ) async throws -> T {
    let ticket = Canceller.Ticket()
    return try await withTaskCancellationHandler {
      try await perform(ticket, work)
    } onCancel: {
      canceller.cancel(ticket)
    }
  }

  private func perform<T: Sendable>(
    _ ticket: Canceller.Ticket, _ work: @Sendable (isolated Lane) throws -> T
  ) throws -> T {
    guard !isClosed else { throw StorageError.closed(path: address.name) }
    try Task.checkCancellation()
    canceller.begin(ticket)
    defer { canceller.end() }
    return try work(self)
  }

  /// Reads from one moment; when the connection breaks, once more on a new one.
  func read<T>(_ body: (any Session) throws -> T) throws -> T {
    do {
      return try readOnce(body)
    } catch is ConnectionLost {
      drop()
    }
    do {
      return try readOnce(body)
    } catch is ConnectionLost {
      drop()
      throw StorageError.interrupted(server: address.name)
    }
  }

  private func readOnce<T>(_ body: (any Session) throws -> T) throws -> T {
    let connection = try connected()
    try connection.command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let answer: T
    do {
      answer = try body(PostgreSQLSession(connection: connection))
    } catch {
      throw given(up: connection, because: error)
    }
    // The answer is whole, whatever happens to the connection now.
    do { try connection.command("COMMIT") } catch { drop() }
    return answer
  }

  /// Writes all or nothing, after every other writer of the same database.
  func write<T>(_ body: (any Transaction) throws -> T) throws -> T {
    let (connection, number) = try begun()
    let result: T
    do {
      result = try body(PostgreSQLTransaction(connection: connection))
    } catch {
      let reason = given(up: connection, because: error)
      guard reason is ConnectionLost else { throw reason }
      drop()
      throw StorageError.interrupted(server: address.name)
    }
    do {
      try WriteTurn.end(connection)
    } catch {
      let reason = given(up: connection, because: error)
      guard reason is ConnectionLost else { throw reason }
      drop()
      try settle(number)
    }
    return result
  }

  /// Begins a write; a connection that broke while it lay idle is replaced, for nothing has
  /// happened on it yet.
  private func begun() throws -> (connection: Connection, number: String) {
    do {
      return try beginOnce()
    } catch is ConnectionLost {
      drop()
    }
    do {
      return try beginOnce()
    } catch is ConnectionLost {
      drop()
      throw StorageError.interrupted(server: address.name)
    }
  }

  private func beginOnce() throws -> (connection: Connection, number: String) {
    let connection = try connected()
    do {
      return (connection, try WriteTurn.begin(connection))
    } catch {
      throw given(up: connection, because: error)
    }
  }

  /// Asks the server what became of a write whose acknowledgement was lost; it is never repeated.
  private func settle(_ number: String) throws {
    let fate = try? WriteTurn.fate(of: number, asking: connected())
    switch fate {
    case .committed: return
    case .aborted: throw StorageError.interrupted(server: address.name)
    case nil: throw StorageError.inDoubt(server: address.name)
    }
  }

  /// Runs work on the connection outside a transaction.
  func use<T>(_ body: (Connection) throws -> T) throws -> T {
    do {
      return try body(try connected())
    } catch is ConnectionLost {
      drop()
      throw StorageError.interrupted(server: address.name)
    }
  }

  /// Rolls back and returns the reason, or that the connection was lost.
  private func given(up connection: Connection, because reason: any Error) -> any Error {
    guard !connection.isLost, !(reason is ConnectionLost) else { return ConnectionLost() }
    do { try connection.rollBack() } catch { drop() }
    return reason
  }

  private func connected() throws -> Connection {
    if let connection { return connection }
    let fresh = try Connection(address)
    try fresh.setUp()
    canceller.adopt(fresh.handle)
    connection = fresh
    return fresh
  }

  private func drop() {
    canceller.adopt(nil)
    connection = nil
  }

  func close() {
    isClosed = true
    drop()
  }
}
