import Foundation
import Reports
import Testing

/// Replays the corpus of the fuzzer, so that what once broke the reader stays mended.
struct FuzzCorpusTests {
  private static let folder = Material.package.appending(path: "Fuzz/Corpus/reader")

  @Test func `every file of the corpus is read, whole and cut anywhere`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    try #require(!names.isEmpty)
    for name in names {
      let bytes = [UInt8](try Data(contentsOf: Self.folder.appending(path: name)))
      for end in stride(from: bytes.count, through: 0, by: -7) {
        let text = String(decoding: bytes[..<end], as: UTF8.self)
        let size = Material.reader.read(text).segments.map(\.span.count).reduce(0, +)
        #expect(size == text.unicodeScalars.count, "\(name) cut at \(end)")
      }
    }
  }
}
