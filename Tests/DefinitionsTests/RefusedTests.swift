import Definitions
import Foundation
import Testing

/// A folder full of mistakes and the remarks that point at each of them.
struct RefusedTests {
  /// `RECORD=1 swift test` writes `remarks.txt` anew; read the difference before keeping it.
  @Test func `every mistake is shown at its file, line and column`() throws {
    let folder = try TestFiles.folder("Refused")
    let made = Checker.check(folder).map { String($0.description.dropFirst(folder.count + 1)) }
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try TestFiles.record(made.joined(separator: "\n") + "\n", as: "Refused/remarks.txt")
    }
    let expected = try TestFiles.text("Refused/remarks.txt").split(separator: "\n").map(String.init)
    #expect(made.filter { !expected.contains($0) } == [], "remarks that are not in remarks.txt")
    #expect(expected.filter { !made.contains($0) } == [], "remarks that were not made")
    #expect(made == expected)
  }
}
