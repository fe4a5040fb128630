package import Definitions
import Frames
import Quantities
package import Storage

/// Builds a snapshot from the store, reading each field as one clustered run.
package struct SnapshotBuilder {
  let register: Register
  let region: String
  let asOf: AsOf

  package init(register: Register, region: String, asOf: AsOf) {
    self.register = register
    self.region = region
    self.asOf = asOf
  }

  /// Reads the register; memory is one column a field and one a period.
  package func build(in session: any Session) throws -> Snapshot {
    let limit = asOf.knownAt ?? .max
    let head = Swift.min(limit, try FactStore.head(in: session))
    var ids: [Int64] = []
    var codes: [String] = []
    try session.each(
      """
      SELECT id, code FROM subject
      WHERE register = \(register.id) AND region = \(region) AND seq <= \(head) ORDER BY id
      """
    ) { row in
      ids.append(try row.get("id"))
      codes.append(try row.get("code"))
    }
    var snapshot = Snapshot(
      register: register, asOf: asOf, head: head,
      frame: Frame(subjects: ids, columns: [:]), codes: codes)
    let numbers = try FactStore.fields(of: register.id, in: session)
    var precedence = try Precedence(knownAt: head, in: session)
    let confirmed = try ConfirmedStates.read(
      in: register, on: asOf.day, knownAt: head, session)
    let blank = BlankColumn(count: ids.count)
    for field in register.fields {
      var run = FieldRun(
        field: field, number: numbers[field.key] ?? 0, subjects: ids, blank: blank, day: asOf.day,
        confirmations: confirmed[field.key])
      try fill(&run, of: field, number: numbers[field.key], by: &precedence, &snapshot, session)
    }
    return try snapshot.droppingAbsentRows(in: session)
  }

  private func fill(
    _ run: inout FieldRun, of field: Field, number: Int64?, by precedence: inout Precedence,
    _ snapshot: inout Snapshot, _ session: any Session
  ) throws {
    var words: [String] = []
    if let number {
      words = try session.blocks(
        """
        SELECT \(FieldRun.columns(of: field, from: "fact")) FROM fact
        WHERE field_id = \(number) AND seq <= \(snapshot.head)
        ORDER BY field_id, period, subject_id, seq
        """
      ) { try run.take($0, by: &precedence, in: session) }
    }
    let (current, series) = run.finish(words: words, by: precedence)
    snapshot.frame.columns[field.key] = current
    snapshot.evidence[field.key] = run.grades
    snapshot.periods[field.key] = run.periods
    snapshot.confirmed[field.key] = run.confirmed
    if case .periodic = field.time { snapshot.series[field.key] = series }
  }
}
