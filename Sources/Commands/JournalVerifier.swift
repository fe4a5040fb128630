package import Storage

/// Walks the journal from its first entry and checks every link and every digest.
package struct JournalVerifier {
  /// Something that does not fit.
  package struct Fault: Hashable, Sendable {
    package var seq: Int64
    package var message: String
  }

  package struct Verdict: Hashable, Sendable {
    package var entries: Int
    /// Digest of the last entry; 64 zeros for an empty journal.
    package var root: String
    package var faults: [Fault]

    package var holds: Bool { faults.isEmpty }

    fileprivate mutating func note(_ message: String, at seq: Int64) {
      faults.append(Fault(seq: seq, message: message))
    }
  }

  package init() {}

  /// Checks order, links, seals and the digests of what was written.
  package func verify(in session: any Session) throws -> Verdict {
    var verdict = Verdict(entries: 0, root: JournalEntry.origin, faults: [])
    var last: Int64 = 0
    // A page at a time: each entry asks further questions, for which a longer answer would have to
    // wait in memory.
    var page = try rows(above: .min, in: session)
    while !page.isEmpty {
      for row in page {
        let seq: Int64 = try row.get("seq")
        if seq != last + 1 { verdict.note("缺少第 \(last + 1) 号到第 \(seq - 1) 号记录", at: seq) }
        last = seq
        try check(row, at: seq, in: session, verdict: &verdict)
      }
      page = try rows(above: last, in: session)
    }
    try noteStrays(above: last, in: session, verdict: &verdict)
    return verdict
  }

  private func rows(above seq: Int64, in session: any Session) throws -> [SQLRow] {
    try session.rows(
      "SELECT \(JournalEntry.columns) FROM journal WHERE seq > \(seq) ORDER BY seq LIMIT 500")
  }

  private func check(
    _ row: SQLRow, at seq: Int64, in session: any Session, verdict: inout Verdict
  ) throws {
    verdict.entries += 1
    guard let entry = try? JournalEntry(row) else {
      verdict.note("记录无法读取", at: seq)
      verdict.root = try row.get("digest")
      return
    }
    try check(entry, in: session, verdict: &verdict)
    verdict.root = entry.digest
  }

  private func check(
    _ entry: JournalEntry, in session: any Session, verdict: inout Verdict
  ) throws {
    if entry.previous != verdict.root { verdict.note("与上一笔记录接不上", at: entry.seq) }
    if try entry.seal() != entry.digest { verdict.note("记录内容被改动过", at: entry.seq) }
    let digest = try ChangeDigest(of: entry.seq, in: session)
    if digest.after != entry.after { verdict.note("写入的数据与记录不符", at: entry.seq) }
    if digest.before != entry.before {
      verdict.note("改动前的数据与记录不符", at: entry.seq)
    }
  }

  /// Finds rows that claim an entry beyond the last one or before the first.
  private func noteStrays(
    above last: Int64, in session: any Session, verdict: inout Verdict
  ) throws {
    let tables: [SQL] = [
      "setting", "person", "post", "field", "subject", "fact", "report", "commitment", "question",
      "undone_decision", "ask", "ask_cell", "quality_decision", "split", "bulletin",
      "assignment", "directive", "claim", "target_change", "commitment_link", "issued_paper",
    ]
    for table in tables {
      let rows = try session.rows(
        "SELECT seq FROM \(table) WHERE seq < 1 OR seq > \(last) ORDER BY seq LIMIT 1")
      if let row = rows.first { verdict.note("有数据不属于任何记录", at: try row.get("seq")) }
    }
  }
}
