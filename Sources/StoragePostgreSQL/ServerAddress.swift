import CPQ
import Storage

/// Where a database is, as libpq reads it: `postgres://user:password@host/database?sslmode=…`.
struct ServerAddress: Hashable, Sendable {
  /// What libpq connects with; it may hold a password and is never shown.
  let text: String
  /// Host, port and database, for messages and logs.
  let name: String

  init(_ text: String) throws(StorageError) {
    var problem: UnsafeMutablePointer<CChar>?
    guard let options = PQconninfoParse(text, &problem) else {
      defer { PQfreemem(problem) }
      // libpq's words may repeat what was typed, and with it a password.
      throw .badAddress(problem == nil ? "内存不足" : "格式不对")
    }
    defer { PQconninfoFree(options) }
    var given: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { given[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    self.text = text
    name = Self.name(given)
  }

  private static func name(_ given: [String: String]) -> String {
    let host = given["host"] ?? given["hostaddr"] ?? "localhost"
    let port = given["port"].map { ":\($0)" } ?? ""
    let path = given["dbname"].map { "/\($0)" } ?? ""
    return "postgres://\(host)\(port)\(path)"
  }
}
