/// What a form sent: texts by name, and files.
struct Form: Sendable {
  struct File: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  var items: [Address.Item] = []
  var files: [String: File] = [:]

  static let nothing = Form()

  /// Returns the first text of a name without white space at its ends; empty when there is none.
  subscript(name: String) -> String { self.raw(name).trimmingBlanks }

  /// Returns the first text of a name as it was sent.
  func raw(_ name: String) -> String { items.first { $0.name == name }?.value ?? "" }

  /// Returns a chosen file; a file field that was left empty counts as none.
  func file(_ name: String) -> File? {
    files[name].flatMap { $0.name.isEmpty && $0.bytes.isEmpty ? nil : $0 }
  }

  /// Why a body could not be read.
  enum Problem: Error, Hashable {
    case unknownType
    case notText
    case brokenMultipart
  }

  /// Reads a body by its content type.
  static func read(_ body: [UInt8], type: String) throws(Problem) -> Form {
    let kind = type.prefix { $0 != ";" }.lowercased().trimmingBlanks
    switch kind {
    case "application/x-www-form-urlencoded":
      guard let text = String(validating: body, as: UTF8.self) else { throw .notText }
      return Form(items: QueryText.items(text))
    case "multipart/form-data":
      guard let boundary = Multipart.boundary(in: type) else { throw .brokenMultipart }
      return try Multipart(boundary: boundary).form(body)
    case "" where body.isEmpty: return .nothing
    default: throw .unknownType
    }
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingBlanks: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
