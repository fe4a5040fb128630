import Ledgers
import Reports

extension Commitment {
  /// The kinds of promise that the reader tells apart, by its own words for them.
  static let kindTitles = Dictionary(
    uniqueKeysWithValues: StatedCommitment.Kind.allCases.map { ($0.rawValue, $0.title) })
}
