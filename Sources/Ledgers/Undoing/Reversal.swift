import Commands
import Definitions
import Storage

/// An entry that is being taken back: what all commands that do so check, and the mark they leave.
///
/// Things are restored in the order opposite to that in which they were changed: a thing that
/// another entry has changed since is refused.
struct Reversal {
  /// The entry that is taken back.
  let entry: JournalEntry
  private let undone: [Int64: Int64]
  private let context: CommandContext

  /// Finds the entry and refuses what may not be taken back.
  ///
  /// - Parameters:
  ///   - permissions: the commands that can be taken back, each with the permissions of which it
  ///     needs one.
  ///   - matter: what such entries are about, such as 任务分解.
  /// - Throws: `JournalError` if there is no such entry or it was taken back before, and `Denial`
  ///   if `permission` is none of those it needs.
  init(
    of number: Int64, under permission: Permission, permissions: [String: [Permission]],
    matter: String, in context: CommandContext
  ) throws {
    guard let entry = try JournalEntry.entry(number, in: context.transaction),
      let needed = permissions[entry.command]
    else { throw JournalError.invalid("第 \(number) 号记录不是\(matter)，不能在这里撤销") }
    guard needed.contains(permission) else {
      throw Denial.wrongPermit(needed: needed[0], given: context.permit.permission)
    }
    let undone = try DecisionStack.undone(in: context.transaction)
    if let by = undone[number] {
      throw JournalError.invalid("第 \(number) 号记录已由第 \(by) 号记录撤销，没有再次撤销")
    }
    (self.entry, self.undone, self.context) = (entry, undone, context)
  }

  /// Refuses everybody but the post that made the entry.
  func checkOwn() throws {
    guard entry.post == context.permit.actor.post.id else {
      throw JournalError.invalid("第 \(entry.seq) 号记录只能由办理的岗位自己撤销，没有改动")
    }
  }

  /// Returns the things of a table that the entry wrote, by a column that names them.
  func written(_ table: SQL, by column: SQL = "code") throws -> [String] {
    try context.transaction.rows(
      "SELECT \(column) AS name FROM \(table) WHERE seq = \(entry.seq) ORDER BY \(column)"
    ).map { try $0.get("name") }
  }

  /// Refuses if another entry has changed the thing since; `versions` are its entries in order.
  func checkTop(of versions: [Int64], thing: String) throws {
    let top = DecisionStack.top(of: versions, undone: undone)
    guard top == entry.seq else {
      let later = top.map { "第 \($0) 号记录" } ?? "别的记录"
      throw JournalError.invalid(
        "\(thing) 之后又由\(later)改动，第 \(entry.seq) 号没有撤销。请先撤销后来的办理")
    }
  }

  /// Refuses if another entry has changed the row of that name since.
  func checkTop(
    _ table: SQL, by column: SQL = "code", named name: String, thing: String? = nil
  ) throws {
    let versions: [Int64] = try context.transaction.rows(
      "SELECT seq FROM \(table) WHERE \(column) = \(name) ORDER BY seq"
    ).map { try $0.get("seq") }
    try checkTop(of: versions, thing: thing ?? name)
  }

  /// Marks the entry as taken back.
  func mark() throws {
    _ = try context.transaction.execute(
      "INSERT INTO undone_decision (entry, seq) VALUES (\(entry.seq), \(context.seq))")
  }
}
