import CPQ
import Storage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hears from the server that an entry was committed to the journal, by whichever process.
///
/// It waits on a connection and a thread of its own.
actor Listener {
  static let channel = "hefu_journal"

  private let address: ServerAddress
  private let executor: QueueExecutor
  private var connection: Connection?
  /// The schema whose entries are listened for; several may share one database.
  private var schema = ""

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  init(_ address: ServerAddress) {
    self.address = address
    executor = QueueExecutor(label: "hefu.postgresql.listener")
  }

  /// Returns when an entry was committed, or when the time is over.
  func wait(for limit: Duration) throws {
    do {
      guard let connection else {
        // What was committed before we listened cannot be heard: the caller looks now.
        try listen()
        return
      }
      let end = ContinuousClock.now + limit
      while try !heard(on: connection) {
        let left = ContinuousClock.now.duration(to: end)
        guard left > .zero else { return }
        var socket = pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0)
        _ = poll(&socket, 1, Int32(left / .milliseconds(1)) + 1)
      }
    } catch {
      connection = nil
      throw error
    }
  }

  func close() { connection = nil }

  private func listen() throws {
    let fresh = try Connection(address)
    schema = try fresh.command("SELECT current_schema()").first ?? ""
    try fresh.command("LISTEN \(Self.channel)")
    connection = fresh
  }

  private func heard(on connection: Connection) throws -> Bool {
    guard PQconsumeInput(connection.handle) == 1, !connection.isLost else {
      throw ConnectionLost()
    }
    var isOurs = false
    while let notice = PQnotifies(connection.handle) {
      isOurs = isOurs || String(cString: notice.pointee.extra) == schema
      PQfreemem(notice)
    }
    return isOurs
  }
}
