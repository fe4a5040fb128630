/// Reads the text of a paper, whatever program wrote it.
package enum DocumentReader {
  private static let wanted = "txt、docx、html 或 pdf 文稿"

  /// Returns the text of a txt, docx, html or pdf file; its bytes decide which it is.
  package static func text(
    of bytes: [UInt8], name: String, limits: ZipLimits = .paper
  ) throws(DocumentError) -> TextDocument {
    switch FileKind(of: bytes) {
    case nil: return try TextDocument(decoding: bytes, name: name)
    case .webPage: return try WebPageText.read(bytes, name: name)
    case .pdf: return try PDFText.read(bytes, name: name)
    case .zip: return try WordText.read(bytes, name: name, limits: limits)
    case .compound
    where try SpreadsheetPackage.isEncrypted(ByteSource(bytes, name: name)):
      throw .encrypted(file: name)
    case .some(let kind): throw .wrongKind(file: name, kind, wanted: wanted)
    }
  }
}
