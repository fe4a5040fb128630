package import Definitions
package import Storage

/// What a preview would write, in the order in which the store keeps it.
package struct ImportBatch {
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

  /// Calls with the values in the order in which the store keeps them, some thousand of one field
  /// and period at a time.
  package func each(
    fields: [String: Int64], subjects: Numbers, seq: Int64, evidence: Evidence,
    _ body: (FactRows) throws -> Void
  ) throws {
    var runs: [Run.Key: Run] = [:]
    for change in preview.changes {
      guard let field = fields[change.field], let place = preview.codes.place(of: change.code)
      else { continue }
      let key = Run.Key(field: field, period: change.period)
      runs[key, default: Run(key: key)].append(change, of: subjects.numbers[place])
    }
    var further: [Run.Key: FurtherChanges.Run] = [:]
    for run in preview.further.runs where run.count > 0 {
      guard let field = fields[run.field] else { continue }
      further[Run.Key(field: field, period: run.period)] = run
    }
    for key in Set(runs.keys).union(further.keys).sorted() {
      // Taken out, so that one run at a time is held.
      var run = runs.removeValue(forKey: key) ?? Run(key: key)
      if let rest = further[key] {
        run.reserve(rest.count)
        try preview.further.eachWritten(of: rest) {
          run.append($0, of: subjects.numbers[$0.place])
        }
      }
      try run.each(seq: seq, evidence: evidence, body)
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
}

/// The values of one field and period, in a few bytes each.
private struct Run {
  struct Key: Hashable, Comparable {
    var field: Int64
    var period: Int64

    static func < (one: Key, other: Key) -> Bool {
      (one.field, one.period) < (other.field, other.period)
    }
  }

  private struct Entry {
    var subject: Subject.ID
    /// 0 where the value has no source.
    var source: Int64
    /// The number, or where the text begins.
    var number: Int64
    var length: Int32
    var kind: Kind
  }

  private enum Kind { case number, text, none }

  private let key: Key
  private var entries: [Entry] = []
  private var bytes: [UInt8] = []

  init(key: Key) { self.key = key }

  mutating func reserve(_ count: Int) { entries.reserveCapacity(entries.count + count) }

  mutating func append(_ change: FactChange, of subject: Subject.ID) {
    let source = change.sourceRow.map {
      FactChange.Source(sheet: change.sourceSheet, row: $0).stored
    }
    if var text = change.after.text {
      text.withUTF8 {
        append(subject, Int64(source ?? 0), number: nil, text: UnsafeRawBufferPointer($0))
      }
    } else {
      append(subject, Int64(source ?? 0), number: change.after.number, text: nil)
    }
  }

  mutating func append(_ change: FurtherChanges.Written, of subject: Subject.ID) {
    append(subject, change.source, number: change.number, text: change.text)
  }

  private mutating func append(
    _ subject: Subject.ID, _ source: Int64, number: Int64?, text: UnsafeRawBufferPointer?
  ) {
    var entry = Entry(subject: subject, source: source, number: 0, length: 0, kind: .none)
    if let number {
      (entry.number, entry.kind) = (number, .number)
    } else if let text {
      (entry.number, entry.length, entry.kind) = (Int64(bytes.count), Int32(text.count), .text)
      bytes.append(contentsOf: text)
    }
    entries.append(entry)
  }

  /// Calls with the values in the order of their subjects.
  ///
  /// A file names its subjects row by row and new ones are numbered in that order, so they are
  /// mostly in order already.
  mutating func each(
    seq: Int64, evidence: Evidence, _ body: (FactRows) throws -> Void
  ) throws {
    if !zip(entries, entries.dropFirst()).allSatisfy({ $0.subject < $1.subject }) {
      entries.sort { $0.subject < $1.subject }
    }
    var rows = FactRows()
    for entry in entries {
      append(entry, to: &rows, seq: seq, evidence: evidence)
      guard rows.isFull else { continue }
      try body(rows)
      rows.removeAll()
    }
    if !rows.isEmpty { try body(rows) }
  }

  private func append(
    _ entry: Entry, to rows: inout FactRows, seq: Int64, evidence: Evidence
  ) {
    let place = FactRows.Place(field: key.field, period: key.period, subject: entry.subject)
    let source = entry.source == 0 ? nil : entry.source
    switch entry.kind {
    case .number, .none:
      rows.append(
        place, seq: seq, number: entry.kind == .number ? entry.number : nil, text: nil,
        evidence: evidence, sourceRow: source)
    case .text:
      bytes.withUnsafeBytes { bytes in
        let start = Int(entry.number)
        rows.append(
          place, seq: seq, number: nil,
          text: UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(entry.length)]),
          evidence: evidence, sourceRow: source)
      }
    }
  }
}
