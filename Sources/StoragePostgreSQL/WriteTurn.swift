import Storage

/// The turn of one writer: all processes that write to a database do so one after another.
///
/// Every write begins with one lock of the database server, held to its end, so that numbers of
/// the journal follow without gaps and each entry seals the one before it. The lock is taken before
/// anything is read: a write sees all that earlier ones committed.
enum WriteTurn {
  /// What became of a write.
  enum Fate { case committed, aborted }

  /// “HEFU” and the schema: one turn for each set of tables.
  static let lock = "SELECT pg_advisory_xact_lock(1212499541, hashtext(current_schema()))"

  /// Waits for the turn and returns the number under which the server knows the transaction.
  static func begin(_ connection: Connection) throws -> String {
    try connection.command(
      """
      BEGIN ISOLATION LEVEL READ COMMITTED;
      SET LOCAL lock_timeout = '60s';
      \(lock);
      SET LOCAL lock_timeout = 0;
      \(connection.renumbering)
      SELECT pg_current_xact_id()::text
      """
    ).first ?? ""
  }

  static func end(_ connection: Connection) throws {
    guard try connection.commit() else {
      // A statement failed and somebody went on regardless; the server has rolled all of it back.
      throw StorageError.failed("这次改动中有一步失败，全部没有写入")
    }
  }

  /// Asks what became of a transaction, waiting a little while it is still being ended.
  static func fate(of number: String, asking connection: Connection) throws -> Fate? {
    for _ in 1...20 {
      switch try connection.command("SELECT pg_xact_status('\(number)')").first {
      case "committed": return .committed
      case "aborted": return .aborted
      case "in progress": try connection.command("SELECT pg_sleep(0.25)")
      default: return nil
      }
    }
    return nil
  }
}
