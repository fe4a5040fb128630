package import Definitions
package import Facts
package import Quantities
package import Storage

/// Reads asks and their cells.
package enum AskStore {
  /// Returns the asks as known at an entry, newest first, each with the entry that issued it.
  package static func asks(
    register: String? = nil, openOnly: Bool = false, knownAt: Int64? = nil,
    in session: any Session
  ) throws -> [(ask: Ask, seq: Int64)] {
    let most = knownAt ?? .max
    return try session.rows(
      """
      WITH RECURSIVE codes (code) AS (
        SELECT MIN(code) FROM ask
        UNION ALL
        SELECT (SELECT MIN(further.code) FROM ask AS further WHERE further.code > codes.code)
        FROM codes WHERE codes.code IS NOT NULL)
      SELECT now.body, now.state, now.register, first.seq FROM codes
      JOIN ask AS now ON now.code = codes.code AND now.seq = (
        SELECT MAX(newest.seq) FROM ask AS newest
        WHERE newest.code = codes.code AND newest.seq <= \(most))
      JOIN ask AS first ON first.code = codes.code AND first.seq = (
        SELECT MIN(oldest.seq) FROM ask AS oldest WHERE oldest.code = codes.code)
      ORDER BY first.seq DESC
      """
    ).compactMap { row in
      let state: String = try row.get(1)
      let owner: String = try row.get(2)
      guard register == nil || owner == register, !openOnly || state == Ask.State.open.rawValue
      else { return nil }
      return (try CanonicalJSON.value(Ask.self, from: row.get(0)), try row.get(3))
    }
  }

  /// Returns one ask with the entry that issued it; nil when there is none of that code.
  package static func ask(
    _ code: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> (ask: Ask, seq: Int64)? {
    let rows = try session.rows(
      """
      SELECT body, seq FROM ask WHERE code = \(code) AND seq <= \(knownAt ?? .max) ORDER BY seq
      """)
    guard let first = rows.first, let last = rows.last else { return nil }
    return (try CanonicalJSON.value(Ask.self, from: last.get(0)), try first.get(1))
  }

  /// Returns the cells of an ask as they stand, in the order of field, period and subject.
  package static func cells(
    of ask: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> [AskCell] {
    var cells: [AskCell] = []
    try session.each(
      """
      SELECT subject, field, period, seq, keeper, note FROM ask_cell
      WHERE ask = \(ask) AND seq <= \(knownAt ?? .max)
      ORDER BY field, period, subject, seq
      """
    ) { row in
      let cell = AskCell(
        cell: FactCell(code: try row.get(0), field: try row.get(1), period: try row.get(2)),
        keeper: try row.get(4), note: try row.get(5), seq: try row.get(3))
      if cells.last?.cell == cell.cell { cells.removeLast() }
      cells.append(cell)
    }
    return cells
  }

  /// Returns how many cells each ask put to each unit when it was issued.
  package static func burden(
    knownAt: Int64? = nil, in session: any Session
  ) throws -> [String: [String: Int]] {
    var burden: [String: [String: Int]] = [:]
    try session.each(
      """
      SELECT cell.ask, cell.keeper, COUNT(*) FROM ask_cell AS cell
      JOIN (SELECT code, MIN(seq) AS seq FROM ask GROUP BY code) AS issued
        ON issued.code = cell.ask AND issued.seq = cell.seq
      WHERE cell.seq <= \(knownAt ?? .max)
      GROUP BY cell.ask, cell.keeper
      """
    ) { row in
      let ask: String = try row.get(0)
      let keeper: String = try row.get(1)
      let count: Int = try row.get(2)
      burden[ask, default: [:]][keeper] = count
    }
    return burden
  }

  /// Returns what became of an ask, as far as facts are known.
  package static func progress(
    of ask: Ask, issued seq: Int64, over snapshot: Snapshot, knownAt: Int64? = nil,
    in session: any Session
  ) throws -> AskProgress {
    let progress = CellProgress(snapshot)
    var parts: [String: AskProgress.Part] = [:]
    var result = AskProgress(ask: ask, seq: seq)
    let retold =
      ask.doubt == nil
      ? nil
      : try cellsRetold(
        since: seq, ask: ask.code, register: ask.request.register, knownAt, in: session)
    for cell in try cells(of: ask.code, knownAt: knownAt, in: session) {
      var part = parts[cell.keeper] ?? AskProgress.Part(keeper: cell.keeper)
      if retold?.contains(cell.cell) ?? progress.isIn(cell.cell, askedOn: ask.day) {
        part.arrived += 1
      } else if cell.note != nil {
        part.returned += 1
        result.returned.append(cell)
      } else {
        part.missing += 1
        result.open.append(cell)
      }
      parts[cell.keeper] = part
    }
    result.parts = parts.values.sorted { $0.keeper < $1.keeper }
    return result
  }

  /// The cells of an ask about a doubt that somebody has told anew since.
  private static func cellsRetold(
    since seq: Int64, ask: String, register: String, _ knownAt: Int64?, in session: any Session
  ) throws -> Set<FactCell> {
    var cells: Set<FactCell> = []
    try session.each(
      """
      SELECT cell.subject, cell.field, cell.period FROM ask_cell AS cell
      JOIN subject ON subject.code = cell.subject AND subject.register = \(register)
      JOIN field ON field.key = cell.field AND field.register = \(register)
      JOIN fact ON fact.field_id = field.id AND fact.subject_id = subject.id
        AND (cell.period = 0 OR fact.period = cell.period)
      WHERE cell.ask = \(ask) AND fact.seq > \(seq) AND fact.seq <= \(knownAt ?? .max)
      """
    ) { row in
      cells.insert(
        FactCell(code: try row.get(0), field: try row.get(1), period: try row.get(2)))
    }
    return cells
  }

  /// Returns the cells of the open asks of a register that nobody has told yet, each with its ask.
  package static func openCells(
    of register: Register, region: String, on day: Day, knownAt: Int64? = nil,
    in session: any Session
  ) throws -> [FactCell: String] {
    let open = try asks(register: register.id, openOnly: true, knownAt: knownAt, in: session)
    guard !open.isEmpty else { return [:] }
    let keys = Set(open.flatMap(\.ask.request.fields))
    let snapshot = try SnapshotBuilder(
      register: register.narrowed(to: keys), region: region, asOf: AsOf(day, knownAt: knownAt)
    ).build(in: session)
    var cells: [FactCell: String] = [:]
    // The oldest ask keeps a cell that several have.
    for (ask, seq) in open {
      for cell in try progress(of: ask, issued: seq, over: snapshot, in: session).open {
        cells[cell.cell] = ask.code
      }
    }
    return cells
  }

  /// Returns the cells of a register that were given back, with the reason and the day of it.
  package static func returned(
    of register: String, knownAt: Int64? = nil, in session: any Session
  ) throws -> [FactCell: (note: String, day: Day, ask: String)] {
    var returned: [FactCell: (note: String, day: Day, ask: String)] = [:]
    try session.each(
      """
      SELECT cell.subject, cell.field, cell.period, cell.note, journal.day, cell.ask
      FROM ask_cell AS cell JOIN journal ON journal.seq = cell.seq
      WHERE cell.note IS NOT NULL AND cell.seq <= \(knownAt ?? .max) AND cell.ask IN (
        SELECT code FROM ask WHERE register = \(register) AND state <> 'withdrawn')
      ORDER BY cell.seq
      """
    ) { row in
      let cell = FactCell(code: try row.get(0), field: try row.get(1), period: try row.get(2))
      guard let day = Day(try row.get(4) as String) else { return }
      returned[cell] = (try row.get(3), day, try row.get(5))
    }
    return returned
  }

  static func write(_ ask: Ask, seq: Int64, in transaction: any Transaction) throws {
    let body = try CanonicalJSON.text(ask)
    try transaction.execute(
      """
      INSERT INTO ask (code, seq, register, state, body)
      VALUES (\(ask.code), \(seq), \(ask.request.register), \(ask.state.rawValue), \(body))
      """)
  }

  static func write(
    _ cells: some Sequence<(cell: FactCell, keeper: String, note: String?)>, of ask: String,
    seq: Int64, in transaction: any Transaction
  ) throws {
    try transaction.insert(
      into: "ask_cell", columns: ["ask", "subject", "field", "period", "seq", "keeper", "note"],
      rows: cells.lazy.map { cell, keeper, note in
        [
          .text(ask), .text(cell.code), .text(cell.field), .integer(cell.period), .integer(seq),
          .text(keeper), note.map { .text($0) } ?? .null,
        ]
      })
  }
}
