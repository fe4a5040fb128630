import Exercises
import Foundation
import Testing

/// Replays the corpora of the fuzzers, so that what once broke the language stays mended.
struct CorpusTests {
  @Test func `every text of the corpus is read, checked and evaluated to an end`() throws {
    for file in try files(of: "feel") {
      FeelExercise.run(String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
  }

  @Test func `every file of the corpus is read as a model, whole and cut in two`() throws {
    for file in try files(of: "models") {
      let bytes = [UInt8](try Data(contentsOf: file))
      ModelExercise.run(bytes)
      ModelExercise.run(Array(bytes.prefix(bytes.count / 2)))
    }
  }

  private func files(of corpus: String) throws -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fuzz/Corpus/\(corpus)").standardized
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    try #require(files.count > 10)
    return files
  }
}
