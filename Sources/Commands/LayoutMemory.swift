import Facts
import Storage

/// What was decided by hand about the columns of files, kept by the fingerprint of their heads.
///
/// Settings are only ever added, so that the digest of each entry stays what it was; the newest one
/// of a fingerprint counts.
enum LayoutMemory {
  /// One decision as it lies among the settings.
  private struct Learned: Codable {
    var fingerprint: String
    var words: [String: String]
  }

  /// Returns the choices for a register by fingerprint.
  static func choices(
    for register: String, in session: any Session
  ) throws -> [String: [String: ColumnChoices.Choice]] {
    let prefix = prefix(of: register)
    var choices: [String: [String: ColumnChoices.Choice]] = [:]
    try session.each(
      "SELECT key, value FROM setting WHERE \(SQL.begins("key", with: prefix)) ORDER BY seq"
    ) { row in
      guard (try row.get("key") as String).hasPrefix(prefix) else { return }
      let learned = try CanonicalJSON.value(Learned.self, from: row.get("value"))
      choices[learned.fingerprint, default: [:]].merge(
        learned.words.mapValues { ColumnChoices.Choice($0) }
      ) { _, new in new }
    }
    return choices
  }

  /// Keeps choices for every layout of a file.
  static func keep(
    _ choices: [String: ColumnChoices.Choice], for layouts: [Layout], register: String,
    seq: Int64, in transaction: any Transaction
  ) throws {
    for (index, fingerprint) in Set(layouts.map(\.fingerprint)).sorted().enumerated() {
      let key = "\(prefix(of: register))\(seq)/\(index)"
      let value = try CanonicalJSON.text(
        Learned(fingerprint: fingerprint, words: choices.mapValues(\.written)))
      try transaction.execute(
        "INSERT INTO setting (key, value, seq) VALUES (\(key), \(value), \(seq))")
    }
  }

  private static func prefix(of register: String) -> String { "layout/\(register)/" }
}
