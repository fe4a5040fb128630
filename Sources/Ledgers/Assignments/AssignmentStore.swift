package import Commands
package import Storage

/// Reads and writes tasks and the leaders' lines behind them; the latest version counts.
package enum AssignmentStore {
  private static let tasks = BodyTable<Assignment>(name: "assignment")
  private static let lines = BodyTable<Directive>(name: "directive")

  /// Returns the tasks as known at an entry, newest code first.
  package static func assignments(
    knownAt: Int64?, in session: any Session
  ) throws -> [Assignment] {
    try tasks.latest(knownAt: knownAt, in: session).reversed().map(\.body)
      .filter { $0.isWithdrawn != true }
  }

  /// Returns one task, also one that was taken back.
  package static func assignment(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> Assignment? {
    try tasks.latest(of: code, knownAt: knownAt, in: session)?.body
  }

  /// Returns the entries that wrote a task, newest first.
  package static func entries(
    of code: String, knownAt: Int64?, in session: any Session
  ) throws -> [JournalEntry] {
    try tasks.entries(where: "code = \(code)", knownAt: knownAt, in: session)
  }

  /// Returns the leaders' lines as known at an entry, newest first.
  package static func directives(
    knownAt: Int64?, in session: any Session
  ) throws -> [Directive] {
    try lines.latest(knownAt: knownAt, in: session).reversed().map(\.body)
      .filter { $0.isWithdrawn != true }
  }

  static func directive(_ code: String, in session: any Session) throws -> Directive? {
    try lines.latest(of: code, in: session)?.body
  }

  static func write(
    _ assignment: Assignment, seq: Int64, in transaction: any Transaction
  ) throws {
    try tasks.write(assignment, as: assignment.id, seq: seq, in: transaction)
  }

  static func write(_ directive: Directive, seq: Int64, in transaction: any Transaction) throws {
    try lines.write(directive, as: directive.id, seq: seq, in: transaction)
  }

  /// Returns the code that the next task of a year takes; the measures of reports share its numbers.
  static func nextTask(year: Int, in session: any Session) throws -> String {
    let prefix = "R-\(year)-"
    return BodyTable<Assignment>.code(
      prefix, try LedgerStore.nextNumber(prefix, in: session), digits: 4)
  }

  static func nextDirective(year: Int, in session: any Session) throws -> String {
    try lines.nextCode(after: "PS-\(year)-", digits: 3, in: session)
  }
}
