import CExpat

/// What the reader of one kind of part does with the events of its XML.
protocol XMLHandler: AnyObject {
  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end(_ name: XMLName)
  func text(_ bytes: UnsafeRawBufferPointer)
  /// Why the handler wants no more events; nil while it does.
  var refusal: XMLReader.Refusal? { get }
}

/// Reads XML as a stream of events, by expat, fed piece by piece.
///
/// A document type declaration ends the reading at once: office programs write none, and without
/// one there are no entities that could unfold or reach outside.
final class XMLReader {
  enum Refusal: Error, Equatable {
    /// Not well-formed, with the line where it shows.
    case malformed(line: Int)
    case documentType
    /// A tag or comment of many megabytes, or elements nested without end.
    case unreasonable
    /// Rows or cells that do not follow each other.
    case disorder(row: Int)
    /// The handler has all it wants.
    case enough
  }

  private let parser: XML_Parser
  private let handler: any XMLHandler
  private(set) var refusal: Refusal?
  private var depth = 0
  /// Bytes handed over since the parser last finished a token.
  private var silence = 0
  private var lastEvent: XML_Index = -1

  private static let silenceLimit = 4_194_304
  private static let depthLimit = 512

  init?(_ handler: any XMLHandler) {
    guard let parser = XML_ParserCreate(nil) else { return nil }
    self.parser = parser
    self.handler = handler
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { user, name, attributes in
        guard let name, let attributes else { return }
        XMLReader.of(user)?.start(XMLName(name), XMLAttributes(attributes))
      },
      { user, name in
        guard let name else { return }
        XMLReader.of(user)?.end(XMLName(name))
      })
    XML_SetCharacterDataHandler(parser) { user, text, count in
      XMLReader.of(user)?.handler.text(UnsafeRawBufferPointer(start: text, count: Int(count)))
    }
    XML_SetStartDoctypeDeclHandler(parser) { user, _, _, _, _ in
      XMLReader.of(user)?.stop(.documentType)
    }
  }

  deinit { XML_ParserFree(parser) }

  private static func of(_ user: UnsafeMutableRawPointer?) -> XMLReader? {
    user.map { Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard refusal == nil else { return }
    depth += 1
    if depth > Self.depthLimit { return stop(.unreasonable) }
    handler.start(name, attributes)
    if let refusal = handler.refusal { stop(refusal) }
  }

  private func end(_ name: XMLName) {
    guard refusal == nil else { return }
    depth -= 1
    handler.end(name)
    if let refusal = handler.refusal { stop(refusal) }
  }

  private func stop(_ refusal: Refusal) {
    if self.refusal == nil { self.refusal = refusal }
    XML_StopParser(parser, XML_Bool(XML_FALSE))
  }

  /// Takes the next piece; returns false once the reading has failed.
  func feed(_ piece: UnsafeRawBufferPointer, isLast: Bool = false) -> Bool {
    guard refusal == nil else { return false }
    let status = XML_Parse(
      parser, piece.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(piece.count),
      isLast ? 1 : 0)
    if status == XML_STATUS_ERROR, refusal == nil {
      refusal = .malformed(line: Int(XML_GetCurrentLineNumber(parser)))
    }
    noteSilence(piece.count)
    return refusal == nil
  }

  /// The parser begins an unfinished token anew with every piece, so an endless one takes time that
  /// grows with the square of its length.
  private func noteSilence(_ count: Int) {
    let event = XML_GetCurrentByteIndex(parser)
    if event == -1 || event == lastEvent {
      silence += count
    } else {
      silence = 0
      lastEvent = event
    }
    if silence > Self.silenceLimit, refusal == nil { refusal = .unreasonable }
  }

  /// Says that the document is complete.
  func finish() throws(Refusal) {
    _ = feed(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    if let refusal { throw refusal }
  }
}
