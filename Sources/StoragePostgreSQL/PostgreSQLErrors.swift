import CPQ
import Storage

/// The connection is gone; whoever holds it decides what that means for the work at hand.
struct ConnectionLost: Error {}

/// What the server said about a statement that it did not carry out.
struct ServerComplaint {
  /// Five characters that name the kind of error (SQLSTATE).
  let state: String
  let message: String

  init(_ result: OpaquePointer?) {
    func field(_ letter: Unicode.Scalar) -> String {
      PQresultErrorField(result, CInt(letter.value)).map { String(cString: $0) } ?? ""
    }
    state = field("C")
    message = field("M")
  }

  /// Whether the server ended the connection: by order, in a shutdown, or in a crash.
  var endsConnection: Bool { state.hasPrefix("57P") || state.hasPrefix("08") }

  var isCancelled: Bool { state == "57014" }
}

extension StorageError {
  init(_ complaint: ServerComplaint, server: String) {
    let message = complaint.message
    self =
      switch complaint.state {
      case "25006": .readOnly(path: server)
      case "53100": .full(path: server)
      case "55P03", "40P01", "40001": .busy(path: server)
      case "XX001", "XX002": .damaged(path: server, detail: message)
      case "42501": .unsuitable(server: server, need: "账号的权限不够（\(message)）")
      case let state where state.hasPrefix("22") || state.hasPrefix("23"): .refused(message)
      default: .failed(message)
      }
  }
}
