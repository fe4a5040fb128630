import Dispatch
package import Facts
import Storage
import Synchronization

/// Writes the many facts of one entry and digests them on the way, while the database takes them in.
///
/// The digest is the one that `ChangeDigest` computes from the tables. Where facts do not come in
/// the order of their keys, or are so few among others that what they replace is better looked up
/// afterwards, there is none, and the tables are read.
package final class FactWriter {
  private let seq: Int64
  private let transaction: any Transaction
  private var line: DigestLine?
  private var isDigesting = true
  /// Rows of the entry that were no facts when the first facts came.
  private var others: Int64 = 0
  private var written: Int64 = 0
  private var last: FactRows.Place?

  init(seq: Int64, in transaction: any Transaction) {
    (self.seq, self.transaction) = (seq, transaction)
  }

  /// Writes some facts of one field and period; all of the entry come in the order of their keys.
  package func write(_ rows: FactRows) throws {
    guard rows.count > 0 else { return }
    try digest(rows)
    try FactStore.write(rows, in: transaction)
    written += Int64(rows.count)
  }

  private func digest(_ rows: FactRows) throws {
    let (first, end) = (rows.place(0), rows.place(rows.count - 1))
    guard isDigesting, last.map({ $0 < first }) ?? true, rows.isAscending,
      first.field == end.field, first.period == end.period,
      let replaced = try rows.replaced(in: transaction)
    else {
      isDigesting = false
      return
    }
    last = end
    try begun().add(rows, replacing: replaced)
  }

  /// Begins with the rows that are no facts.
  private func begun() throws -> DigestLine {
    if let line { return line }
    others = try ChangeDigest.count(of: seq, in: transaction)
    let (before, after) = try ChangeDigest.begun(of: seq, in: transaction)
    let line = DigestLine(before: before, after: after)
    self.line = line
    return line
  }

  /// The digests of the entry, whose rows have all been written; nil when the tables have to be read,
  /// because some of its rows did not come this way.
  package func digest() throws -> ChangeDigest? {
    guard isDigesting, let line,
      try ChangeDigest.count(of: seq, in: transaction) == others,
      let facts: Int64 = try transaction.rows(
        "SELECT COUNT(*) FROM fact WHERE seq = \(seq)"
      ).first?.get(0), facts == written
    else { return nil }
    return line.end()
  }
}

/// Digests facts on a thread of its own, in the order in which they are handed in.
private final class DigestLine: Sendable {
  private let queue = DispatchQueue(label: "hefu.digest")
  private let digests: Mutex<(before: RowDigest, after: RowDigest)>
  private let waiting = Mutex(0)
  /// Parcels that may wait before the writer does.
  private static let most = 8

  init(before: RowDigest, after: RowDigest) { digests = Mutex((before, after)) }

  func add(_ rows: FactRows, replacing replaced: FactRows) {
    let isFull = waiting.withLock { waiting in
      waiting += 1
      return waiting > Self.most
    }
    queue.async { [self] in
      digests.withLock { digests in
        digests.after.add(rows)
        digests.before.add(replaced)
      }
      waiting.withLock { $0 -= 1 }
    }
    if isFull { queue.sync {} }
  }

  func end() -> ChangeDigest {
    queue.sync {
      digests.withLock { digests in
        ChangeDigest(before: digests.before.hex(), after: digests.after.hex())
      }
    }
  }
}
