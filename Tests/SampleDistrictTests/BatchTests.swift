import Definitions
import Documents
import Foundation
import Quantities
import SampleDistrict
import Testing

@Suite("The sample's files") struct BatchTests {
  private var batches: [SampleBatch] {
    district.batches(until: Day("2023-12-31") ?? .init(number: 0))
  }

  @Test func `name only what the registers know`() throws {
    for batch in batches {
      let register = try #require(library.registers[batch.register])
      #expect(batch.table.heads.first == register.codeLabel, "\(batch.name)")
      for head in batch.table.heads.dropFirst() {
        #expect(register.field(named: Self.label(of: head)) != nil, "\(batch.name): \(head)")
      }
    }
  }

  /// A head without its unit and period: 营业收入（万元）2021年 is 营业收入.
  private static func label(of head: String) -> String {
    var label = head
    if let unit = label.firstIndex(of: "（") { label = String(label[..<unit]) }
    if let year = label.firstRange(of: "20") { label = String(label[..<year.lowerBound]) }
    return label
  }

  @Test func `have codes that their registers accept`() throws {
    for batch in batches {
      let register = try #require(library.registers[batch.register])
      for row in batch.table.rows {
        #expect(row.count == batch.table.heads.count, "\(batch.name)")
        guard case .text(let code)? = row.first ?? nil else {
          Issue.record("\(batch.name): a row without a code")
          continue
        }
        #expect(register.problem(withCode: code) == nil, "\(batch.name): \(code)")
      }
    }
  }

  @Test func `use only words of the code lists`() throws {
    for batch in batches {
      let register = try #require(library.registers[batch.register])
      for (column, head) in batch.table.heads.enumerated().dropFirst() {
        guard
          let list = register.field(named: Self.label(of: head))?.codes.flatMap({
            library.codeLists[$0]
          })
        else { continue }
        for case .text(let word)? in batch.table.rows.map({ $0[column] }) {
          #expect(list.code(for: word) != nil, "\(batch.name), \(head): \(word)")
        }
      }
    }
  }

  @Test func `come in the order of their days, never before what they tell`() {
    let days = batches.map(\.day)
    #expect(days == days.sorted())
    for batch in batches {
      #expect(batch.validFrom < batch.day, "\(batch.name)")
      for case .day(let day)? in batch.table.rows.flatMap({ $0.dropFirst() })
      where batch.table.heads.contains("开工日期") || batch.table.heads.contains("上云日期") {
        #expect(day < batch.day, "\(batch.name): \(day)")
      }
    }
  }

  @Test func `read back from both formats as they were written`() throws {
    let batch = try #require(batches.first { $0.name.hasPrefix("项目-合同") })
    for (name, bytes) in [
      ("合同.csv", batch.table.csv),
      ("合同.xlsx", try batch.table.xlsx(sheet: "合同", made: batch.day)),
    ] {
      let sheet = try #require(try WorkbookReader.read(bytes, name: name).sheets.first)
      #expect(sheet.rows.first?.map(\.written) == batch.table.heads)
      #expect(sheet.rows.count == batch.table.rows.count + 1)
      let codes = sheet.rows.dropFirst().map { $0.first?.written ?? "" }
      #expect(codes == batch.table.rows.map { $0.first??.written ?? "" })
    }
  }

  /// `RECORD=1 swift test` writes the folder anew; read the difference before keeping it.
  @Test func `stand in the folder of samples as the generator makes them`() throws {
    let folder = Package.root.appending(path: "Samples")
    let kept = try district.files().filter { file in
      file.path.hasSuffix(".txt") || file.path == "approval.csv"
        || file.path.hasPrefix("registers/") && file.path.hasSuffix(".csv")
    }
    #expect(kept.count == 16)
    for file in kept {
      let place = folder.appending(path: file.path)
      if ProcessInfo.processInfo.environment["RECORD"] == "1" {
        try FileManager.default.createDirectory(
          at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.bytes).write(to: place)
      }
      #expect([UInt8](try Data(contentsOf: place)) == file.bytes, "\(file.path)")
    }
  }
}
