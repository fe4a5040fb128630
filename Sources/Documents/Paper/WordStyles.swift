/// The named styles of a Word file, one for each kind of paragraph.
struct WordStyles {
  let sheet: PaperSheet

  var text: String {
    let base = TextStyle(.body, on: sheet)
    let styles = Paper.Role.allCases.map(style)
    return """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:styles xmlns:w="\(WordParts.main)"><w:docDefaults><w:rPrDefault><w:rPr>\
      \(WordRun.look(.fangsong, size: base.size))<w:lang w:val="en-US" w:eastAsia="zh-CN"/>\
      </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
      <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>\
      <w:qFormat/></w:style>\(styles.joined())</w:styles>
      """
  }

  private func style(_ role: Paper.Role) -> String {
    let style = TextStyle(role, on: sheet)
    let outline =
      switch role {
      case .first: #"<w:outlineLvl w:val="0"/>"#
      case .second: #"<w:outlineLvl w:val="1"/>"#
      default: ""
      }
    let kept = [.first, .second, .caption].contains(role) ? "<w:keepNext/>" : ""
    return """
      <w:style w:type="paragraph" w:customStyle="1" w:styleId="\(role.rawValue)">\
      <w:name w:val="\(role.wordName)"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>\(kept)\
      <w:overflowPunct w:val="0"/><w:snapToGrid w:val="0"/>\
      <w:spacing w:before="0" w:after="0" w:line="\(style.pitch.twips)" w:lineRule="exact"/>\
      \(indents(style))<w:jc w:val="\(side(style))"/>\(outline)</w:pPr>\
      <w:rPr>\(look(style))</w:rPr></w:style>
      """
  }

  private func indents(_ style: TextStyle) -> String {
    guard style.indent > 0 || style.rightIndent > 0 else { return "" }
    return """
      <w:ind w:rightChars="\(style.rightIndent * 100)" w:right="\((style.rightIndent * style.em).twips)" \
      w:firstLineChars="\(style.indent * 100)" w:firstLine="\((style.indent * style.em).twips)"/>
      """
  }

  private func look(_ style: TextStyle) -> String {
    // What brings 28 characters into a line, rounded towards narrow.
    let narrowing = style.grid.map { max(0, (style.size - $0 + 4) / 5) } ?? 0
    return WordRun.look(
      style.face, size: style.size, isBold: style.face.isBold, narrowing: narrowing)
  }

  private func side(_ style: TextStyle) -> String {
    switch style.alignment {
    case .start: style.isJustified ? "both" : "left"
    case .centre: "center"
    case .end: "right"
    }
  }
}

extension Paper.Role {
  /// The name of its style, as Word's list of styles shows it.
  fileprivate var wordName: String {
    switch self {
    case .title: "公文标题"
    case .number: "发文字号"
    case .addressee: "主送机关"
    case .first: "一级标题"
    case .second: "二级标题"
    case .third: "三级标题"
    case .body: "公文正文"
    case .caption: "表题"
    case .note: "附注"
    case .signature: "落款"
    }
  }
}
