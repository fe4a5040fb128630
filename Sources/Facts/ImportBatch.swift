package import Definitions
package import Storage

/// What a preview would write, in the order in which the store keeps it.
package struct ImportBatch {
  /// A value on its way into the store.
  package struct Value {
    package var field: Int64
    package var period: Int64
    package var subject: Subject.ID
    package var value: StoredValue
    /// The number under which the store keeps where it stands in the file.
    package var source: Int?
  }

  private let preview: ImportPreview

  package init(_ preview: ImportPreview) { self.preview = preview }

  /// The fields that are written, in the order of their keys.
  package var fields: [String] {
    Set(preview.changes.map(\.field) + preview.further.runs.filter { $0.count > 0 }.map(\.field))
      .sorted()
  }

  /// The numbers of subjects by the places of their codes.
  package struct Numbers {
    fileprivate var numbers: [Subject.ID]
  }

  /// Adds the subjects that the store does not know yet and returns the numbers of all.
  package func ensureSubjects(
    register: String, region: String, seq: Int64, in transaction: any Transaction
  ) throws -> Numbers {
    var numbers = Numbers(numbers: Array(repeating: 0, count: preview.codes.count))
    func take(_ row: SQLRow) throws {
      let number: Int64 = try row.get(0)
      if let place = preview.codes.place(of: try row.get(1)) { numbers.numbers[place] = number }
    }
    try transaction.each(
      "SELECT id, code FROM subject WHERE register = \(register) AND region = \(region)", take)
    let added = preview.added.lazy.filter { code in
      preview.codes.place(of: code).map { numbers.numbers[$0] == 0 } ?? false
    }
    try transaction.insert(
      into: "subject", columns: ["register", "region", "code", "seq"],
      rows: added.map { [.text(register), .text(region), .text($0), .integer(seq)] })
    try transaction.each("SELECT id, code FROM subject WHERE seq = \(seq)", take)
    return numbers
  }

  /// Calls with the values of one field and period after another, each in the order of its subjects.
  package func each(
    fields: [String: Int64], subjects: Numbers, _ body: ([Value]) throws -> Void
  ) throws {
    var first: [Run: [Value]] = [:]
    for change in preview.changes {
      guard let field = fields[change.field], let place = preview.codes.place(of: change.code)
      else { continue }
      first[Run(field: field, period: change.period), default: []].append(
        Value(
          field: field, period: change.period, subject: subjects.numbers[place],
          value: change.after,
          source: change.sourceRow.map {
            FactChange.Source(sheet: change.sourceSheet, row: $0).stored
          }))
    }
    var further: [Run: FurtherChanges.Run] = [:]
    for run in preview.further.runs where run.count > 0 {
      guard let field = fields[run.field] else { continue }
      further[Run(field: field, period: run.period)] = run
    }
    let runs = Set(first.keys).union(further.keys)
      .sorted { ($0.field, $0.period) < ($1.field, $1.period) }
    for run in runs {
      try body(sorted(first[run] ?? [], further[run], run, subjects))
    }
  }

  /// What the file tells again unchanged, one a field and period.
  package func confirmations(
    fields: [String: Int64], subjects: Numbers, seq: Int64, evidence: Evidence
  ) -> [Confirmation] {
    preview.confirmedRuns.compactMap { run in
      guard let field = fields[run.field] else { return nil }
      return Confirmation(
        field: field, period: run.period, seq: seq, evidence: evidence,
        subjects: SubjectSet(run.places.map { subjects.numbers[$0] }))
    }
  }

  /// A field and period, whose facts lie together in the store.
  private struct Run: Hashable {
    var field: Int64
    var period: Int64
  }

  /// The values of a run in the order of their subjects.
  ///
  /// A file names its subjects row by row and new ones are numbered in that order, so they are
  /// mostly in order already.
  private func sorted(
    _ first: [Value], _ further: FurtherChanges.Run?, _ run: Run, _ subjects: Numbers
  ) throws -> [Value] {
    var values = first
    if let further {
      values.reserveCapacity(values.count + further.count)
      try preview.further.each(of: further) { change in
        values.append(
          Value(
            field: run.field, period: run.period, subject: subjects.numbers[change.place],
            value: change.after, source: change.source.stored))
      }
    }
    let isSorted = zip(values, values.dropFirst()).allSatisfy { $0.subject < $1.subject }
    return isSorted ? values : values.sorted { $0.subject < $1.subject }
  }
}
