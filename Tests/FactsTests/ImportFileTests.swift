import Documents
import Facts
import Foundation
import Testing

/// Previews every file in `Files/` into a register that knows one enterprise, and compares what is
/// said with the `.preview` beside it. `RECORD=1 swift test` writes those anew.
@Suite("Files of offices") struct ImportFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Files")

  static let files = names(in: ".") + names(in: "LibreOffice").map { "LibreOffice/" + $0 }

  private static func names(in part: String) -> [String] {
    let path = folder.appending(path: part).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") }.sorted()
  }

  @Test func `there are files to read`() { #expect(Self.files.count > 30) }

  /// LibreOffice calculates a formula that had no result, so that one row more is read there.
  @Test(arguments: names(in: "LibreOffice").filter { $0.hasPrefix("office-") })
  func `a workbook saved anew by LibreOffice is understood as before`(file: String) throws {
    let said = try ["", "LibreOffice/"].map { part in
      let lines = try String(
        contentsOf: Self.folder.appending(path: part + file + ".preview"), encoding: .utf8
      ).split(separator: "\n")
      return file == "office-09-formulas.xlsx" ? lines.filter { $0.contains("DIV") } : lines
    }
    #expect(said[0] == said[1])
  }

  @Test(arguments: files)
  func `is understood as written beside it`(file: String) async throws {
    let world = try await World()
    try await world.write(
      world.preview("统一社会信用代码,企业名称,营业收入2021年\n\(Code.first),澄川一号机械有限公司,2350.5\n"))
    let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: file)))
    let said: String
    do {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      said = Self.text(try await world.preview(bytes, name: name))
    } catch let error as DocumentError {
      said = "error | \(error)\n"
    }
    let beside = Self.folder.appending(path: file + ".preview")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try said.write(to: beside, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: beside, encoding: .utf8) == said)
  }

  /// Draws a preview: counts, each change, each remark with everything it says.
  private static func text(_ preview: ImportPreview) -> String {
    var lines = [
      """
      rows \(preview.rows) | added \(preview.added.count) | changed \(preview.changed.count) \
      | unchanged \(preview.unchanged) | refused \(preview.refused)
      """
    ]
    for change in preview.changes {
      let (before, after) = (text(change.before), text(change.after))
      lines.append(
        """
        change | row \(change.sourceRow ?? 0) | \(change.code) | \(change.field) \
        | \(change.period) | \(before) -> \(after)
        """)
    }
    for remark in preview.remarks {
      let place = "\(remark.file) | \(remark.sheet) | row \(remark.row.map(String.init) ?? "-")"
      lines.append(
        """
        remark | \(place) | column \(remark.column ?? "-") | written \(remark.written) \
        | expected \(remark.expected) | \(remark.message)
        """)
    }
    return lines.map { $0.replacing("\n", with: "⏎") + "\n" }.joined()
  }

  private static func text(_ value: StoredValue) -> String {
    value.number.map(String.init) ?? value.text ?? "nothing"
  }
}
