/// The parts of an xlsx file that its sheets need.
struct SpreadsheetPackage {
  let sheets: [WorkbookFile.Listing]
  private let archive: ZipArchive
  private let texts: [String]
  private let formats: [NumberFormat]
  let days: DaySystem

  init(_ source: ByteSource, limits: ZipLimits) throws(DocumentError) {
    let name = source.name
    archive = try ZipArchive(source, limits: limits)
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

  /// Hands over the rows of a sheet and returns what stands around them; `progress` is told how many
  /// bytes of the sheet have been unfolded, and how many there are.
  func rows(
    of sheet: WorkbookFile.Listing, _ take: (Int, [Cell]) -> Bool,
    progress: (Int, Int) -> Void = { _, _ in }
  ) throws(DocumentError) -> WorkbookFile.Remainder {
    try withoutActuallyEscaping(take) { take throws(DocumentError) in
      let handler = SheetHandler(texts: texts, formats: formats, days: days, take: take)
      guard try archive.parse(sheet.part, handler, progress: progress) else {
        throw .damaged(file: archive.file, detail: "缺少工作表“\(sheet.name)”")
      }
      return WorkbookFile.Remainder(
        merged: handler.merged, hiddenRows: handler.hiddenRows,
        hiddenColumns: handler.hiddenColumns, filledHiddenRows: handler.filledHiddenRows)
    }
  }

  /// Whether a compound file holds an encrypted package, which is how office programs store a
  /// workbook with a password.
  static func isEncrypted(_ source: ByteSource) throws(DocumentError) -> Bool {
    let name = Array("EncryptedPackage".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var isFound = false
    try source.each { piece throws(DocumentError) in
      // The directory of a compound file stands on a boundary of 128 bytes, and so do the pieces.
      guard !isFound, piece.count >= name.count else { return }
      isFound = stride(from: 0, through: piece.count - name.count, by: 128).contains { start in
        piece[start..<start + name.count].elementsEqual(name)
      }
    }
    return isFound
  }
}
