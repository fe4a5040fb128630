import Definitions
import Foundation
import SampleDistrict

/// The root of the package, beside which shared data may lie.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of shared data, where it is there: `HEFU_SHARED`, or `shared` beside the package.
  static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["HEFU_SHARED"] ?? ""
    let folder =
      named.isEmpty
      ? root.appending(path: "../shared").standardizedFileURL : URL(filePath: named)
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}

/// The definitions that come with the program.
let library: Library = {
  Library.load(folders: [Package.root.appending(path: "Definitions").path]).library
}()

/// The district that every test looks at; it never changes.
let district = SampleDistrict()
