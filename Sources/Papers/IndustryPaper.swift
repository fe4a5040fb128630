import Commands
package import Documents
package import Ledgers
import Quantities

/// 运行月报 (D22) by the official layout, made of nothing but what an issue keeps.
package struct IndustryPaper: Hashable, Sendable {
  private let run: MonthlyRun
  private let district: String

  package init(_ run: MonthlyRun, district: String) {
    self.run = run
    self.district = district
  }

  /// The run with the digest of its Word file, ready to be committed.
  package static func sealed(_ run: MonthlyRun, district: String) -> MonthlyRun {
    var run = run
    run.stamp.digest = Digest.hex(IndustryPaper(run, district: district).word)
    return run
  }

  package var title: String { "\(district)\(run.month.reported)规模以上工业运行情况" }

  package var foot: PaperFoot {
    PaperFoot(
      day: run.stamp.day, knownAt: run.stamp.knownAt, madeAt: run.stamp.madeAt,
      unit: run.stamp.unit, code: run.id, root: run.stamp.root)
  }

  package var paper: Paper {
    Paper(
      title: title,
      sections: [
        Paper.Section(sheet: .official, numbering: .dashed, blocks: head + body + signature)
      ], foot: foot.notes)
  }

  package var word: [UInt8] { WordWriter.bytes(of: paper, madeAt: foot.moment) }

  private var head: [Paper.Block] {
    var head: [Paper.Block] = [.text(title, .title), .text("运行月报　\(run.id)", .number)]
    if let corrects = run.corrects {
      head.append(.text("（本期更正 \(corrects)，以本期为准）", .number))
    }
    return head + [.gap] + paragraphs(run.opening)
  }

  private var body: [Paper.Block] {
    run.blocks.enumerated().flatMap { place, block -> [Paper.Block] in
      let ordinal = ChineseNumeral.words(for: place + 1) ?? String(place + 1)
      let rows: [Paper.Block] = block.rows.isEmpty ? [] : [.table(Self.table(block))]
      return [.text("\(ordinal)、\(block.title)", .first)]
        + block.lines.map { .text($0, .body) } + rows
    }
  }

  private var signature: [Paper.Block] {
    paragraphs(run.closing)
      + [.gap, .text("\(run.stamp.unit)\n\(run.stamp.day.chinese)", .signature)]
  }

  private func paragraphs(_ words: String) -> [Paper.Block] {
    words.split(whereSeparator: \.isNewline).map { .text(String($0), .body) }
  }

  private static func table(_ block: MonthlyRun.Block) -> Paper.Table {
    let columns = block.heads.enumerated().map { place, head in
      let widest = ([head] + block.rows.map { $0[place] }).map(width).max() ?? 1
      return Paper.Column(
        head, share: min(max(widest + 2, 9), 26), alignment: place == 0 ? .start : .centre)
    }
    return Paper.Table(columns: columns, rows: block.rows.map { .cells($0) })
  }

  /// Width of a text in half characters.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x250 ? 1 : 2) }
  }
}
