package import Storage

/// What the entries after one and up to another have touched, so that whatever rests on nothing of it
/// need not be made again.
package struct Touched: Hashable, Sendable {
  /// Keys of the fields in which something was written, by register.
  package private(set) var fields: [String: Set<String>] = [:]
  /// Registers that got subjects, or about whose records something was decided.
  package private(set) var registers: Set<String> = []

  package init(after seq: Int64, upTo head: Int64, in session: any Session) throws {
    guard head > seq else { return }
    let written = try session.rows(
      """
      SELECT register, key FROM field
      WHERE id IN (SELECT field_id FROM fact WHERE seq > \(seq) AND seq <= \(head))
      """)
    for row in written { fields[try row.get(0), default: []].insert(try row.get(1)) }
    let changed = try session.rows(
      """
      SELECT register FROM subject WHERE seq > \(seq) AND seq <= \(head)
      UNION SELECT register FROM quality_decision WHERE seq > \(seq) AND seq <= \(head)
      """)
    for row in changed { registers.insert(try row.get(0)) }
  }

  /// Whether something of these fields was touched, given by register.
  package func meets(_ inputs: [String: Set<String>]) -> Bool {
    inputs.contains { register, keys in
      registers.contains(register) || !(fields[register]?.isDisjoint(with: keys) ?? true)
    }
  }
}
