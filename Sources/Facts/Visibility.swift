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

  package init(scopes: [FieldClass: [Scope]]) { self.scopes = scopes }

  /// Sees everything; for engines, whose results are limited again before they are shown.
  package static let engine = Visibility(
    scopes: Dictionary(uniqueKeysWithValues: FieldClass.allCases.map { ($0, [.all]) }))

  package static let nothing = Visibility(scopes: [:])

  /// The scopes that reach a column.
  package func scopes(reaching field: Field) -> [Scope] {
    (scopes[field.fieldClass] ?? []).filter { $0.reaches(field) }
  }
}

extension Snapshot {
  /// Returns what a reader may see: rows out of reach are left out and counted, values out of
  /// reach are emptied and marked as hidden.
  package func limited(to visibility: Visibility) -> Snapshot {
    guard visibility != .engine else { return self }
    var reach: [Visibility.Scope.Rows: Bitmap] = [:]
    var rows = Bitmap(count: count, repeating: false)
    var seen = self
    for field in register.fields {
      var bits = Bitmap(count: count, repeating: false)
      for scope in visibility.scopes(reaching: field) {
        let found = reach[scope.rows] ?? self.rows(scope.rows)
        reach[scope.rows] = found
        bits.formUnion(found)
      }
      rows.formUnion(bits)
      if bits.ones < count { seen.hide(field.key, outside: bits) }
    }
    guard rows.ones < count else { return seen }
    seen.hiddenSubjects = count - rows.ones
    return seen.keeping(rows)
  }

  private func rows(_ rows: Visibility.Scope.Rows) -> Bitmap {
    switch rows {
    case .all: return Bitmap(count: count, repeating: true)
    case .subject(let code):
      return Bitmap(count: count, rows: row(code: code).map { [$0] } ?? [])
    case .holding(let field, let value):
      return Bitmap(
        count: count, rows: (0..<count).filter { self.value(field, row: $0) == .text(value) })
    }
  }

  /// Empties a column outside its reach, so that neither a value nor its grade nor its period nor
  /// a word of its dictionary is left behind.
  private mutating func hide(_ key: String, outside reach: Bitmap) {
    if let column = frame.columns[key] {
      hidden[key] = column.valid.subtracting(reach)
      frame.columns[key] = column.emptied(outside: reach)
    }
    series[key] = series[key]?.mapValues { $0.emptied(outside: reach) }
    for row in 0..<count where !reach[row] {
      evidence[key]?[row] = 0
      periods[key]?[row] = 0
    }
  }
}

extension Column {
  fileprivate func emptied(outside reach: Bitmap) -> Column {
    let seen = valid.intersection(reach)
    func kept<T>(_ values: [T], _ empty: T) -> [T] {
      values.indices.map { seen[$0] ? values[$0] : empty }
    }
    let storage: Storage =
      switch storage {
      case .integers(let values, let places): .integers(kept(values, 0), places: places)
      case .days(let values): .days(kept(values, 0))
      case .booleans(let bits): .booleans(bits.intersection(seen))
      case .codes(let values, let dictionary):
        Self.codes(kept(values, -1), dictionary: dictionary)
      }
    return Column(storage: storage, valid: seen)
  }

  /// Keeps the words that some row still holds.
  private static func codes(_ values: [Int32], dictionary: [String]) -> Storage {
    var places = [Int32](repeating: -1, count: dictionary.count)
    for value in values where value >= 0 { places[Int(value)] = 0 }
    var words: [String] = []
    for place in places.indices where places[place] == 0 {
      places[place] = Int32(words.count)
      words.append(dictionary[place])
    }
    return .codes(values.map { $0 < 0 ? -1 : places[Int($0)] }, dictionary: words)
  }
}
