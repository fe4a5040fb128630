import Foundation
import Reports
import Testing
import Yams

/// The lexicon that comes with the program, and the files that lie beside the tests.
enum Material {
  static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of shared data, where it is there: `HEFU_SHARED`, or `shared` beside the package.
  static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["HEFU_SHARED"] ?? ""
    let path = named.isEmpty ? package.appending(path: "../shared") : URL(filePath: named)
    return FileManager.default.fileExists(atPath: path.path) ? path : nil
  }()

  /// Reads the definition files as they are, since this module knows no loader.
  static let lexicon: Lexicon = {
    let folder = package.appending(path: "Definitions/lexicon")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return Lexicon(
      entries: names.sorted().filter { $0.hasSuffix(".yaml") }.flatMap {
        (try? entries(in: folder.appending(path: $0))) ?? []
      })
  }()

  private static func entries(in file: URL) throws -> [Lexicon.Entry] {
    let node = try Yams.compose(yaml: try String(contentsOf: file, encoding: .utf8))
    let written = node?.mapping?["entries"]?.sequence.map(Array.init) ?? []
    return try written.map { item in
      let fields = try #require(item.mapping)
      let word = try #require(fields["word"]?.scalar?.string)
      let name = try #require(fields["role"]?.scalar?.string)
      return Lexicon.Entry(
        word: word, role: try #require(Lexicon.Role(name: name), "\(word)"),
        example: try #require(fields["example"]?.scalar?.string),
        stays: fields["stays"]?.scalar?.string)
    }
  }

  static let reader = Reader(lexicon: lexicon)
}

/// Random numbers that are the same in every run (SplitMix64), for properties.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension String {
  /// The words of a span that counts Unicode scalars.
  func words(_ span: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: unicodeScalars.dropFirst(span.lowerBound).prefix(span.count))
    return String(view)
  }
}
