import Hummingbird
import NIOCore

/// What a handler answers with, before it becomes a response.
struct Answer: Sendable {
  enum Content: Sendable {
    case page(any Page)
    case file(Asset)
    case download(Download)
    case text(String)
    /// Sends the browser on after a form was dealt with, so that reloading sends nothing twice.
    case onward(String)
  }

  var content: Content
  var status: Int = 200
  var cookies: [Cookie] = []

  static func page(_ page: any Page, status: Int = 200) -> Answer {
    Answer(content: .page(page), status: status)
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
  var response: Response {
    var headers = HTTPFields()
    var body = ResponseBody()
    switch content {
    case .page(let page):
      headers[.contentType] = "text/html; charset=utf-8"
      headers[.cacheControl] = "no-store"
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: page.document.bytes))
    case .file(let asset):
      headers[.contentType] = asset.type
      headers[.cacheControl] = "public, max-age=31536000, immutable"
      body = ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
    case .download(let download):
      headers = download.headers
      body = download.body
    case .text(let text):
      headers[.contentType] = "text/plain; charset=utf-8"
      headers[.cacheControl] = "no-store"
      body = ResponseBody(byteBuffer: ByteBuffer(string: text))
    case .onward(let path):
      headers[.location] = path
      headers[.cacheControl] = "no-store"
    }
    SecurityHeaders.add(to: &headers)
    var response = Response(status: .init(code: status), headers: headers, body: body)
    for cookie in cookies { response.setCookie(cookie) }
    return response
  }
}
