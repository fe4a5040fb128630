/// Writes a paper as a Word file from parts of our own; the same paper gives the same bytes.
package enum WordWriter {
  /// Returns the bytes of a .docx file; `moment` is stated as its making, 2022-06-30T09:00:00Z.
  package static func bytes(of paper: Paper, madeAt moment: String) -> [UInt8] {
    var parts = WordParts(paper: paper)
    parts.write(madeAt: moment)
    var zip = ZipWriter()
    // Readers look for the list of types first; the rest lies in the order of its names.
    let first = "[Content_Types].xml"
    zip.add(first, Array((parts.texts[first] ?? "").utf8))
    for (name, text) in parts.texts.sorted(by: { $0.key < $1.key }) where name != first {
      zip.add(name, Array(text.utf8))
    }
    if let picture = parts.picture { zip.add(WordSeal.path, picture) }
    return zip.finish()
  }
}

/// The parts of a Word file by their names.
struct WordParts {
  let paper: Paper
  private(set) var texts: [String: String] = [:]

  private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#
  static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let type = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  private let seal: SquareCode?

  init(paper: Paper) {
    self.paper = paper
    seal = paper.seal.flatMap { SquareCode($0) }
  }

  /// The square code as a picture; nil for papers without one.
  var picture: [UInt8]? { seal.map { PixelPicture.bytes(of: $0) } }

  mutating func write(madeAt moment: String) {
    let feet = footers
    texts["word/document.xml"] = document
    texts["word/styles.xml"] = WordStyles(sheet: paper.sections.first?.sheet ?? .official).text
    texts["word/settings.xml"] = settings
    texts["word/fontTable.xml"] = fontTable
    for (name, text) in feet { texts["word/\(name).xml"] = text }
    if seal != nil {
      let target = relation(WordSeal.relation, "\(Self.relations)/image", WordSeal.target)
      for (name, _) in feet { texts["word/_rels/\(name).xml.rels"] = relationships([target]) }
    }
    texts["word/_rels/document.xml.rels"] = documentRelations(feet.map(\.name))
    texts["_rels/.rels"] = packageRelations
    texts["docProps/core.xml"] = core(moment)
    texts["[Content_Types].xml"] = contentTypes(feet.map(\.name))
  }

  private var document: String {
    var body = WordBody(paper: paper)
    return """
      \(Self.declaration)
      <w:document xmlns:w="\(Self.main)" xmlns:r="\(Self.relations)"><w:body>\(body.text)</w:body></w:document>
      """
  }

  private var settings: String {
    """
    \(Self.declaration)
    <w:settings xmlns:w="\(Self.main)"><w:evenAndOddHeaders/>\
    <w:characterSpacingControl w:val="compressPunctuation"/>\
    <w:compat><w:useFELayout/><w:compatSetting w:name="compatibilityMode" \
    w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
    """
  }

  private var fontTable: String {
    let fonts = Typeface.allCases.map { face in
      """
      <w:font w:name="\(face.officeName)"><w:altName w:val="\(face.alternative)"/>\
      <w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>
      """
    }
    return """
      \(Self.declaration)
      <w:fonts xmlns:w="\(Self.main)">\(fonts.joined())</w:fonts>
      """
  }

  /// The feet of odd and even sheets of each section.
  private var footers: [(name: String, text: String)] {
    paper.sections.enumerated().flatMap { index, section in
      [true, false].map { isOdd in
        let foot = WordFoot(
          notes: paper.foot, numbering: section.numbering, isOdd: isOdd,
          seal: seal == nil ? nil : WordSeal(number: 2 * index + (isOdd ? 1 : 2)))
        return (
          WordFoot.name(section: index, isOdd: isOdd),
          """
          \(Self.declaration)
          <w:ftr xmlns:w="\(Self.main)"\(seal == nil ? "" : #" xmlns:r="\#(Self.relations)""#)>\(foot.text)</w:ftr>
          """
        )
      }
    }
  }

  private func documentRelations(_ feet: [String]) -> String {
    let fixed = [("styles", "styles"), ("settings", "settings"), ("fontTable", "fontTable")]
      .map { relation("r-\($0.0)", "\(Self.relations)/\($0.1)", "\($0.0).xml") }
    let feet = feet.map { relation("r-\($0)", "\(Self.relations)/footer", "\($0).xml") }
    return relationships(fixed + feet)
  }

  private var packageRelations: String {
    relationships([
      relation("r-document", "\(Self.relations)/officeDocument", "word/document.xml"),
      relation(
        "r-core", "\(Self.package)/relationships/metadata/core-properties", "docProps/core.xml"),
    ])
  }

  private func relationships(_ relations: [String]) -> String {
    """
    \(Self.declaration)
    <Relationships xmlns="\(Self.package)/relationships">\(relations.joined())</Relationships>
    """
  }

  private func relation(_ id: String, _ type: String, _ target: String) -> String {
    #"<Relationship Id="\#(id)" Type="\#(type)" Target="\#(target)"/>"#
  }

  private func core(_ moment: String) -> String {
    """
    \(Self.declaration)
    <cp:coreProperties xmlns:cp="\(Self.package)/metadata/core-properties" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>\(XMLEscape.text(paper.title))</dc:title>\
    <dcterms:created xsi:type="dcterms:W3CDTF">\(XMLEscape.text(moment))</dcterms:created></cp:coreProperties>
    """
  }

  private func contentTypes(_ feet: [String]) -> String {
    let parts =
      [
        ("document", "document.main"), ("styles", "styles"), ("settings", "settings"),
        ("fontTable", "fontTable"),
      ] + feet.map { ($0, "footer") }
    let overrides = parts.map {
      #"<Override PartName="/word/\#($0.0).xml" ContentType="\#(Self.type).\#($0.1)+xml"/>"#
    }
    return """
      \(Self.declaration)
      <Types xmlns="\(Self.package)/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      \(seal == nil ? "" : #"<Default Extension="png" ContentType="image/png"/>"#)\
      <Default Extension="xml" ContentType="application/xml"/>\(overrides.joined())\
      <Override PartName="/docProps/core.xml" \
      ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
      """
  }
}
