import Definitions
import Feel
import Testing

/// Runs the public conformance kit of DMN where it lies beside the repository; without it the test
/// is skipped.
struct DmnKitTests {
  /// The only cases that fail: they call Java classes, for which there is no Java machine.
  private static let javaFolder = "compliance-level-3/0076-feel-external-java"

  @Test(.enabled(if: KitArchive.isHere, "skipped: the kit is not beside the repository"))
  func `passes every case of the kit that calls no Java`() throws {
    try KitArchive.unpacked { folder in
      var passed = 0
      var failed = 0
      for models in DmnFolder.all(below: folder) {
        for (file, kit) in models.tests {
          for result in kit.run(models.library, clock: DateTime("2026-01-01T12:00:00Z")) {
            if result.hasPassed { passed += 1 } else { failed += 1 }
            #expect(
              result.hasPassed || models.path == Self.javaFolder,
              "\(models.path) \(file) \(result.testCase): \(result.differences)")
          }
        }
      }
      #expect(passed == 3_377)
      #expect(failed == 14)
    }
  }
}
