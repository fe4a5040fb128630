import CExpat

/// An XML document as a tree: an element with everything below it.
package struct XMLTree: Sendable {
  package var namespace: String
  /// The name without its prefix.
  package var name: String
  package var attributes: [String: String]
  package var children: [XMLTree] = []
  /// The text between the tags, of this element only.
  package var text = ""
  package var line: Int

  /// Reads a whole document; one with a document type is refused, so that no entity can grow.
  package static func read(_ bytes: [UInt8]) throws(XMLProblem) -> XMLTree {
    try XMLTreeReader.read(bytes)
  }
}

/// Why a document is not read.
package struct XMLProblem: Error, Hashable, Sendable {
  package var line: Int
  package var message: String

  package init(line: Int, message: String) {
    self.line = line
    self.message = message
  }
}

/// Builds a tree from the events of expat.
final class XMLTreeReader {
  static let deepest = 200
  static let mostElements = 500_000
  /// What stands between namespace and name in the names that expat gives.
  private static let separator: UInt8 = 0x0A

  private let parser: XML_Parser
  private var open: [XMLTree] = []
  private var root: XMLTree?
  private var count = 0
  private var problem: String?

  private init?() {
    guard let parser = XML_ParserCreateNS("UTF-8", XML_Char(bitPattern: Self.separator)) else {
      return nil
    }
    self.parser = parser
  }

  deinit { XML_ParserFree(parser) }

  static func read(_ bytes: [UInt8]) throws(XMLProblem) -> XMLTree {
    guard let reader = XMLTreeReader() else {
      throw XMLProblem(line: 0, message: "内存不足，没有读取文件")
    }
    return try reader.run(bytes)
  }

  private func run(_ bytes: [UInt8]) throws(XMLProblem) -> XMLTree {
    guard bytes.count <= Int(CInt.max) else { throw XMLProblem(line: 0, message: "文件太大") }
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in XMLTreeReader.from(data).start(name, attributes) },
      { data, _ in XMLTreeReader.from(data).end() })
    XML_SetCharacterDataHandler(parser) { data, text, length in
      XMLTreeReader.from(data).characters(text, Int(length))
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      XMLTreeReader.from(data).stop("文件里有文档类型声明（DOCTYPE），不予读取")
    }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count), 1)
    }
    let line = Int(XML_GetCurrentLineNumber(parser))
    if let problem { throw XMLProblem(line: line, message: problem) }
    guard status == XML_STATUS_OK, let root else {
      throw XMLProblem(line: line, message: "不是完整的 XML 文件")
    }
    return root
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> XMLTreeReader {
    guard let data else { preconditionFailure("expat calls back with the data it was given") }
    return Unmanaged<XMLTreeReader>.fromOpaque(data).takeUnretainedValue()
  }

  private func stop(_ problem: String) {
    self.problem = problem
    XML_StopParser(parser, 0)
  }

  private func start(
    _ name: UnsafePointer<XML_Char>?,
    _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
  ) {
    count += 1
    if open.count >= Self.deepest { return stop("元素嵌套太深") }
    if count > Self.mostElements { return stop("元素太多") }
    guard let name else { return }
    let (namespace, local) = Self.split(String(cString: name))
    var found: [String: String] = [:]
    var next = attributes
    while let key = next?.pointee, let value = next?.advanced(by: 1).pointee {
      found[Self.split(String(cString: key)).local] = String(cString: value)
      next = next?.advanced(by: 2)
    }
    open.append(
      XMLTree(
        namespace: namespace, name: local, attributes: found,
        line: Int(XML_GetCurrentLineNumber(parser))))
  }

  private func end() {
    guard let element = open.popLast() else { return }
    if open.isEmpty {
      root = element
    } else {
      open[open.count - 1].children.append(element)
    }
  }

  private func characters(_ text: UnsafePointer<XML_Char>?, _ length: Int) {
    guard let text, !open.isEmpty else { return }
    let bytes = UnsafeBufferPointer(start: text, count: length).map { UInt8(bitPattern: $0) }
    open[open.count - 1].text += String(decoding: bytes, as: UTF8.self)
  }

  private static func split(_ name: String) -> (namespace: String, local: String) {
    guard let place = name.utf8.firstIndex(of: separator) else { return ("", name) }
    return (String(name[..<place]), String(name[name.utf8.index(after: place)...]))
  }
}
