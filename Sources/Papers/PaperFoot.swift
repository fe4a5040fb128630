package import Quantities

/// The small print that every paper carries: as of when, known when, made when and by whom, its
/// code, and the digest that ties it to the journal.
package struct PaperFoot: Hashable, Sendable {
  package var day: Day
  package var knownAt: Int64
  /// Moment of making, as the clock gives it.
  package var madeAt: String
  package var unit: String
  package var code: String
  /// Digest of the last entry of the journal that the paper knows.
  package var root: String

  package init(
    day: Day, knownAt: Int64, madeAt: String, unit: String, code: String, root: String
  ) {
    self.day = day
    self.knownAt = knownAt
    self.madeAt = madeAt
    self.unit = unit
    self.code = code
    self.root = root
  }

  /// Digits of the digest that are printed.
  package static let rootDigits = 24

  package var notes: [String] {
    let minute = String(madeAt.prefix(16)).replacing("T", with: " ")
    return [
      "时点 \(day)", "所知至第 \(knownAt) 号记录", "制成 \(minute)", "制表单位 \(unit)", "编号 \(code)",
      "审计根 \(root.prefix(Self.rootDigits))",
    ]
  }

  /// The moment of making as Word files state it, in universal time.
  package var moment: String {
    let seconds = Self.seconds(madeAt)
    let day = Day(number: Int32(clamping: seconds / 86_400))
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = seconds % 86_400
    return "\(day)T\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
  }

  /// Seconds since 1970 at which the paper was made.
  package var seconds: Int64 { Self.seconds(madeAt) }

  /// Reads a moment of China Standard Time, 2022-06-30T09:30:00+08:00.
  private static func seconds(_ moment: String) -> Int64 {
    guard let day = Day(moment.prefix(10)) else { return 0 }
    let parts = moment.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int64($0) }
    guard parts.count == 3 else { return 0 }
    return Int64(day.number) * 86_400 + parts[0] * 3_600 + parts[1] * 60 + parts[2] - 8 * 3_600
  }
}
