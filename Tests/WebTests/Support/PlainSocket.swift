import Dispatch

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection to this machine that sends text and reads until the other end closes.
enum PlainSocket {
  struct Failure: Error {
    var step: String
    var code: Int32
  }

  /// Asks on a thread of its own: the server needs the others to answer.
  static func ask(port: Int, _ text: String) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try converse(port: port, text) })
      }
    }
  }

  private static func converse(port: Int, _ text: String) throws -> String {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let handle = socket(AF_INET, stream, 0)
    guard handle >= 0 else { throw Failure(step: "socket", code: errno) }
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port).bigEndian)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(handle, $0, size) }
    }
    guard connected == 0 else { throw Failure(step: "connect", code: errno) }
    let bytes = Array(text.utf8)
    guard write(handle, bytes, bytes.count) == bytes.count else {
      throw Failure(step: "write", code: errno)
    }
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(handle, &piece, piece.count)
      guard count > 0 else { break }
      answer += piece[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }
}
