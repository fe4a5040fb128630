/// The parts of an xlsx file that its sheets need.
struct SpreadsheetPackage {
  let sheets: [WorkbookFile.Listing]
  private let archive: ZipArchive
  private let texts: [String]
  private let formats: [NumberFormat]
  let days: DaySystem

  init(_ bytes: [UInt8], name: String, limits: ZipLimits) throws(DocumentError) {
    archive = try ZipArchive(bytes, file: name, limits: limits)
    let book = try Self.bookPart(of: archive)
    let folder = book.split(separator: "/").dropLast().joined(separator: "/")
    let file = book.split(separator: "/").last.map(String.init) ?? ""
    let relations = try Self.relations(
      in: archive, part: folder.isEmpty ? "_rels/\(file).rels" : "\(folder)/_rels/\(file).rels",
      folder: folder)
    let handler = WorkbookHandler()
    guard try archive.parse(book, handler) else {
      throw .noContent(file: name, wanted: "工作表")
    }
    days = handler.days
    var listed: Set<String> = []
    sheets = handler.sheets.compactMap { sheet in
      // Two sheets never share a part, and reading one again and again would take forever.
      guard let relation = relations[sheet.relation], relation.kind == "worksheet",
        listed.insert(relation.target.lowercased()).inserted
      else { return nil }
      return WorkbookFile.Listing(
        name: sheet.name, isHidden: sheet.isHidden, part: relation.target)
    }
    guard !sheets.isEmpty else { throw .noContent(file: name, wanted: "工作表") }
    let styles = StylesHandler()
    try archive.parse(Self.target("styles", of: relations), styles)
    formats = styles.formats
    let shared = SharedTextsHandler()
    try archive.parse(Self.target("sharedStrings", of: relations), shared)
    texts = shared.texts
  }

  private static func bookPart(of archive: ZipArchive) throws(DocumentError) -> String {
    let relations = try relations(in: archive, part: "_rels/.rels", folder: "")
    let book = target("officeDocument", of: relations)
    let part = book.isEmpty ? "xl/workbook.xml" : book
    // A paper or a binary workbook has a main part too, of another kind.
    guard part.hasSuffix(".xml"), !part.hasPrefix("word/"), archive.entry(part) != nil else {
      throw .noContent(file: archive.file, wanted: "工作表")
    }
    return part
  }

  private static func relations(
    in archive: ZipArchive, part: String, folder: String
  ) throws(DocumentError) -> [String: RelationsHandler.Relation] {
    let handler = RelationsHandler(folder: folder)
    try archive.parse(part, handler)
    return handler.relations
  }

  private static func target(
    _ kind: String, of relations: [String: RelationsHandler.Relation]
  ) -> String {
    relations.values.filter { $0.kind == kind }.map(\.target).min() ?? ""
  }

  /// Hands over the rows of a sheet and returns what stands around them.
  func rows(
    of sheet: WorkbookFile.Listing, _ take: (Int, [Cell]) -> Bool
  ) throws(DocumentError) -> WorkbookFile.Remainder {
    try withoutActuallyEscaping(take) { take throws(DocumentError) in
      let handler = SheetHandler(texts: texts, formats: formats, days: days, take: take)
      guard try archive.parse(sheet.part, handler) else {
        throw .damaged(file: archive.file, detail: "缺少工作表“\(sheet.name)”")
      }
      return WorkbookFile.Remainder(
        merged: handler.merged, hiddenRows: handler.hiddenRows,
        hiddenColumns: handler.hiddenColumns)
    }
  }

  /// Whether a compound file holds an encrypted package, which is how office programs store a
  /// workbook with a password.
  static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    let name = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    guard bytes.count >= name.count else { return false }
    // The directory of a compound file stands on a boundary of 128 bytes.
    return stride(from: 0, through: bytes.count - name.count, by: 128).contains { start in
      bytes[start..<start + name.count].elementsEqual(name)
    }
  }
}
