import Definitions
package import Documents
package import Quantities

extension SampleTable {
  /// The table as a text file, in UTF-8 with a byte order mark, as spreadsheet programs expect.
  package var csv: [UInt8] {
    var text = "\u{FEFF}"
    for row in [heads] + rows.map({ $0.map { $0?.written ?? "" } }) {
      text += row.map(Self.quoted).joined(separator: ",") + "\r\n"
    }
    return Array(text.utf8)
  }

  /// Quotes a cell where the separator, a quote or a line end would be misread (RFC 4180).
  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\r\n".contains($0) }) else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }

  /// Writes the table as a sheet of a workbook, as the day it was made stands in the file.
  package func xlsx(sheet name: String, made day: Day) throws(DocumentError) -> [UInt8] {
    let plan = SheetPlan(
      name: name, columns: heads.indices.map { SheetPlan.Column(heads[$0], format: format($0)) })
    return try WorkbookWriter.bytes(created: day) { writer throws(DocumentError) in
      try writer.begin(plan)
      for row in rows { try writer.append(row.map(Self.cell)) }
    }
  }

  /// The format that the values of a column have in common.
  private func format(_ column: Int) -> SheetPlan.Format {
    var isWhole = true
    for row in rows {
      switch row[column] {
      case .number(let number)?: isWhole = isWhole && number.isInteger
      case .day?: return .day
      case .text?, .boolean?: return .text
      case nil: continue
      }
    }
    return .number(places: isWhole ? 0 : 2)
  }

  private static func cell(_ value: Value?) -> Cell {
    switch value {
    case .number(let number)?: .number(number)
    case .day(let day)?: .day(day)
    case .text(let text)?: .text(text)
    case .boolean(let flag)?: .text(flag ? "是" : "否")
    case nil: .empty
    }
  }
}

/// A file of the sample district with its place in the folder.
package struct SampleFile: Hashable, Sendable {
  package var path: String
  package var bytes: [UInt8]
}

extension SampleDistrict {
  /// The district's papers: the report, each register as it stands when the year begins in both
  /// formats, what comes in month by month, and an index of who hands in what.
  package func files(claims: [SampleBatch] = []) throws(DocumentError) -> [SampleFile] {
    let opening = OpeningBatches(district: self).all
    let before = past.map { PastBatches(past: $0).all } ?? []
    let monthly =
      before + (1...12).flatMap { MonthlyBatches(district: self, month: $0).all }
      + StoryDoubts(district: self).batches
      + RespondentBatches(district: self).all + claims
    var files = [SampleFile(path: "report-\(Self.year).txt", bytes: Array(report.utf8))]
    for (register, table) in Self.registers(opening) {
      files.append(SampleFile(path: "registers/\(register).csv", bytes: table.csv))
      files.append(
        SampleFile(
          path: "registers/\(register).xlsx",
          bytes: try table.xlsx(sheet: register, made: Self.foundingDay)))
    }
    for batch in monthly.sorted(by: { ($0.day, $0.name) < ($1.day, $1.name) }) {
      files.append(SampleFile(path: batch.path, bytes: batch.table.csv))
    }
    files.append(SampleFile(path: "batches.csv", bytes: Self.index(of: monthly).csv))
    files.append(SampleFile(path: "approval.csv", bytes: Self.approval.csv))
    if let past {
      files.append(SampleFile(path: "outcomes.csv", bytes: Self.outcomes(of: past).csv))
    }
    return files
  }

  /// What came of the past years, for those who try forecasts on them; no file to be taken in.
  private static func outcomes(of past: PastYears) -> SampleTable {
    SampleTable(
      heads: ["指标", "年度", "目标", "年末实际", "兑现"],
      rows: past.outcomes.map { outcome in
        [
          .text(outcome.metric), .count(outcome.year), .number(outcome.target),
          .number(outcome.value), .boolean(outcome.isKept),
        ]
      })
  }

  /// A notice that approves the one firm which is over the line, to be taken in by hand.
  private static let approval = SampleTable(
    heads: [EnterpriseTables.code, "规上工业入库批准日"],
    rows: [[.text(Firms.Code.justOver), .day(.of(2022, 6, 15))]])

  /// Joins the opening sheets of each register into one.
  private static func registers(_ batches: [SampleBatch]) -> [(String, SampleTable)] {
    var order: [String] = []
    var tables: [String: SampleTable] = [:]
    for batch in batches {
      if let present = tables[batch.register] {
        tables[batch.register] = present.joined(with: batch.table)
      } else {
        order.append(batch.register)
        tables[batch.register] = batch.table
      }
    }
    return order.compactMap { register in tables[register].map { (register, $0) } }
  }

  private static func index(of batches: [SampleBatch]) -> SampleTable {
    SampleTable(
      heads: ["文件", "登记簿", "岗位", "办理日", "起效日", "证据等级", "行数"],
      rows: batches.sorted(by: { ($0.day, $0.name) < ($1.day, $1.name) }).map { batch in
        [
          .text(batch.path), .text(batch.register), .text(batch.post), .day(batch.day),
          .day(batch.validFrom), .text(batch.evidence.code), .count(batch.table.rows.count),
        ]
      })
  }
}

extension SampleBatch {
  /// Where its file stands in the folder of the sample.
  package var path: String { "batches/\(day)-\(register)-\(name).csv" }
}
