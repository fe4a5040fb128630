import Testing

@testable import Web

/// The server as it runs, over a real connection.
struct SocketTests {
  /// Starts a server on a free port, asks it, and stops it.
  private func ask(_ requests: [String]) async throws -> [String] {
    let district = try await SmallDistrict.open()
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = Task {
      try await district.server.run(host: "127.0.0.1", port: 0) { port.yield($0) }
    }
    var answers: [String] = []
    for await number in ports {
      for request in requests { answers.append(try await PlainSocket.ask(port: number, request)) }
      break
    }
    server.cancel()
    _ = await server.result
    return answers
  }

  private func get(_ path: String, _ headers: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\(headers)Connection: close\r\n\r\n"
  }

  @Test func `answers over a socket, stops when told, and says nothing of what it is made of`()
    async throws
  {
    let answers = try await ask([
      get("/healthz"), get("/"), get(Asset.style.address), get("/no/where"),
    ])
    #expect(answers[0].hasPrefix("HTTP/1.1 200"))
    #expect(answers[0].hasSuffix("ok\n"))
    #expect(answers[1].hasPrefix("HTTP/1.1 303"))
    #expect(answers[1].lowercased().contains("location: /sign-in\r\n"))
    #expect(answers[2].hasPrefix("HTTP/1.1 200"))
    #expect(answers[2].contains("--brand"))
    #expect(answers[3].hasPrefix("HTTP/1.1 404"))
    #expect(answers.allSatisfy { !$0.lowercased().contains("\r\nserver:") })
  }

  @Test func `a request that is none is refused and the next one is answered`() async throws {
    let answers = try await ask(["nonsense\r\n\r\n", get("/healthz")])
    #expect(!answers[0].contains("200 OK"))
    #expect(answers[1].hasPrefix("HTTP/1.1 200"))
  }

  @Test func `a form over a socket needs its proof too`() async throws {
    let body = "person=p-sv&secret=x"
    let answers = try await ask([
      "POST /session HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n\(body)"
    ])
    #expect(answers[0].hasPrefix("HTTP/1.1 403"))
  }
}
