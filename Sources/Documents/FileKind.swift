/// A kind of file that its first bytes give away, whatever its name says.
package enum FileKind: String, Hashable, Sendable, CaseIterable {
  case zip, pdf, compound, rtf, webPage, xmlTable, png, jpeg, gif, tiff, gzip, rar, sevenZip
  case program, database

  /// Recognises a kind by its signature, or nil when the bytes may be plain text.
  package init?(of bytes: [UInt8]) {
    let known = Self.signatures.first { bytes.starts(with: $0.bytes) }?.kind
    guard let kind = known ?? Self.markup(bytes) else { return nil }
    self = kind
  }

  private static let signatures: [(kind: Self, bytes: [UInt8])] = [
    (.zip, [0x50, 0x4B, 0x03, 0x04]),
    (.zip, [0x50, 0x4B, 0x05, 0x06]),
    (.pdf, Array("%PDF-".utf8)),
    (.compound, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    (.rtf, Array(#"{\rtf"#.utf8)),
    (.png, [0x89, 0x50, 0x4E, 0x47]),
    (.jpeg, [0xFF, 0xD8, 0xFF]),
    (.gif, Array("GIF8".utf8)),
    (.tiff, [0x49, 0x49, 0x2A, 0x00]),
    (.tiff, [0x4D, 0x4D, 0x00, 0x2A]),
    (.gzip, [0x1F, 0x8B]),
    (.rar, Array("Rar!".utf8)),
    (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF]),
    (.program, [0x7F, 0x45, 0x4C, 0x46]),
    (.database, Array("SQLite format 3".utf8)),
  ]

  /// Recognises text that is marked up for a program and not meant to be read as it stands.
  private static func markup(_ bytes: [UInt8]) -> Self? {
    let start = bytes.prefix(4_096).drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
    guard start.first == UInt8(ascii: "<") else { return nil }
    let head = String(decoding: start.prefix(2_048), as: UTF8.self).lowercased()
    if head.contains("urn:schemas-microsoft-com:office:spreadsheet"), head.contains("<workbook") {
      return .xmlTable
    }
    let tags = ["<!doctype html", "<html", "<head", "<meta", "<body", "<table", "<div", "<p>"]
    return tags.contains { head.contains($0) } ? .webPage : nil
  }

  package var title: String {
    switch self {
    case .zip: "压缩文件或 Office 文件"
    case .pdf: "PDF 文件"
    case .compound: "旧版 Office 或 WPS 文件（xls、doc、et、wps）"
    case .rtf: "RTF 文件"
    case .webPage: "网页"
    case .xmlTable: "XML 表格"
    case .png, .jpeg, .gif, .tiff: "图片"
    case .gzip, .rar, .sevenZip: "压缩文件"
    case .program: "程序"
    case .database: "数据库文件"
    }
  }

  /// What its owner can do to have the content read.
  var remedy: String {
    switch self {
    case .compound, .webPage, .xmlTable: "请用 WPS 或 Excel 打开，另存为 xlsx（表格）或 docx（文稿）再试"
    case .pdf, .rtf: "请把内容另存为 docx 或 txt（表格为 xlsx）再试"
    case .png, .jpeg, .gif, .tiff: "图片里的字读不出来，请取得原文件，或录入后再试"
    case .zip, .gzip, .rar, .sevenZip: "请先解压，再选择其中的文件"
    case .program, .database: "请确认选对了文件"
    }
  }
}
