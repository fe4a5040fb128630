import CPQ

/// What tests need of a server beyond a database: to make a schema, to end connections.
package enum ServerForTests {
  package struct Complaint: Error {
    package var message: String
  }

  /// Runs one statement on a connection of its own and returns the last row as text.
  @discardableResult
  package static func run(_ statement: String, on url: String) throws -> [String] {
    let connection = PQconnectdb(url)
    defer { PQfinish(connection) }
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    let result = PQexec(connection, statement)
    defer { PQclear(result) }
    guard [PGRES_COMMAND_OK, PGRES_TUPLES_OK].contains(PQresultStatus(result)) else {
      throw Complaint(message: String(cString: PQerrorMessage(connection)))
    }
    guard PQntuples(result) > 0 else { return [] }
    return (0..<PQnfields(result)).map {
      String(cString: PQgetvalue(result, PQntuples(result) - 1, $0))
    }
  }
}
