import Hummingbird
import NIOCore

/// A file that is made for one reader and saved under a name, kept by no proxy.
struct Download: Sendable {
  var name: String
  var type: String
  var bytes: [UInt8]

  static func workbook(_ name: String, _ bytes: [UInt8]) -> Download {
    Download(
      name: "\(name).xlsx",
      type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes: bytes)
  }

  var headers: HTTPFields {
    var headers = HTTPFields()
    headers[.contentType] = type
    headers[.cacheControl] = "no-store"
    headers[.contentDisposition] = "attachment; filename*=UTF-8''\(Address.encoded(name))"
    return headers
  }

  var body: ResponseBody { ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)) }
}
