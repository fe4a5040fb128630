import Definitions
import Frames
import Quantities
import Storage

extension Snapshot {
  /// Leaves out the subjects that are not there on the day: of which nothing is known, or which begin
  /// after it.
  ///
  /// What is true for ever, such as the day of founding, is true of earlier days too and brings no
  /// firm into them. Whatever had been entered by the day is there, even with a day of founding that
  /// is wrong: nothing that was entered ever vanishes from the lists of today.
  func droppingAbsentRows(in session: any Session) throws -> Snapshot {
    var known = Bitmap(count: count, repeating: false)
    for column in frame.columns.values { known.formUnion(column.valid) }
    for columns in series.values {
      for column in columns.values { known.formUnion(column.valid) }
    }
    for row in try rowsToCome(in: session) { known[row] = false }
    return known.ones == count ? self : keeping(known)
  }

  /// Rows of subjects that begin after the day and were entered after it.
  private func rowsToCome(in session: any Session) throws -> [Int] {
    guard let begins = register.begins, let column = frame.columns[begins],
      case .days(let days) = column.storage
    else { return [] }
    let day = Int32(asOf.day.number)
    var rows: [Int] = []
    column.valid.forEachOne { if days[$0] > day { rows.append($0) } }
    guard !rows.isEmpty else { return [] }
    let last =
      try session.rows(
        "SELECT COALESCE(MAX(seq), 0) FROM journal WHERE day <= \(asOf.day.description)"
      ).first?.get(0) as Int64? ?? 0
    var later: Set<Int64> = []
    try session.each(
      """
      SELECT id FROM subject
      WHERE register = \(register.id) AND seq > \(last) AND seq <= \(head)
      """
    ) { later.insert(try $0.get(0)) }
    return rows.filter { later.contains(frame.subjects[$0]) }
  }

  /// Keeps the chosen rows, in order.
  func keeping(_ chosen: Bitmap) -> Snapshot {
    var rows: [Int] = []
    chosen.forEachOne { rows.append($0) }
    var kept = self
    kept.frame = Frame(
      subjects: rows.map { frame.subjects[$0] },
      columns: frame.columns.mapValues { $0.taking(rows) })
    kept.codes = rows.map { codes[$0] }
    kept.series = series.mapValues { $0.mapValues { $0.taking(rows) } }
    kept.evidence = evidence.mapValues { grades in rows.map { grades[$0] } }
    kept.periods = periods.mapValues { codes in rows.map { codes[$0] } }
    kept.confirmed = confirmed.mapValues { codes in rows.map { codes[$0] } }
    kept.hidden = hidden.mapValues { $0.taking(rows) }
    return kept
  }
}

extension Bitmap {
  /// Returns the bits of the given rows, in their order.
  func taking(_ rows: [Int]) -> Bitmap {
    var taken = Bitmap(count: rows.count, repeating: false)
    for (index, row) in rows.enumerated() where self[row] { taken[index] = true }
    return taken
  }
}

extension Column {
  /// Returns the given rows, in their order.
  func taking(_ rows: [Int]) -> Column {
    let taken: Storage =
      switch storage {
      case .integers(let values, let places): .integers(rows.map { values[$0] }, places: places)
      case .days(let values): .days(rows.map { values[$0] })
      case .codes(let values, let dictionary):
        .codes(rows.map { values[$0] }, dictionary: dictionary)
      case .booleans(let flags): .booleans(flags.taking(rows))
      }
    return Column(storage: taken, valid: valid.taking(rows))
  }
}

// MARK: Room

extension Snapshot {
  /// About how many bytes of memory it takes.
  var size: Int {
    let columns = frame.columns.values.reduce(0) { $0 + $1.size }
    let past = series.values.reduce(0) { $0 + $1.values.reduce(0) { $0 + $1.size } }
    return columns + past
      + count * (Self.bytesOfCode + 9 * frame.columns.count + 8 * confirmed.count)
  }

  /// A code as a text and in the table of rows.
  private static let bytesOfCode = 112
}

extension Column {
  fileprivate var size: Int {
    switch storage {
    case .integers(let values, places: _): values.count * 8
    case .days(let values): values.count * 4
    case .codes(let values, let dictionary): values.count * 4 + dictionary.count * 56
    case .booleans(let flags): flags.count / 4
    }
  }
}

// MARK: Changing rows

extension Column {
  /// Returns the column with empty rows behind its own.
  func grown(to count: Int) -> Column {
    let added = count - self.count
    let storage: Storage =
      switch storage {
      case .integers(let values, let places):
        .integers(values + Array(repeating: 0, count: added), places: places)
      case .days(let values): .days(values + Array(repeating: 0, count: added))
      case .codes(let values, let dictionary):
        .codes(values + Array(repeating: -1, count: added), dictionary: dictionary)
      case .booleans(let flags): .booleans(flags.grown(to: count))
      }
    return Column(storage: storage, valid: valid.grown(to: count))
  }

  /// Returns the column with the rows of a fresh one in the place of some of its own; a row of the
  /// fresh one that is nil has no place.
  func replacing(_ rows: [Int?], by fresh: Column) -> Column {
    let isChanged = rows.enumerated().contains { place, row in
      row.map { value(row: $0) != fresh.value(row: place) } ?? false
    }
    // A column that stays as it is goes on being shared.
    guard isChanged else { return self }
    var known = valid
    for (place, row) in rows.enumerated() {
      if let row { known[row] = fresh.valid[place] }
    }
    func mixed<T>(_ old: [T], _ new: [T]) -> [T] {
      var mixed = old
      for (place, row) in rows.enumerated() {
        if let row { mixed[row] = new[place] }
      }
      return mixed
    }
    let mixed: Storage =
      switch (storage, fresh.storage) {
      case (.integers(let old, let places), .integers(let new, places: _)):
        .integers(mixed(old, new), places: places)
      case (.days(let old), .days(let new)): .days(mixed(old, new))
      case (.codes(let old, let dictionary), .codes(let new, dictionary: let words)):
        Self.codes(mixed, old, dictionary, new, words)
      case (.booleans(let old), .booleans(let new)): .booleans(old.replacing(rows, by: new))
      default: storage
      }
    return Column(storage: mixed, valid: known)
  }

  /// Adds new words behind the known ones; words that no row holds any more go when the column is
  /// built anew.
  private static func codes(
    _ mixed: ([Int32], [Int32]) -> [Int32], _ old: [Int32], _ dictionary: [String],
    _ new: [Int32], _ words: [String]
  ) -> Storage {
    var known: [String: Int32] = [:]
    let wanted = Set(words)
    for (place, word) in dictionary.enumerated() where wanted.contains(word) {
      known[word] = Int32(place)
    }
    var dictionary = dictionary
    let places = words.map { word in
      if let place = known[word] { return place }
      dictionary.append(word)
      return Int32(dictionary.count - 1)
    }
    return .codes(mixed(old, new.map { $0 < 0 ? -1 : places[Int($0)] }), dictionary: dictionary)
  }
}

extension Bitmap {
  fileprivate func grown(to count: Int) -> Bitmap {
    Bitmap(
      count: count,
      words: words + Array(repeating: 0, count: Bitmap.wordCount(for: count) - words.count))
  }

  fileprivate func replacing(_ rows: [Int?], by fresh: Bitmap) -> Bitmap {
    var replaced = self
    for (place, row) in rows.enumerated() {
      if let row { replaced[row] = fresh[place] }
    }
    return replaced
  }
}
