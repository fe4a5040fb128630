import Documents

/// What a form sent: texts by name, and files.
struct Form: Sendable {
  struct File: Sendable {
    /// What was sent, in memory or laid aside on the disk.
    var content: ByteSource

    var name: String { content.name }
    var isEmpty: Bool { content.count == 0 }
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
    files[name].flatMap { $0.name.isEmpty && $0.isEmpty ? nil : $0 }
  }

  /// Why a body could not be read.
  enum Problem: Error, Hashable {
    case unknownType
    case notText
    case brokenMultipart
  }

  /// Reads a body by its content type.
  static func read(_ body: [UInt8], type: String) throws(Problem) -> Form {
    try read(ByteSource(body, name: ""), type: type)
  }

  static func read(_ content: ByteSource, type: String) throws(Problem) -> Form {
    let kind = type.prefix { $0 != ";" }.lowercased().trimmingBlanks
    switch kind {
    case "application/x-www-form-urlencoded":
      guard let text = String(validating: try text(of: content), as: UTF8.self) else {
        throw .notText
      }
      return Form(items: QueryText.items(text))
    case "multipart/form-data":
      guard let boundary = Multipart.boundary(in: type) else { throw .brokenMultipart }
      return try Multipart(boundary: boundary).form(content)
    case "" where content.count == 0: return .nothing
    default: throw .unknownType
    }
  }

  /// Bytes of a text that a form sends; files may be longer.
  private static let longestText = 33_554_432

  static func text(of content: ByteSource) throws(Problem) -> [UInt8] {
    guard content.count <= longestText,
      let bytes = try? content.bytes(at: 0, count: content.count)
    else { throw .notText }
    return bytes
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
