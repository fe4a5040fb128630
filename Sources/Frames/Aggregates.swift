package import Quantities

/// Exact totals of a column of numbers over the rows of a bitmap; rows without a value do not count.
extension Column {
  /// Number of rows that have a value.
  package func count(in rows: Bitmap) -> Int { valid.intersection(rows).ones }

  /// The sum, which is zero over no rows; nil for a column of anything but numbers.
  package func sum(in rows: Bitmap) -> Number? {
    guard case .integers(let values, let places) = storage else { return nil }
    var sum: Int128 = 0
    valid.intersection(rows).forEachOne { sum += Int128(values[$0]) }
    return Number(coefficient: sum, exponent: -places)
  }

  /// The mean to 34 digits; nil over no rows.
  package func mean(in rows: Bitmap) -> Number? {
    sum(in: rows)?.divided(by: Number(count(in: rows)))
  }

  package func least(in rows: Bitmap) -> Value? {
    ranked(in: rows).min { $0.stored < $1.stored }.flatMap { value(row: $0.row) }
  }

  package func greatest(in rows: Bitmap) -> Value? {
    ranked(in: rows).max { $0.stored < $1.stored }.flatMap { value(row: $0.row) }
  }

  /// The least value that so many of a hundred rows do not exceed; nil over no rows.
  ///
  /// A percentile is always a value that a subject really has (nearest rank), so it can be shown to
  /// the subject.
  package func percentile(_ percent: Int, in rows: Bitmap) -> Value? {
    let ordered = ranked(in: rows).sorted { $0.stored < $1.stored }
    guard !ordered.isEmpty else { return nil }
    let rank = (min(max(percent, 0), 100) * ordered.count + 99) / 100
    return value(row: ordered[max(rank, 1) - 1].row)
  }

  /// The rows of the greatest values, the greatest first; of equal ones the earlier row comes first.
  package func top(_ count: Int, in rows: Bitmap) -> [Int] {
    guard count > 0 else { return [] }
    var best: [(stored: Int64, row: Int)] = []
    for candidate in ranked(in: rows) {
      if best.count == count, best[count - 1].stored >= candidate.stored { continue }
      let place = best.firstIndex { $0.stored < candidate.stored } ?? best.count
      best.insert(candidate, at: place)
      if best.count > count { best.removeLast() }
    }
    return best.map(\.row)
  }

  /// The rows of each word of a column of texts, in the order of the dictionary; words without a row
  /// are left out.
  package func groups(in rows: Bitmap) -> [(word: String, rows: Bitmap)] {
    guard case .codes(let codes, let dictionary) = storage else { return [] }
    var members = Array(repeating: [UInt64](), count: dictionary.count)
    valid.intersection(rows).forEachOne { row in
      let code = Int(codes[row])
      if members[code].isEmpty {
        members[code] = Array(repeating: 0, count: Bitmap.wordCount(for: count))
      }
      members[code][row >> 6] |= 1 << UInt64(row & 63)
    }
    return zip(dictionary, members).filter { !$0.1.isEmpty }.map {
      ($0.0, Bitmap(count: count, words: $0.1))
    }
  }

  /// Numbers and days with a value, as the whole numbers they are stored as.
  private func ranked(in rows: Bitmap) -> [(stored: Int64, row: Int)] {
    let rows = valid.intersection(rows)
    var ranked: [(stored: Int64, row: Int)] = []
    switch storage {
    case .integers(let values, places: _): rows.forEachOne { ranked.append((values[$0], $0)) }
    case .days(let values): rows.forEachOne { ranked.append((Int64(values[$0]), $0)) }
    case .codes, .booleans: break
    }
    return ranked
  }
}

extension Truth {
  /// Rows for which the answer is true and was not before: who is newly entitled.
  ///
  /// Both runs are over the same subjects in the same order.
  package func newlyTrue(since earlier: Truth) -> Bitmap {
    isTrue.subtracting(earlier.isTrue)
  }
}

extension Frame {
  /// The rows of another frame's subjects in this one, for comparing two days; a subject that is new
  /// is in none of them.
  package func rows(_ rows: Bitmap, of other: Frame) -> Bitmap {
    Bitmap(count: count, rows: rows.rows.compactMap { row(of: other.subjects[$0]) })
  }
}
