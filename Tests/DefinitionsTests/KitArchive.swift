import Foundation
import Testing

/// The kit where it lies beside the repository.
enum KitArchive {
  private static let path = TestFiles.shared.map { $0 + "/data/dmn-tck/TestCases.tar.xz" }

  static let isHere = path.map { FileManager.default.fileExists(atPath: $0) } ?? false

  /// Unpacks the kit into a folder that is removed after the work.
  static func unpacked(_ work: (String) throws -> Void) throws {
    let archive = try #require(path)
    try TestFiles.withTemporaryFolder { folder in
      let tar = Process()
      tar.executableURL = URL(filePath: "/bin/tar")
      tar.arguments = ["-xJf", archive, "-C", folder]
      try tar.run()
      tar.waitUntilExit()
      #expect(tar.terminationStatus == 0)
      try work(folder)
    }
  }
}
