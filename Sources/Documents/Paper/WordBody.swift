/// The paragraphs, tables and sections of a Word file.
struct WordBody {
  let paper: Paper

  var text: String {
    mutating get {
      var text = ""
      for (index, section) in paper.sections.enumerated() {
        for block in section.blocks { text += block.word(on: section.sheet) }
        // Word wants a paragraph after a table that ends a section.
        if case .table? = section.blocks.last, index == paper.sections.count - 1 {
          text += Self.paragraph("")
        }
        let properties = Self.properties(of: section, index: index)
        // The last section is described at the end of the body, the others in a last paragraph.
        text +=
          index == paper.sections.count - 1
          ? properties
          : Self.paragraph(properties)
      }
      return text
    }
  }

  /// A paragraph without words that takes almost no room.
  private static func paragraph(_ properties: String) -> String {
    """
    <w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>\
    \(properties)</w:pPr></w:p>
    """
  }

  private static func properties(of section: Paper.Section, index: Int) -> String {
    let sheet = section.sheet
    let orient = sheet.isAcross ? #" w:orient="landscape""# : ""
    return """
      <w:sectPr><w:footerReference w:type="default" r:id="r-\(WordFoot.name(section: index, isOdd: true))"/>\
      <w:footerReference w:type="even" r:id="r-\(WordFoot.name(section: index, isOdd: false))"/>\
      <w:pgSz w:w="\(sheet.width.twips)" w:h="\(sheet.height.twips)"\(orient)/>\
      <w:pgMar w:top="\(sheet.top.twips)" w:right="\(sheet.right.twips)" \
      w:bottom="\(sheet.bottom.twips)" w:left="\(sheet.left.twips)" w:header="720" \
      w:footer="\(PaperSheet.millimetres(9).twips)" w:gutter="0"/>\(grid(of: sheet))</w:sectPr>
      """
  }

  /// 22 lines to a page; what narrows the characters to 28 stands in the styles, which every program
  /// reads alike.
  private static func grid(of sheet: PaperSheet) -> String {
    guard sheet.grid != nil else { return "" }
    return #"<w:docGrid w:type="lines" w:linePitch="\#(TextStyle.officialPitch.twips)"/>"#
  }
}

extension Int {
  /// Twentieths of a point, for a length in hundredths.
  var twips: Int { (self * 2 + 5) / 10 }
  /// Half points, in which Word counts the size of letters.
  var halfPoints: Int { (self + 25) / 50 }
}

extension Paper.Block {
  fileprivate func word(on sheet: PaperSheet) -> String {
    switch self {
    case .text(let text, let role): Self.paragraph(text, style: role.rawValue)
    case .table(let table): WordTable(table: table, width: sheet.textWidth).text
    case .gap: Self.paragraph("", style: Paper.Role.body.rawValue)
    }
  }

  /// A paragraph of a named style; line feeds in its text break the line.
  private static func paragraph(_ text: String, style: String) -> String {
    #"<w:p><w:pPr><w:pStyle w:val="\#(style)"/></w:pPr>\#(WordRun.text(text))</w:p>"#
  }
}

/// Runs of text in a paragraph.
enum WordRun {
  static func text(_ text: String, properties: String = "") -> String {
    guard !text.isEmpty else { return "" }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { #"<w:t xml:space="preserve">\#(XMLEscape.text(String($0)))</w:t>"# }
    let look = properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>"
    return "<w:r>\(look)\(lines.joined(separator: "<w:br/>"))</w:r>"
  }

  /// A number that Word counts itself, such as PAGE.
  static func field(_ name: String, properties: String) -> String {
    """
    <w:fldSimple w:instr=" \(name) "><w:r><w:rPr>\(properties)</w:rPr><w:t>1</w:t></w:r></w:fldSimple>
    """
  }

  /// How letters look; `narrowing` brings them closer, in twentieths of a point.
  static func look(
    _ face: Typeface, size: Int, isBold: Bool = false, narrowing: Int = 0
  ) -> String {
    let spacing = narrowing > 0 ? #"<w:spacing w:val="-\#(narrowing)"/>"# : ""
    return """
      <w:rFonts w:ascii="\(face.officeName)" w:eastAsia="\(face.officeName)" w:hAnsi="\(face.officeName)" \
      w:cs="\(face.officeName)"/>\(isBold ? "<w:b/>" : "")\(spacing)<w:sz w:val="\(size.halfPoints)"/>\
      <w:szCs w:val="\(size.halfPoints)"/>
      """
  }
}

/// The foot of a sheet in a Word file: its number and the notes.
struct WordFoot {
  let notes: [String]
  let numbering: Paper.Numbering
  let isOdd: Bool
  var seal: WordSeal?

  static func name(section: Int, isOdd: Bool) -> String {
    "footer\(section + 1)\(isOdd ? "odd" : "even")"
  }

  var text: String { number + note }

  private var number: String {
    let look = WordRun.look(.songti, size: numbering == .dashed ? 1_400 : 1_000)
    switch numbering {
    case .dashed:
      // On the outer side, one character in from the edge of the text.
      return paragraph(
        isOdd ? "right" : "left", indent: 100,
        WordRun.text("— ", properties: look) + WordRun.field("PAGE", properties: look)
          + WordRun.text(" —", properties: look))
    case .counted:
      return paragraph(
        "center", indent: 0,
        WordRun.text("第 ", properties: look) + WordRun.field("PAGE", properties: look)
          + WordRun.text(" 页 / 共 ", properties: look)
          + WordRun.field("NUMPAGES", properties: look) + WordRun.text(" 页", properties: look))
    }
  }

  private var note: String {
    guard !notes.isEmpty else { return "" }
    let look = WordRun.look(.songti, size: PageFoot.noteSize)
    return paragraph(
      "center", indent: 0, room: seal == nil ? 0 : WordSeal.room,
      (seal?.run ?? "")
        + WordRun.text(notes.joined(separator: PageFoot.separator), properties: look))
  }

  private func paragraph(
    _ side: String, indent: Int, room: Int = 0, _ runs: String
  ) -> String {
    let sides =
      room > 0
      ? #" w:right="\#(room.twips)""#
      : #" w:leftChars="\#(isOdd ? 0 : indent)" w:rightChars="\#(isOdd ? indent : 0)""#
    return """
      <w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"/>\
      \(indent == 0 && room == 0 ? "" : "<w:ind\(sides)/>")<w:jc w:val="\(side)"/></w:pPr>\(runs)</w:p>
      """
  }
}
