import Documents
import Hummingbird
import NIOCore

/// What a handler answers with, before it becomes a response.
struct Answer: Sendable {
  enum Content: Sendable {
    case page(any Page)
    /// A piece of a page, for its script to put in place.
    case fragment(HTML)
    case file(Asset)
    case download(Download)
    case text(String)
    case json(JSON, type: String)
    /// A table that the browser puts away under a name.
    case csv(name: String, bytes: [UInt8])
    /// What the asker has already is still true.
    case unchanged
    /// Sends the browser on after a form was dealt with, so that reloading sends nothing twice.
    case onward(String)
  }

  var content: Content
  var status: Int = 200
  var cookies: [Cookie] = []
  /// Changes whenever the content may have changed; nil for what has no tag.
  var tag: String?

  static func page(_ page: any Page, status: Int = 200) -> Answer {
    Answer(content: .page(page), status: status)
  }

  static func fragment(_ piece: HTML, status: Int = 200) -> Answer {
    Answer(content: .fragment(piece), status: status)
  }

  static func csv(_ name: String, _ bytes: [UInt8]) -> Answer {
    Answer(content: .csv(name: name, bytes: bytes))
  }

  static func json(_ json: JSON, tag: String? = nil) -> Answer {
    Answer(content: .json(json, type: "application/json"), tag: tag)
  }

  static func problem(_ problem: ProblemDetail) -> Answer {
    Answer(
      content: .json(problem.json, type: "application/problem+json"), status: problem.status)
  }

  /// The answer to somebody who has a copy with a tag already.
  func answering(copy: String?) -> Answer {
    guard let tag, let copy, copy == "*" || copy.contains("\"\(tag)\"") else { return self }
    var answer = self
    answer.content = .unchanged
    answer.status = 304
    return answer
  }

  static func onward(to path: String) -> Answer {
    Answer(content: .onward(path), status: 303)
  }

  static func download(_ download: Download) -> Answer { Answer(content: .download(download)) }

  static func text(_ text: String, status: Int = 200) -> Answer {
    Answer(content: .text(text), status: status)
  }

  func setting(_ cookie: Cookie) -> Answer {
    var answer = self
    answer.cookies.append(cookie)
    return answer
  }

  /// The response as it goes out; a page is never kept by a browser or a proxy.
  ///
  /// What is text goes out folded to those who can unfold it.
  func response(folding isFolding: Bool = false) -> Response {
    var headers = HTTPFields()
    var body = ResponseBody()
    var text: [UInt8]?
    switch content {
    case .page(let page):
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.cacheControl] = "no-store"
      text = page.document.bytes
    case .fragment(let piece):
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.cacheControl] = "no-store"
      text = piece.bytes
    case .file(let asset):
      headers[.contentType] = asset.type
      headers[.cacheControl] = "public, max-age=31536000, immutable"
      headers[.vary] = "Accept-Encoding"
      if isFolding, let folded = asset.folded {
        headers[.contentEncoding] = "gzip"
        body = ResponseBody(byteBuffer: ByteBuffer(bytes: folded))
      } else {
        body = ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
      }
    case .download(let download):
      headers = download.headers
      body = download.body
    case .text(let words):
      headers[.contentType] = "text/plain; charset=utf-8"
      headers[.cacheControl] = "no-store"
      text = Array(words.utf8)
    case .json(let json, let type):
      headers[.contentType] = "\(type); charset=utf-8"
      headers[.cacheControl] = "no-store"
      var bytes: [UInt8] = []
      json.write(to: &bytes)
      text = bytes
    case .csv(let name, let bytes):
      headers[.contentType] = "text/csv; charset=utf-8"
      headers[.contentDisposition] =
        "attachment; filename=\"list.csv\"; filename*=UTF-8''\(Address.encoded(name)).csv"
      headers[.cacheControl] = "no-store"
      text = bytes
    case .unchanged: headers[.cacheControl] = "no-store"
    case .onward(let path):
      headers[.location] = path
      headers[.cacheControl] = "no-store"
    }
    if let tag { headers[.eTag] = "\"\(tag)\"" }
    if let text {
      // A tag names the very bytes, so what has one goes out as it is.
      let folded =
        isFolding && tag == nil && text.count >= Self.leastToFold
        ? Gzip.folded(text, effort: .quick) : nil
      if folded != nil { headers[.contentEncoding] = "gzip" }
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: folded ?? text))
    }
    SecurityHeaders.add(to: &headers)
    var response = Response(status: .init(code: status), headers: headers, body: body)
    for cookie in cookies { response.setCookie(cookie) }
    return response
  }

  /// Bytes that fit into one packet gain nothing.
  private static let leastToFold = 1_400
}

extension HTTPFields {
  /// Whether the asker can unfold gzip.
  var takesGzip: Bool {
    self[values: .acceptEncoding].joined(separator: ",").lowercased().split(separator: ",")
      .contains { coding in
        let parts = coding.split(separator: ";").map(\.trimmingBlanks)
        let isRefused = parts.dropFirst().contains { $0 == "q=0" || $0.hasPrefix("q=0.0") }
        return parts.first == "gzip" && !isRefused
      }
  }
}
