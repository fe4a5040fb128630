import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import Synchronization

@testable import Web

/// What came back for a request, with the whole body in memory.
struct Reply: Sendable {
  var status: Int
  var headers: HTTPFields
  var body: String
  var bytes: [UInt8] = []

  var location: String? { headers[.location] }

  /// The hidden proof that the first form of the page carries.
  var csrf: String? {
    guard let mark = body.firstRange(of: #"name="csrf" value=""#) else { return nil }
    return String(body[mark.upperBound...].prefix { $0 != "\"" })
  }
}

/// Asks a server without a socket, and keeps cookies between requests as a browser does.
actor Browser {
  /// Asks a server; many browsers may share one, whose table of routes is then made once.
  typealias Line = @Sendable (HTTPRequest, String) async throws -> Reply

  private let ask: Line
  private var cookies: [String: String] = [:]

  init(_ server: WebServer) { self.init(on: Self.line(to: server)) }

  init(on line: @escaping Line) { ask = line }

  static func line(to server: WebServer) -> Line {
    let responder = server.responder()
    return { head, body in try await Self.call(responder, head, body) }
  }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> Reply {
    try await send(.get, path, headers: headers, body: "")
  }

  func head(_ path: String) async throws -> Reply {
    try await send(.head, path, headers: [:], body: "")
  }

  /// Sends a form as our own page would.
  func post(
    _ path: String, _ fields: KeyValuePairs<String, String>, headers: HTTPFields = [:]
  ) async throws -> Reply {
    try await post(path, fields.map { ($0.key, $0.value) }, headers: headers)
  }

  func post(
    _ path: String, _ fields: [(String, String)], headers: HTTPFields = [:]
  ) async throws -> Reply {
    var headers = headers
    headers[.contentType] = "application/x-www-form-urlencoded"
    let body = fields.map { "\(Address.encoded($0.0))=\(Address.encoded($0.1))" }
    return try await send(.post, path, headers: headers, body: body.joined(separator: "&"))
  }

  /// Sends a form with one file.
  func upload(
    _ path: String, _ fields: KeyValuePairs<String, String>, file: (name: String, text: String)?
  ) async throws -> Reply {
    let boundary = "----test"
    var body = ""
    for (name, value) in fields {
      body +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }
    if let file {
      body +=
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; "
        + "filename=\"\(file.name)\"\r\nContent-Type: text/csv\r\n\r\n\(file.text)\r\n"
    }
    body += "--\(boundary)--\r\n"
    var headers = HTTPFields()
    headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
    return try await send(.post, path, headers: headers, body: body)
  }

  func setCookie(_ name: String, _ value: String) { cookies[name] = value }

  func cookie(_ name: String) -> String? { cookies[name] }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: String
  ) async throws -> Reply {
    var headers = headers
    if !cookies.isEmpty {
      headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers)
    let reply = try await ask(head, body)
    for line in reply.headers[values: .setCookie] {
      let pair = line.prefix { $0 != ";" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
    }
    return reply
  }

  private static func call(
    _ responder: some HTTPResponder<AppContext>, _ head: HTTPRequest, _ body: String
  ) async throws -> Reply {
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body)))
    let context = AppContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    )
    let response = try await responder.respond(to: request, context: context)
    let sink = Sink()
    try await response.body.write(Collect(sink: sink))
    let bytes = sink.bytes.withLock { Array($0.readableBytesView) }
    return Reply(
      status: response.status.code, headers: response.headers,
      body: String(decoding: bytes, as: UTF8.self), bytes: bytes)
  }
}

private final class Sink: Sendable {
  let bytes = Mutex(ByteBuffer())
}

private struct Collect: ResponseBodyWriter {
  let sink: Sink

  mutating func write(_ buffer: ByteBuffer) async throws {
    sink.bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
  }

  consuming func finish(_ trailing: HTTPFields?) async throws {}
}
