/// A printed matter as its content: sections of sheets, each with titles, paragraphs and tables.
///
/// Word files, PDF pages and web pages are all made from this one value, so they cannot differ in
/// what they say; kept as it was issued, it can be printed again at any time.
package struct Paper: Hashable, Sendable, Codable {
  /// Name of the paper, shown by programs that open it.
  package var title: String
  package var sections: [Section]
  /// What stands in small letters at the foot of every sheet: as of when, made when and by whom.
  package var foot: [String]
  /// What the square code at the foot of every sheet says; nil for papers without one.
  package var seal: String?

  package init(
    title: String, sections: [Section], foot: [String] = [], seal: String? = nil
  ) {
    self.title = title
    self.sections = sections
    self.foot = foot
    self.seal = seal
  }

  /// Sheets of one size that follow each other.
  package struct Section: Hashable, Sendable, Codable {
    package var sheet: PaperSheet
    package var numbering: Numbering
    package var blocks: [Block]

    package init(sheet: PaperSheet, numbering: Numbering, blocks: [Block]) {
      self.sheet = sheet
      self.numbering = numbering
      self.blocks = blocks
    }
  }

  /// How sheets are counted.
  package enum Numbering: String, Hashable, Sendable, Codable {
    /// — 1 —, on the outer side, as official documents have it.
    case dashed
    /// 第 1 页 / 共 3 页, in the middle, as tables have it.
    case counted
  }

  /// What stands under each other on a sheet.
  package enum Block: Hashable, Sendable, Codable {
    case text(String, Role)
    case table(Table)
    /// An empty line.
    case gap
  }

  /// What a paragraph is for, which decides how it looks.
  package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case title, number, addressee
    /// 一、 （一） 1. and the plain text under them.
    case first, second, third, body
    /// Over a table, and small print under one.
    case caption, note
    /// The issuer and the day, on the right.
    case signature
  }

  /// Rows under heads that are repeated on every sheet.
  package struct Table: Hashable, Sendable, Codable {
    package var columns: [Column]
    package var rows: [Row]
    /// Size of the letters in hundredths of a point.
    package var size: Int

    package init(columns: [Column], rows: [Row], size: Int = 1050) {
      self.columns = columns
      self.rows = rows
      self.size = size
    }
  }

  package struct Column: Hashable, Sendable, Codable {
    package var head: String
    /// Width beside the other columns.
    package var share: Int
    package var alignment: Alignment

    package init(_ head: String, share: Int, alignment: Alignment = .start) {
      self.head = head
      self.share = share
      self.alignment = alignment
    }
  }

  package enum Row: Hashable, Sendable, Codable {
    case cells([String])
    /// One text across all columns, over the rows that belong to it.
    case group(String)
  }

  package enum Alignment: String, Hashable, Sendable, Codable {
    case start, centre, end
  }
}
