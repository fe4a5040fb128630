import Foundation
import Testing

/// Finds the files that lie beside the tests, and those that may lie beside the repository.
enum TestFiles {
  /// Returns the path of a folder in `Files`.
  static func folder(_ name: String) throws -> String {
    let files = try #require(Bundle.module.url(forResource: "Files", withExtension: nil))
    return files.appending(path: name).path
  }

  static func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder(name), encoding: .utf8)
  }

  /// Writes beside the sources, not into the built copy.
  static func record(_ text: String, as name: String, from source: String = #filePath) throws {
    let place = URL(filePath: source).deletingLastPathComponent().appending(path: "Files/\(name)")
    try text.write(to: place, atomically: true, encoding: .utf8)
  }

  /// The folder of shared data, where it is there: `HEFU_SHARED`, or `shared` beside the package.
  static let shared: String? = {
    let named = ProcessInfo.processInfo.environment["HEFU_SHARED"] ?? ""
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = named.isEmpty ? package.appending(path: "../shared").standardizedFileURL.path : named
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  /// Makes an empty folder that is removed after the work.
  static func withTemporaryFolder<Result>(_ work: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "hefu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try work(folder.path)
  }
}
