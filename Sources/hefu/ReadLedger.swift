import Foundation
import Quantities
import Reports

/// What was read of a report, ready to be printed.
struct ReadLedger {
  let understanding: Understanding
  private let scalars: [Unicode.Scalar]

  init(_ understanding: Understanding, text: String) {
    self.understanding = understanding
    scalars = Array(text.unicodeScalars)
  }

  /// The words of a span, on one line.
  func words(_ span: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    for scalar in scalars[span] where scalar != "\n" && scalar != "\r" { view.append(scalar) }
    return String(view)
  }

  // MARK: For people

  private static let heads = ["序号", "事项", "目标", "类型", "语气", "时间", "原文"]

  private var rows: [[String]] {
    understanding.commitments.enumerated().map { index, commitment in
      [
        "\(index + 1)", commitment.subject, commitment.target, commitment.kind.title,
        commitment.modality ?? "", commitment.period.title, words(commitment.span),
      ]
    }
  }

  var table: TextTable { TextTable(heads: Self.heads, rows: rows) }

  func printTable() {
    table.print()
    print(summary)
    for question in understanding.questions {
      print("待答：\(question.words) \(question.readings.joined(separator: "；还是 "))？")
    }
  }

  private var summary: String {
    let year = understanding.year.map { "\($0) 年，" } ?? ""
    let counts = Segment.Class.allCases.map { kind in
      let size = understanding.segments.filter { $0.segmentClass == kind }
        .reduce(0) { $0 + $1.span.count }
      return "\(kind.rawValue) \(size) 字"
    }
    return "\(year)承诺 \(understanding.commitments.count) 件，任务 \(understanding.tasks.count) 项，"
      + "问题 \(understanding.questions.count) 个；\(counts.joined(separator: "，"))"
  }
}

extension StatedCommitment {
  /// What has to be reached, in the signs of the ledger.
  var target: String {
    guard let value else { return reference.map { "\(comparison.sign) \($0)" } ?? grade ?? "完成" }
    let upper = valueHigh.map { "—\($0)" } ?? ""
    let sign = valueHigh == nil ? comparison.sign + " " : ""
    return "\(sign)\(value)\(upper)\(unit.map { " \($0)" } ?? "")"
  }
}

extension StatedPeriod {
  fileprivate var title: String {
    switch (from, to) {
    case (let from?, let to?): "\(from) 至 \(to)"
    case (nil, let to?): "\(to) 前"
    default: text ?? ""
    }
  }
}
