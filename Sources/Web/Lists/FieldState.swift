import Definitions
import Facts
import Frames
import Quantities

/// What can be said of a fact besides its value: known, missing, overdue, or leading nowhere.
enum FieldState: String, CaseIterable, Sendable {
  case known, missing, stale, orphan

  var title: String {
    switch self {
    case .known: "有数据"
    case .missing: "没有数据"
    case .stale: "超期未更新"
    case .orphan: "引用的对象不存在"
    }
  }
}

/// The rows of a register in which a field is in a state.
struct FieldStates: Sendable {
  private let snapshot: Snapshot
  private let books: [String: ReferenceBook]

  init(_ reading: RegisterReading) {
    self.init(snapshot: reading.snapshot, books: reading.words.books)
  }

  init(snapshot: Snapshot, books: [String: ReferenceBook]) {
    self.snapshot = snapshot
    self.books = books
  }

  func rows(_ state: FieldState, of field: Field) -> Bitmap {
    let known = ColumnScan(snapshot, field.key).known
    return switch state {
    case .known: known
    case .missing: missing(field, known)
    case .stale: stale(field, known)
    case .orphan: orphans(field, known)
    }
  }

  /// A value that is hidden from the reader is not missing.
  private func missing(_ field: Field, _ known: Bitmap) -> Bitmap {
    let missing = known.complement()
    return snapshot.hidden[field.key].map { missing.subtracting($0) } ?? missing
  }

  /// Facts whose period, first day of validity or last confirmation lies longer back than the field
  /// may age.
  private func stale(_ field: Field, _ known: Bitmap) -> Bitmap {
    var stale = Bitmap(count: snapshot.count, repeating: false)
    guard field.freshness != .unlimited, let periods = snapshot.periods[field.key] else {
      return stale
    }
    let confirmed = snapshot.confirmed[field.key]
    var aged: [Int64: Bool] = [:]
    known.forEachOne { row in
      let code = max(periods[row], confirmed?[row] ?? 0)
      let isAged = aged[code] ?? isAged(code, field)
      aged[code] = isAged
      if isAged { stale[row] = true }
    }
    return stale
  }

  private func isAged(_ code: Int64, _ field: Field) -> Bool {
    guard code != 0, let period = Period(code: code),
      let end = field.freshness.end(from: period.last)
    else { return false }
    return end < snapshot.asOf.day
  }

  /// References that lead to no subject; a register that the reader may not open says nothing.
  private func orphans(_ field: Field, _ known: Bitmap) -> Bitmap {
    var orphans = Bitmap(count: snapshot.count, repeating: false)
    guard let target = field.target, let book = books[target],
      case .codes(let values, dictionary: let dictionary)? = snapshot.frame.columns[field.key]?
        .storage
    else { return orphans }
    let isKnown = book.knows(dictionary)
    known.forEachOne { if !isKnown[Int(values[$0])] { orphans[$0] = true } }
    return orphans
  }
}
