extension ReportPage {
  /// The paragraphs of the text, each under the place where it begins.
  var text: [Part] {
    model.paragraphs.map { Part(id: Self.id(of: $0), html: paragraph($0)) }
  }

  private static func id(of paragraph: Paragraph) -> String { "p-\(paragraph.start)" }

  private func paragraph(_ paragraph: Paragraph) -> HTML {
    let pieces = paragraph.pieces.map(piece)
    let id = Self.id(of: paragraph)
    if paragraph.isHeading { return #"<h2 id="\#(id)">\#(pieces)</h2>\#n"# }
    return """
      <p id="\(id)">\(pieces)\(when: model.mayMark, marking(paragraph))</p>

      """
  }

  /// The way to mark words of a paragraph without selecting them.
  private func marking(_ paragraph: Paragraph) -> HTML {
    let address = "/reports/\(model.code)/passages?from=\(paragraph.start)&to=\(paragraph.end)"
    return #" <a class="marking" href="\#(address)" data-form="passage" title="标注这一段的文字">标</a>"#
  }

  private func piece(_ piece: Piece) -> HTML {
    let marks: [HTML] = piece.codes.map { code in
      ##"<a class="to" id="at-\##(code)" href="#item-\##(code)" title="\##(code)">\##(Self.short(code))</a>"##
    }
    let asks: [HTML] = piece.questions.map {
      ##"<a class="to ask" id="ask-\##($0)" href="#question-\##($0)" title="有问题要回答">?</a>"##
    }
    if piece.pieceClass == .background {
      return
        #"<span class="background" data-at="\#(piece.start)">\#(piece.text)</span>\#(marks)\#(asks)"#
    }
    let undecided = piece.pieceClass == .undecided
    return """
      <mark class="\(piece.pieceClass.rawValue)" title="\(piece.pieceClass.title)" data-at="\(piece.start)"\
      \(when: undecided, #" data-undecided tabindex="-1""#)>\(piece.text)</mark>\(marks)\(asks)
      """
  }

  /// Returns the running number of a code, as it is written beside the words.
  private static func short(_ code: String) -> String {
    code.split(separator: "-").last.map(String.init) ?? code
  }
}
