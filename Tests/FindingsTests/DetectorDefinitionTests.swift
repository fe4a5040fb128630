import Definitions
import Foundation
import Testing

@Suite("Definitions of detectors") struct DetectorDefinitionTests {
  @Test func `are there for every kind of doubt`() {
    #expect(library.detectors.count == 11)
    #expect(library.detectors.values.allSatisfy { library.registers[$0.register] != nil })
  }

  @Test(
    arguments: [
      ("field: monthly_revenue", "field: monthly_revenu", "没有键为“monthly_revenu”的数据项"),
      ("limit: 5", "limit: viel", "应当是数"), ("kind: series", "kind: serie", "应当是"),
      ("register: enterprise", "register: firm", "没有登记簿“firm”"),
      ("least-periods: 9", "least: 9", "缺少“least-periods”"),
    ] as [(String, String, String)])
  func `are refused with their line when they name what is not there`(
    right: String, wrong: String, words: String
  ) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Definitions")
    let file = root.appending(path: "detectors/enterprise-months.yaml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let place = folder.appending(path: "detectors/enterprise-months.yaml")
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.replacing(right, with: wrong).utf8).write(to: place)
    let (kept, remarks) = Library.load(folders: [root.path, folder.path])
    let remark = remarks.first { $0.severity == .error && $0.summary.contains(words) }
    #expect(remark != nil, "\(remarks)")
    #expect(remark.map { $0.line > 1 || $0.summary.contains("缺少") } == true)
    #expect(kept.detectors.count == 11)
  }
}
