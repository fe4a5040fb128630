package import Definitions
package import Documents

/// One value that an import would write, beside the value that counts now.
package struct FactChange: Hashable, Sendable {
  package var code: String
  package var field: String
  package var period: Int64
  package var before: StoredValue
  package var after: StoredValue
  package var sourceRow: Int?
  /// Place of the row's sheet among the sheets that were read.
  package var sourceSheet = 0
  /// Grade of the value that counts now.
  package var standing = Evidence.none
  /// Whether the value is new, moves on from a day, or puts right what was told of the same day or
  /// period.
  package var act = FactAct.first

  package init(
    code: String, field: String, period: Int64, before: StoredValue, after: StoredValue,
    sourceRow: Int?
  ) {
    self.code = code
    self.field = field
    self.period = period
    self.before = before
    self.after = after
    self.sourceRow = sourceRow
  }
}

extension FactChange {
  /// Where a value stands in a file.
  package struct Source: Hashable, Sendable {
    /// Place of the sheet among those that were read.
    package var sheet: Int
    /// Row of the sheet, counted from 1.
    package var row: Int

    package init(sheet: Int, row: Int) {
      self.sheet = sheet
      self.row = row
    }

    /// Reads the number under which the store keeps a source.
    package init(stored: Int) { self.init(sheet: stored >> 32, row: stored & 0xFFFF_FFFF) }

    /// The row, and above its 32 bits the sheet: rows of the first sheet are kept as they are.
    package var stored: Int { sheet << 32 | row }
  }

  /// Whether it is the weaker word of another source, which is kept beside the value that counts.
  package var isBeside: Bool { act == .rival }

  /// Whether the value that counts now rests on better evidence than the one that would replace it.
  package func isConflict(with evidence: Evidence) -> Bool {
    !isBeside && !before.isWithdrawn && standing > evidence
  }
}

/// A row that was not taken, as it stands in the file, with what is wrong with it.
package struct RefusedRow: Hashable, Sendable {
  package struct Problem: Hashable, Sendable {
    /// Column of the sheet, counted from 0; nil when the whole row is meant.
    package var column: Int?
    package var message: String
  }

  /// Place of its layout in the preview.
  package var layout: Int
  /// Row of the file, counted from 1.
  package var row: Int
  package var cells: [Cell]
  package var problems: [Problem]
}

