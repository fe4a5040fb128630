import Foundation
import Testing

@testable import Web

/// Pages kept as files beside the tests, so that a change of a view shows in the review as HTML.
///
/// `RECORD=1` writes them anew; read the difference before keeping it.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Pages")

  static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  /// Compares a page with the file of a name.
  static func check(
    _ page: any Page, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let made = steady(page.document.text)
    let file = folder.appending(path: "\(name).html")
    if isRecording {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try made.write(to: file, atomically: true, encoding: .utf8)
      return
    }
    let kept = try String(contentsOf: file, encoding: .utf8)
    #expect(made == kept, difference(kept, made), sourceLocation: sourceLocation)
  }

  /// Takes the digests out of the asset names, so that a new style does not touch every page.
  private static func steady(_ text: String) -> String {
    Asset.all.reduce(text) { text, asset in
      text.replacingOccurrences(of: "-\(asset.digest).", with: ".")
    }
  }

  private static func difference(_ kept: String, _ made: String) -> Comment {
    let pairs = zip(
      kept.split(separator: "\n", omittingEmptySubsequences: false),
      made.split(separator: "\n", omittingEmptySubsequences: false))
    guard let (line, pair) = pairs.enumerated().first(where: { $0.element.0 != $0.element.1 })
    else { return "one page is longer than the other" }
    return "line \(line + 1)\n  kept: \(pair.0)\n  made: \(pair.1)"
  }
}
