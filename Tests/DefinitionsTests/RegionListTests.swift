import Definitions
import Foundation
import Testing

/// The list of all regions of the country, which an installation brings in its own folder.
struct RegionListTests {
  private static let path: String = {
    let named = ProcessInfo.processInfo.environment["HEFU_SHARED"]
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let shared = named.map { URL(filePath: $0) } ?? root.appending(path: "../shared")
    return shared.appending(path: "data/regions/regions-county.tsv").path
  }()

  private static let isThere = FileManager.default.fileExists(atPath: path)

  // Skipped where the shared data of the project is not at hand.
  @Test(.enabled(if: isThere, "the regions of the country are not at hand"))
  func `the regions of the whole country load from a folder, columns in their own order`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "regions-\(UUID())")
    let codes = folder.appending(path: "codes")
    try FileManager.default.createDirectory(at: codes, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let table = try String(contentsOfFile: Self.path, encoding: .utf8)
    let head = "# id: region\n# title: 全国行政区划\n# basis: GB/T 2260\n# standing: law\n"
    try (head + table).write(
      to: codes.appending(path: "region.tsv"), atomically: true, encoding: .utf8)
    let (library, remarks) = Library.load(folders: [folder.path])
    let own = remarks.filter { $0.file.hasPrefix(codes.path) }
    #expect(own.map(\.description) == [])
    let list = try #require(library.codeLists["region"])
    let lines = table.split(separator: "\n").count - 1
    #expect(list.items.count == lines)
    #expect(list.items.count > 3_000)
    #expect(list.name(of: "410000") == "河南省")
    #expect(list.items.first { $0.code == "410102" }?.parent == "410100")
    #expect(list.items.first { $0.code == "410102" }?.level == 3)
  }

  @Test func `a table without a line of names has code, name, level and parent in this order`()
    throws
  {
    let henan = try #require(try BuiltIn.library().codeLists["region-henan"])
    #expect(henan.name(of: "410102") == "中原区")
  }
}
