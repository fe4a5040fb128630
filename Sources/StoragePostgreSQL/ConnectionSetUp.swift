import CPQ
import Storage

extension Connection {
  /// Prepares a fresh connection: what is acknowledged is on disk, and a writer whose program
  /// hangs does not hold up the others for ever.
  func setUp() throws {
    try command(
      """
      SET idle_in_transaction_session_timeout = '10min';
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
      """)
    let encoding = try command("SHOW server_encoding").first ?? ""
    guard encoding == "UTF8" else {
      throw StorageError.unsuitable(
        server: address.name, need: "库的编码是 \(encoding)，须用 UTF8 建库")
    }
    try learnNumbers()
  }

  /// Learns which columns the server numbers, for `renumbering`.
  func learnNumbers() throws {
    var parts: [String] = []
    try each(
      """
      SELECT table_name, column_name,
        pg_get_serial_sequence(quote_ident(table_schema) || '.' || quote_ident(table_name),
          column_name) AS sequence
      FROM information_schema.columns
      WHERE table_schema = current_schema() AND is_identity = 'YES' ORDER BY table_name
      """
    ) { row in
      let (table, column): (String, String) = (try row.get(0), try row.get(1))
      let sequence: String = try row.get(2)
      parts.append(
        "setval('\(sequence)', (SELECT COALESCE(MAX(\(column)), 0) + 1 FROM \(table)), false)")
    }
    renumbering = parts.isEmpty ? "" : "SELECT \(parts.joined(separator: ", "));"
  }

  func rollBack() throws {
    // Not by way of `command`: a cancelled task must still be able to roll back.
    let result = PQexec(handle, "ROLLBACK")
    defer { PQclear(result) }
    try check(result)
  }

  /// Commits and returns whether the server kept the transaction.
  func commit() throws -> Bool {
    try makeWay()
    let result = PQexec(handle, "COMMIT")
    defer { PQclear(result) }
    try check(result)
    return String(cString: PQcmdStatus(result)) == "COMMIT"
  }
}