/// What a file would change, before anything is written.
package struct ImportPreview: Sendable {
  package var file: String
  package var register: String
  /// The layouts of the sheets that were read, in the order of the file.
  package var layouts: [Layout] = []
  /// The last journal entry that the comparison saw.
  package var head: Int64 = 0
  /// Rows below the heads that speak of a subject; blanks, totals and notes are left out.
  package var rows = 0
  /// Subjects that the register does not hold yet.
  package var added: CodeNames = []
  /// Subjects of which at least one value would change.
  package var changed: CodeNames = []
  /// Rows that say what is known already.
  package var unchanged = 0
  /// Rows of which nothing counts and something is kept beside what does.
  package var besideOnly = 0
  /// What is told again unchanged: places of subjects by the number of the field's run.
  private var confirmed: [Int: PlaceSet] = [:]
  /// Rows that cannot be read or may not be written.
  package var refused = 0
  /// The first of those rows, to be given back with what is wrong.
  package private(set) var refusedRows: [RefusedRow] = []
  /// The first changes in the order of the file; the others lie in `further`.
  package var changes: [FactChange] = []
  package private(set) var further = FurtherChanges()
  /// Every code of the register and of the file, by whose places `further` names its subjects.
  var codes = CodeTable()
  /// How many of the further changes replace a value, by the grade that value has.
  private var replaced = Array(repeating: 0, count: Evidence.allCases.count)
  /// How many of the further changes are corrections, and how many are kept beside.
  private var furtherCorrections = 0
  private var furtherBesides = 0
  /// Rows without a code whose firm was found by its name.
  package var matchedByName = 0
  /// The first rows whose firm somebody has to choose.
  package private(set) var unsure: [UnsureMatch] = []
  /// Different names among them.
  package var unsureNames: Int { Set(unsure.map { UnsureMatch.key(of: $0.name) }).count }
  /// What its sender should look at, up to a number that a person can read.
  package private(set) var remarks: [ImportRemark] = []
  /// Remarks beyond those that were kept.
  package private(set) var furtherRemarks = 0

  private static let keptRemarks = 1_000
  private static let keptRows = 20_000
  private static let keptMatches = 1_000
  private static let keptChanges = 2_000

  package init(file: String, register: String) {
    self.file = file
    self.register = register
  }

  /// The layout of the first sheet that was read; nil when no heads were recognised.
  package var layout: Layout? { layouts.first }

  /// Whether the heads were recognised well enough to read the rows.
  package var isUnderstood: Bool {
    layout.map { $0.codeColumn != nil || $0.isByName } ?? false
  }

  /// The sheets that were read, as the journal names them.
  package var sheets: String { layouts.map(\.sheet).joined(separator: "、") }

  /// Values that would be written.
  package var values: Int { changes.count + further.count }

  /// Whether the file says nothing that is not known.
  package var changesNothing: Bool { values == 0 && added.isEmpty }

  /// Whether there is anything to enter: a change, values that are found as they were, or names that
  /// wait for somebody to say which firm they mean.
  package var hasSomethingToTell: Bool {
    !changesNothing || !confirmed.isEmpty || !unsure.isEmpty
  }

  /// Changes of values that rest on better evidence than the file brings.
  package func conflicts(with evidence: Evidence) -> Int {
    changes.reduce(0) { $0 + ($1.isConflict(with: evidence) ? 1 : 0) }
      + replaced.dropFirst(evidence.rawValue + 1).reduce(0, +)
  }

  /// Changes that put right what was told before of the same day or period.
  package var corrections: Int {
    changes.reduce(furtherCorrections) { $0 + ($1.act == .correction ? 1 : 0) }
  }

  /// Values of another source that are kept beside those that count.
  package var besides: Int {
    changes.reduce(furtherBesides) { $0 + ($1.isBeside ? 1 : 0) }
  }

  /// Values that the file tells again as they count now.
  package var confirmations: Int { confirmed.values.reduce(0) { $0 + $1.count } }

  /// Leaves the values as they are that rest on better evidence than the file brings.
  ///
  /// What another source says of the same day or period stays: it is kept beside and replaces nothing.
  package func keepingStronger(than evidence: Evidence) throws -> ImportPreview {
    var kept = self
    kept.changes.removeAll { $0.isConflict(with: evidence) }
    var isChanged = Array(repeating: false, count: codes.count)
    for change in kept.changes where !change.isBeside {
      if let place = codes.place(of: change.code) { isChanged[place] = true }
    }
    kept.further = FurtherChanges()
    kept.furtherCorrections = 0
    for run in further.runs {
      let number = kept.further.run(run.field, run.period)
      try further.each(of: run) { change in
        guard !change.isConflict(with: evidence) else { return }
        if !change.isBeside { isChanged[change.place] = true }
        if change.isCorrection { kept.furtherCorrections += 1 }
        try kept.further.append(change, to: number)
      }
    }
    for grade in kept.replaced.indices.dropFirst(evidence.rawValue + 1) {
      kept.replaced[grade] = 0
    }
    kept.changed = CodeNames()
    for code in changed where codes.place(of: code).map({ isChanged[$0] }) ?? false {
      kept.changed.append(code)
    }
    return kept
  }

  /// Returns the number under which changes of a field and period are laid aside.
  mutating func run(_ field: String, _ period: Int64) -> Int { further.run(field, period) }

  /// Whether the next change is one of the first, which are held as they are.
  var holdsMoreChanges: Bool { changes.count < Self.keptChanges }

  /// Lays a change aside that comes after the first ones.
  mutating func add(
    _ change: FurtherChanges.Change, to run: Int
  ) throws(DocumentError) {
    if change.isCorrection { furtherCorrections += 1 }
    if change.isBeside {
      furtherBesides += 1
    } else if !change.before.isWithdrawn {
      replaced[change.standing.rawValue] += 1
    }
    try further.append(change, to: run)
  }

  /// Notes that the value of the subject at a place was found as it is.
  mutating func confirm(_ place: Int, in run: Int) {
    confirmed[run, default: PlaceSet()].insert(place)
  }

  /// What is told again unchanged, by field and period, with the places of the subjects.
  var confirmedRuns: [(field: String, period: Int64, places: PlaceSet)] {
    confirmed.map { (further.runs[$0.key].field, further.runs[$0.key].period, $0.value) }
      .sorted { ($0.field, $0.period) < ($1.field, $1.period) }
  }

  mutating func refuse(_ row: RefusedRow) {
    refused += 1
    if refusedRows.count < Self.keptRows { refusedRows.append(row) }
  }

  mutating func add(_ match: UnsureMatch) {
    if unsure.count < Self.keptMatches { unsure.append(match) }
  }

  mutating func add(_ remark: ImportRemark) {
    if remarks.count < Self.keptRemarks { remarks.append(remark) } else { furtherRemarks += 1 }
  }
}
