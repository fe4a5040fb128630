/// Reads the text of a Word paper (docx): a line for a paragraph, a line for a row of a table.
///
/// What a reader of the paper does not see is left out: deleted and moved-away words, hidden words,
/// marks of footnotes, field codes. Headers and footers are no part of the text.
enum WordText {
  static func read(
    _ bytes: [UInt8], name: String, limits: ZipLimits
  ) throws(DocumentError) -> TextDocument {
    let archive = try ZipArchive(bytes, file: name, limits: limits)
    let relations = RelationsHandler(folder: "")
    try archive.parse("_rels/.rels", relations)
    let main = relations.relations.values.filter { $0.kind == "officeDocument" }.map(\.target)
    let part = main.min() ?? "word/document.xml"
    guard part.hasPrefix("word/") else { throw .noContent(file: name, wanted: "文稿正文") }
    let own = RelationsHandler(folder: "word")
    try archive.parse("word/_rels/\(part.dropFirst("word/".count)).rels", own)
    let numbering = NumberingHandler()
    let styles = ListStylesHandler()
    for relation in own.relations.values {
      if relation.kind == "numbering" { try archive.parse(relation.target, numbering) }
      if relation.kind == "styles" { try archive.parse(relation.target, styles) }
    }
    let handler = WordHandler(numbering: numbering.lists, styles: styles.uses)
    guard try archive.parse(part, handler) else {
      throw .noContent(file: name, wanted: "文稿正文")
    }
    return TextDocument(text: String(decoding: handler.text, as: UTF8.self))
  }
}

/// Collects the words of the main part of a Word paper.
final class WordHandler: XMLHandler {
  private(set) var text: [UInt8] = []
  let refusal: XMLReader.Refusal? = nil

  private var numbers: ListCounter
  private let styles: [String: ListStylesHandler.Use]
  /// Paragraphs that are open, the innermost last: a text box stands within a paragraph.
  private var paragraphs: [Paragraph] = []
  /// Rows of tables that are open, the innermost last, as cells of lines.
  private var rows: [[[[UInt8]]]] = []
  /// How many elements are open whose words are not seen.
  private var unseen = 0
  private var isInRun = false
  private var isRunUnseen = false
  private var isInText = false

  private struct Paragraph {
    var words: [UInt8] = []
    var list: String?
    var level = 0
  }

  init(numbering: [String: [ListLevel]], styles: [String: ListStylesHandler.Use]) {
    numbers = ListCounter(lists: numbering)
    self.styles = styles
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "t": isInText = true
    case "r": (isInRun, isRunUnseen) = (true, false)
    case "p": paragraphs.append(Paragraph())
    case "tab" where isInRun: add("\t")
    case "br" where attributes["type"] == nil, "cr": add("\n")
    case "noBreakHyphen": add("-")
    case "pStyle": takeStyle(attributes["val"] ?? "")
    case "numId": setList { $0.list = attributes["val"] }
    case "ilvl": setList { $0.level = attributes.integer("val") ?? 0 }
    case "vanish" where isInRun: isRunUnseen = attributes["val"] != "0"
    case "footnoteReference", "endnoteReference": isRunUnseen = true
    case "del", "moveFrom", "Fallback", "pPrChange": unseen += 1
    case "tr": rows.append([])
    case "tc": if !rows.isEmpty { rows[rows.count - 1].append([]) }
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "t": isInText = false
    case "r": (isInRun, isRunUnseen) = (false, false)
    case "p": finishParagraph()
    case "del", "moveFrom", "Fallback", "pPrChange": unseen -= 1
    case "tr": finishRow()
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    guard isInText, unseen == 0, !isRunUnseen, !paragraphs.isEmpty else { return }
    paragraphs[paragraphs.count - 1].words.append(contentsOf: bytes)
  }

  private func add(_ word: String) {
    guard unseen == 0, !isRunUnseen, !paragraphs.isEmpty else { return }
    paragraphs[paragraphs.count - 1].words += word.utf8
  }

  private func setList(_ change: (inout Paragraph) -> Void) {
    guard unseen == 0, !paragraphs.isEmpty else { return }
    change(&paragraphs[paragraphs.count - 1])
  }

  /// The style stands before a list of the paragraph's own, which then counts.
  private func takeStyle(_ style: String) {
    guard let use = styles[style] else { return }
    setList { ($0.list, $0.level) = (use.list, use.level) }
  }

  private func finishParagraph() {
    guard let paragraph = paragraphs.popLast() else { return }
    var line = paragraph.words
    if let list = paragraph.list, !line.isEmpty {
      line.insert(contentsOf: numbers.next(in: list, level: paragraph.level).utf8, at: 0)
    }
    // A paragraph within an unseen copy of a text box is empty and adds no line.
    if unseen == 0 { emit(line) }
  }

  private func finishRow() {
    guard let cells = rows.popLast() else { return }
    emit(Array(cells.map { Array($0.joined(separator: [0x20])) }.joined(separator: [0x09])))
  }

  private func emit(_ line: [UInt8]) {
    if let row = rows.indices.last, let cell = rows[row].indices.last {
      if !line.isEmpty { rows[row][cell].append(line) }
    } else {
      text += line
      text.append(0x0A)
    }
  }
}
