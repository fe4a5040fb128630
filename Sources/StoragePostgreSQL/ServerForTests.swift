import Storage

/// What tests need of a server beyond a database: to make a schema, to end connections.
package enum ServerForTests {
  /// Runs one statement on a connection of its own and returns the last row as text.
  @discardableResult
  package static func run(_ statement: String, on url: String) async throws -> [String] {
    let lane = Lane(try ServerAddress(url))
    let row = try await lane.run { lane in try lane.use { try $0.command(statement) } }
    await lane.close()
    return row
  }
}
