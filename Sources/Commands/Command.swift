package import Definitions
import Facts
package import Quantities
package import Storage

/// One thing a person does: a typed value that runs inside the transaction of its journal entry.
package protocol Command: Sendable {
  associatedtype Body: Encodable
  associatedtype Result: Sendable

  /// Name in the journal, such as import-facts; once released it stays.
  static var name: String { get }
  /// Name in the interface, such as 导入数据.
  static var title: String { get }
  /// What the acting post must be granted.
  var permission: Permission { get }
  /// What is written into the journal.
  var body: Body { get }
  /// Makes the change; everything it writes carries the sequence number of the context.
  func run(in context: CommandContext) throws -> Result
}

/// What a command may use while it runs.
package struct CommandContext {
  package let transaction: any Transaction
  package let seq: Int64
  package let day: Day
  package let region: String
  package let library: Library
  package let permit: Permit
  /// Takes facts by the million.
  package let facts: FactWriter
}

/// The one way to change anything: checks the permit, runs the command, seals the entry.
///
/// The command's rows and the entry are written in one transaction, so both are there or neither;
/// when `commit` returns, they are on disk.
package struct Journal: Sendable {
  package let database: any Database
  package let library: Library
  package let region: String
  package let clock: Clock

  package init(database: any Database, library: Library, region: String, clock: Clock) {
    self.database = database
    self.library = library
    self.region = region
    self.clock = clock
  }

  /// Commits a command and returns its result with the number of its entry.
  @discardableResult
  package func commit<C: Command>(
    _ command: C, permit: Permit, reason: String
  ) async throws -> (result: C.Result, seq: Int64) {
    guard permit.permission == command.permission else {
      throw Denial.wrongPermit(needed: command.permission, given: permit.permission)
    }
    let (library, region) = (library, region)
    let (moment, today) = (clock.moment(), clock.today())
    guard permit.actor.post.isHeld(on: today) else {
      throw Denial.postEnded(post: permit.actor.post.id, day: today)
    }
    return try await database.write { transaction in
      let last = try JournalEntry.newest(1, in: transaction).first
      if let last, last.day > today {
        throw JournalError.dayBeforeHead(today: today, head: last.day)
      }
      let seq = (last?.seq ?? 0) + 1
      var entry = JournalEntry(
        seq: seq, at: moment, day: today, person: permit.actor.person.id,
        post: permit.actor.post.id, command: C.name, body: try CanonicalJSON.text(command.body),
        reason: reason, before: "", after: "", previous: last?.digest ?? JournalEntry.origin,
        digest: "")
      // The entry goes in first, because the rows of the command refer to it.
      try entry.insert(into: transaction)
      let facts = FactWriter(seq: seq, in: transaction)
      let result = try command.run(
        in: CommandContext(
          transaction: transaction, seq: seq, day: today, region: region, library: library,
          permit: permit, facts: facts))
      let digest = try facts.digest() ?? ChangeDigest(of: seq, in: transaction)
      entry.before = digest.before
      entry.after = digest.after
      entry.digest = try entry.seal()
      try entry.sealInPlace(in: transaction)
      return (result, seq)
    }
  }
}

extension JournalEntry {
  /// A digest that stands in until the entry is sealed at the end of its transaction.
  private static func provisional(_ seq: Int64) -> String { Digest.hex("unsealed \(seq)") }

  fileprivate func insert(into transaction: any Transaction) throws {
    let open = Self.provisional(seq)
    _ = try transaction.execute(
      """
      INSERT INTO journal (seq, at, day, person, post, command, body, reason, before_digest,
        after_digest, previous_digest, digest)
      VALUES (\(seq), \(at), \(day.description), \(person), \(post), \(command), \(body),
        \(reason), \(open), \(open), \(previous), \(open))
      """)
  }

  fileprivate func sealInPlace(in transaction: any Transaction) throws {
    _ = try transaction.execute(
      """
      UPDATE journal
      SET before_digest = \(before), after_digest = \(after), digest = \(digest)
      WHERE seq = \(seq)
      """)
  }
}
