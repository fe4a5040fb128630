import Ledgers
import Reports

/// The text of a report in paragraphs, cut where its class changes.
struct ReportParagraphs: Sendable {
  private let read: ReadText
  private let segments: [Segment]
  /// Codes and questions by where they begin, in the order of the text.
  private let codes: [(start: Int, mark: String)]
  private let asked: [(start: Int, mark: String)]

  init(
    read: ReadText, segments: [Segment], items: [Commitment], questions: [ReportQuestion]
  ) {
    self.read = read
    self.segments = segments
    codes = items.flatMap { item in item.places.map { ($0.lowerBound, item.id) } }
      .sorted { $0.0 < $1.0 }
    asked = questions.compactMap { question in
      question.span.first.map { ($0, "\(question.number)") }
    }.sorted { $0.0 < $1.0 }
  }

  var all: [ReportPage.Paragraph] {
    var paragraphs: [ReportPage.Paragraph] = []
    var pieces: [ReportPage.Piece] = []
    func close() {
      let text = pieces.map(\.text).joined().trimmingBlanks
      if !text.isEmpty { paragraphs.append(.init(isHeading: isHeading(text), pieces: pieces)) }
      pieces = []
    }
    for segment in segments {
      var start = segment.span.lowerBound
      while start < segment.span.upperBound {
        let end = read.scalars[start..<segment.span.upperBound].firstIndex { $0 == "\n" }
        let stop = end ?? segment.span.upperBound
        if start < stop { pieces.append(piece(start..<stop, of: segment)) }
        guard let end else { break }
        close()
        start = end + 1
      }
    }
    close()
    return Self.markedOnce(paragraphs)
  }

  private func piece(_ span: Range<Int>, of segment: Segment) -> ReportPage.Piece {
    .init(
      start: span.lowerBound, text: read.words(span), pieceClass: .init(segment.segmentClass),
      codes: Self.within(codes, span).map(\.mark),
      questions: Self.within(asked, span).map(\.mark))
  }

  private static func within(
    _ marks: [(start: Int, mark: String)], _ span: Range<Int>
  ) -> ArraySlice<(start: Int, mark: String)> {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].start < span.lowerBound { low = middle + 1 } else { high = middle }
    }
    return marks[low...].prefix { $0.start < span.upperBound }
  }

  /// An item that was put together from several places is marked where it begins.
  private static func markedOnce(
    _ paragraphs: [ReportPage.Paragraph]
  ) -> [ReportPage.Paragraph] {
    var paragraphs = paragraphs
    var seen: Set<String> = []
    for index in paragraphs.indices {
      for piece in paragraphs[index].pieces.indices {
        paragraphs[index].pieces[piece].codes.removeAll { !seen.insert($0).inserted }
      }
    }
    return paragraphs
  }

  private func isHeading(_ line: String) -> Bool {
    if read.headings.contains(line) { return true }
    let isShort = line.unicodeScalars.count <= 40 && !line.contains(where: { "。；！".contains($0) })
    let numerals = line.prefix { "一二三四五六七八九十（）".contains($0) }
    return isShort && !numerals.isEmpty
      && (numerals.hasSuffix("）") || line.dropFirst(numerals.count).first == "、")
  }
}

extension ReportPage.PieceClass {
  init(_ segmentClass: Segment.Class) {
    self =
      switch segmentClass {
      case .commitment: .commitment
      case .measure: .measure
      case .background: .background
      case .undecided: .undecided
      }
  }
}
