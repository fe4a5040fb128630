import Storage

/// The subjects of a register in the order of their numbers.
struct KnownSubjects {
  /// Their codes; the place of a code is the place of the subject.
  private(set) var codes = CodeTable()
  private var numbers: [Subject.ID] = []

  init(register: String, region: String, in session: any Session) throws {
    try session.each(
      """
      SELECT id, code FROM subject WHERE register = \(register) AND region = \(region)
      ORDER BY id
      """
    ) { row in
      let number: Int64 = try row.get(0)
      numbers.append(number)
      _ = codes.insert(try row.get(1))
    }
  }

  /// Returns the place of a subject, or nil when it belongs to another register or region.
  ///
  /// Rows of the store come in the order of the subjects, so the one behind the last is tried first.
  func place(of subject: Subject.ID, after last: Int = -1) -> Int? {
    if last + 1 < numbers.count, numbers[last + 1] == subject { return last + 1 }
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < subject { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == subject ? low : nil
  }
}
