package import Definitions
import Frames
import Quantities

/// What one reader may see of a register: for each class of field, in which columns and rows.
///
/// Nothing is visible unless a scope says so. A visibility is made from the grants of the acting
/// post and applied where frames are handed out, so that no page, export or error can show more.
package struct Visibility: Hashable, Sendable {
  /// How far one grant reaches: these columns, in these rows.
  package struct Scope: Hashable, Sendable {
    package enum Rows: Hashable, Sendable {
      case all
      /// Rows whose field holds a value, such as a town, a park, or the officer in charge.
      case holding(field: String, value: String)
      /// The one subject with this code.
      case subject(code: String)
    }

    /// Unit whose columns are reached; nil reaches every column.
    package var keeper: String?
    package var rows: Rows

    package init(keeper: String? = nil, rows: Rows = .all) {
      self.keeper = keeper
      self.rows = rows
    }

    package static let all = Scope()

    /// Whether it reaches a column, in some rows at least.
    package func reaches(_ field: Field) -> Bool { keeper == nil || keeper == field.keeper }
  }

  package var scopes: [FieldClass: [Scope]]
  /// Whether what is about persons is shown as it is, which is done for one value at a time.
  package var showsPersons: Bool

  package init(scopes: [FieldClass: [Scope]], showsPersons: Bool = false) {
    self.scopes = scopes
    self.showsPersons = showsPersons
  }

  /// Sees everything; for engines, whose results are limited again before they are shown.
  package static let engine = Visibility(
    scopes: Dictionary(uniqueKeysWithValues: FieldClass.allCases.map { ($0, [.all]) }),
    showsPersons: true)

  package static let nothing = Visibility(scopes: [:])

  /// The scopes that reach a column.
  package func scopes(reaching field: Field) -> [Scope] {
    (scopes[field.fieldClass] ?? []).filter { $0.reaches(field) }
  }
}

extension Snapshot {
  /// Returns what a reader may see: rows out of reach are left out and counted, values out of
  /// reach are emptied and marked as hidden, what is about persons is masked.
  package func limited(to visibility: Visibility) -> Snapshot {
    guard visibility != .engine else { return self }
    var reach: [Visibility.Scope.Rows: Bitmap] = [:]
    var rows = Bitmap(count: count, repeating: false)
    var seen = self
    let persons = visibility.showsPersons ? nil : personRows
    let blank = BlankColumn(count: count)
    for field in register.fields {
      var bits = Bitmap(count: count, repeating: false)
      for scope in visibility.scopes(reaching: field) {
        var found = reach[scope.rows] ?? self.rows(scope.rows)
        reach[scope.rows] = found
        rows.formUnion(found)
        if let persons, field.fieldClass == .business, !scope.isOwn {
          found = found.subtracting(persons)
        }
        bits.formUnion(found)
      }
      if bits.ones < count { seen.hide(field.key, outside: bits, blank) }
      if field.isPersonal, !visibility.showsPersons { seen.mask(field, blank) }
    }
    guard rows.ones < count else { return seen }
    seen.hiddenSubjects += count - rows.ones
    return seen.keeping(rows)
  }

  /// The subjects that are a person's own business, whose accounts are a person's; nil where the
  /// register knows none.
  private var personRows: Bitmap? {
    guard let persons = register.persons else { return nil }
    return frame.columns[persons.field]?.rows(holding: persons.value)
      ?? Bitmap(count: count, repeating: false)
  }

  private func rows(_ rows: Visibility.Scope.Rows) -> Bitmap {
    switch rows {
    case .all: return Bitmap(count: count, repeating: true)
    case .subject(let code):
      return Bitmap(count: count, rows: row(code: code).map { [$0] } ?? [])
    case .holding(let field, let value):
      return frame.columns[field]?.rows(holding: value) ?? Bitmap(count: count, repeating: false)
    }
  }

  /// Empties a column outside its reach, so that neither a value nor its grade nor its period nor
  /// a word of its dictionary is left behind.
  private mutating func hide(_ key: String, outside reach: Bitmap, _ blank: BlankColumn) {
    if let column = frame.columns[key] {
      let more = column.valid.subtracting(reach)
      hidden[key] = hidden[key].map { $0.union(more) } ?? more
      frame.columns[key] = column.emptied(outside: reach, blank)
    }
    series[key] = series[key]?.mapValues { $0.emptied(outside: reach, blank) }
    evidence[key] = evidence[key].map { Column.kept($0, in: reach, blank.grades) }
    periods[key] = periods[key].map { Column.kept($0, in: reach, blank.integers) }
    confirmed[key] = confirmed[key].map { Column.kept($0, in: reach, blank.integers) }
  }

  /// Masks the texts of a column; anything else about a person is emptied.
  private mutating func mask(_ field: Field, _ blank: BlankColumn) {
    masked.insert(field.key)
    guard case .codes? = frame.columns[field.key]?.storage else {
      return hide(field.key, outside: Bitmap(count: count, repeating: false), blank)
    }
    frame.columns[field.key] = frame.columns[field.key]?.masked
    series[field.key] = series[field.key]?.mapValues(\.masked)
  }
}

extension Visibility.Scope {
  /// Whether it is the reach of a firm, to which its own accounts are no secret.
  fileprivate var isOwn: Bool {
    if case .subject = rows { true } else { false }
  }
}

extension Column {
  /// Rows that hold a text.
  fileprivate func rows(holding text: String) -> Bitmap {
    var rows = Bitmap(count: count, repeating: false)
    guard case .codes(let codes, let dictionary) = storage,
      let wanted = dictionary.firstIndex(of: text)
    else { return rows }
    valid.forEachOne { if codes[$0] == wanted { rows[$0] = true } }
    return rows
  }

  /// Values of the rows within reach; where there are none, the empty ones are shared.
  fileprivate static func kept<T>(_ values: [T], in rows: Bitmap, _ empty: [T]) -> [T] {
    var kept = empty
    rows.forEachOne { kept[$0] = values[$0] }
    return kept
  }

  fileprivate func emptied(outside reach: Bitmap, _ blank: BlankColumn) -> Column {
    let seen = valid.intersection(reach)
    let storage: Storage =
      switch storage {
      case .integers(let values, let places):
        .integers(Self.kept(values, in: seen, blank.integers), places: places)
      case .days(let values): .days(Self.kept(values, in: seen, blank.days))
      case .booleans(let bits): .booleans(bits.intersection(seen))
      case .codes(let values, let dictionary):
        Storage.codes(Self.kept(values, in: seen, blank.codes), keeping: dictionary)
      }
    return Column(storage: storage, valid: seen)
  }

  /// The same column with its texts masked; two texts that look alike afterwards are one.
  fileprivate var masked: Column {
    guard case .codes(let values, let dictionary) = storage else { return self }
    var words: [String] = []
    var known: [String: Int32] = [:]
    let places = dictionary.map { text -> Int32 in
      let word = PersonalMask.masked(text)
      if let place = known[word] { return place }
      let place = Int32(words.count)
      known[word] = place
      words.append(word)
      return place
    }
    return Column(
      storage: .codes(values.map { $0 < 0 ? -1 : places[Int($0)] }, dictionary: words),
      valid: valid)
  }
}
