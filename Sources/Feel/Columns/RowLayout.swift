/// Which row of a block's scratch holds what.
struct RowLayout {
  static let zeros = 0
  static let ones = 1
  private static let firstField = 2

  private(set) var count = 2
  /// Rows that are the intersection of the validity of several fields.
  private(set) var intersections: [(fields: [Int], row: Int)] = []
  private var known: [[Int]: Int] = [:]
  private(set) var fields = 0
  /// Rows that are the known part of a test without its true part.
  private(set) var opposites: [(operand: Operand, row: Int)] = []
  private var oppositeRows: [Operand: Int] = [:]

  init(fields: Int = 0) {
    self.fields = fields
    count = RowLayout.firstField + fields
  }

  func validity(of field: Int) -> Int { RowLayout.firstField + field }

  mutating func newRow() -> Int {
    count += 1
    return count - 1
  }

  mutating func validity(ofAll fields: [Int]) -> Int {
    let key = Set(fields).sorted()
    if key.count == 1 { return validity(of: key[0]) }
    if let row = known[key] { return row }
    let row = newRow()
    known[key] = row
    intersections.append((key, row))
    return row
  }

  /// The operand that is true where the other is false.
  mutating func opposite(of operand: Operand) -> Operand {
    if let row = oppositeRows[operand] { return Operand(isTrue: row, isKnown: operand.isKnown) }
    let row = newRow()
    oppositeRows[operand] = row
    opposites.append((operand, row))
    return Operand(isTrue: row, isKnown: operand.isKnown)
  }
}

/// Two rows of the scratch: where an answer is true, and where it is known.
struct Operand: Hashable {
  var isTrue: Int
  var isKnown: Int

  static let unknown = Operand(isTrue: RowLayout.zeros, isKnown: RowLayout.zeros)

  static func constant(_ answer: Bool?) -> Operand {
    switch answer {
    case nil: unknown
    case true?: Operand(isTrue: RowLayout.ones, isKnown: RowLayout.ones)
    case false?: Operand(isTrue: RowLayout.zeros, isKnown: RowLayout.ones)
    }
  }
}
