import Definitions
import Feel

/// Prints the rules of all definitions as plain FEEL, for other tools.
enum FeelStandard {
  static func print(_ library: Library) {
    for line in library.feelLines {
      guard let rule = line.rule else { continue }
      Swift.print("\(line.place): \(rule.standard)")
    }
  }
}
