import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Stands between a client and a server and breaks the line at the worst moment: the server has
/// answered COMMIT, and the client has not heard it.
final class CuttingProxy: Sendable {
  let port: UInt16
  private let listener: CInt
  private let server: UInt16
  private let mode: Mutex<Mode>

  enum Mode {
    case passing
    /// Break the next line that commits; `isFinal` lets nobody through after it.
    case cutting(isFinal: Bool)
    case closed
  }

  enum Problem: Error { case noSocket }

  /// Listens on a free port of this machine and passes on to another.
  init(to server: UInt16) throws {
    self.server = server
    mode = Mutex(.passing)
    let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = Self.address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound, listen(listener, 8) == 0 else { throw Problem.noSocket }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in accepting() }
  }

  func set(_ mode: Mode) { self.mode.withLock { $0 = mode } }

  /// Stops letting anybody in.
  func stop() {
    set(.closed)
    shutdown(listener, CInt(SHUT_RDWR))
    close(listener)
  }

  private func accepting() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { return }
      if case .closed = mode.withLock({ $0 }) {
        close(client)
        continue
      }
      Thread.detachNewThread { [self] in serve(client) }
    }
  }

  private func serve(_ client: CInt) {
    let upstream = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = Self.address(port: server)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(upstream, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    defer {
      close(client)
      close(upstream)
    }
    guard isConnected else { return }
    var isCommitting = false
    while true {
      var ends = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0),
        pollfd(fd: upstream, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ends, 2, -1) > 0 else { return }
      if ends[0].revents != 0 {
        guard let bytes = Self.pass(from: client, to: upstream) else { return }
        if Self.holds(bytes, "COMMIT\0"), case .cutting = mode.withLock({ $0 }) {
          isCommitting = true
        }
      }
      if ends[1].revents != 0 {
        if isCommitting {
          // The server has answered: what it kept, it keeps.
          mode.withLock { mode in
            if case .cutting(let isFinal) = mode { mode = isFinal ? .closed : .passing }
          }
          return
        }
        guard Self.pass(from: upstream, to: client) != nil else { return }
      }
    }
  }

  private static func pass(from source: CInt, to target: CInt) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(source, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    let bytes = Array(buffer[..<count])
    return send(target, bytes, count, CInt(MSG_NOSIGNAL)) == count ? bytes : nil
  }

  private static func holds(_ bytes: [UInt8], _ word: String) -> Bool {
    Data(bytes).range(of: Data(word.utf8)) != nil
  }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
