/// Subjects by their number, packed into few bytes.
///
/// A file tells nearly every subject of a register or a few of them: runs of neighbours are kept as
/// their first and their length, and a set full of gaps as one bit a number, whichever is shorter.
package struct SubjectSet: Hashable, Sendable {
  private let first: Subject.ID
  private let words: [UInt64]

  /// Takes numbers in ascending order.
  package init(_ subjects: some Sequence<Subject.ID>) {
    var first: Subject.ID = 0
    var words: [UInt64] = []
    for subject in subjects {
      if words.isEmpty { first = subject }
      let place = Int(subject - first)
      while words.count <= place >> 6 { words.append(0) }
      words[place >> 6] |= 1 << UInt64(place & 63)
    }
    self.first = first
    self.words = words
  }

  private init(first: Subject.ID, words: [UInt64]) {
    self.first = first
    self.words = words
  }

  package var isEmpty: Bool { words.isEmpty }
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  package func contains(_ subject: Subject.ID) -> Bool {
    let (place, isOver) = subject.subtractingReportingOverflow(first)
    guard !isOver, place >= 0, place >> 6 < words.count else { return false }
    return words[Int(place >> 6)] >> UInt64(place & 63) & 1 == 1
  }

  /// Calls with each number, in ascending order.
  package func each(_ body: (Subject.ID) throws -> Void) rethrows {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(first + Subject.ID(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }

  // MARK: Bytes

  private enum Form: UInt8 { case runs, bits }

  /// The set as the store keeps it.
  package var packed: [UInt8] {
    var bits: [UInt8] = [Form.bits.rawValue]
    Self.write(UInt64(first), to: &bits)
    for word in words { withUnsafeBytes(of: word.littleEndian) { bits.append(contentsOf: $0) } }
    while bits.last == 0, bits.count > 2 { bits.removeLast() }
    let runs = packedRuns(noLongerThan: bits.count)
    return runs ?? bits
  }

  /// Each run as the gap before it and its length; nil when that takes more bytes than allowed.
  private func packedRuns(noLongerThan limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = [Form.runs.rawValue]
    var end: Subject.ID = 0
    var run: (from: Subject.ID, to: Subject.ID)?
    func close() {
      guard let run else { return }
      Self.write(UInt64(run.from - end), to: &bytes)
      Self.write(UInt64(run.to - run.from), to: &bytes)
      end = run.to
    }
    each { subject in
      if let open = run, open.to == subject {
        run = (open.from, subject + 1)
      } else {
        close()
        run = (subject, subject + 1)
      }
    }
    close()
    return bytes.count <= limit ? bytes : nil
  }

  /// Reads a set as the store keeps it; nil for bytes that are none.
  package init?(packed bytes: [UInt8]) {
    guard let form = bytes.first.flatMap(Form.init(rawValue:)) else { return nil }
    var place = 1
    switch form {
    case .runs:
      var subjects: [Range<Subject.ID>] = []
      var end: Subject.ID = 0
      while place < bytes.count {
        guard let gap = Self.number(in: bytes, at: &place),
          let length = Self.number(in: bytes, at: &place),
          gap <= Self.most, length <= Self.most
        else { return nil }
        subjects.append(end + gap..<end + gap + length)
        end += gap + length
      }
      self.init(subjects.joined())
    case .bits:
      guard let first = Self.number(in: bytes, at: &place) else { return nil }
      let rest = bytes[place...]
      var words = Array(repeating: UInt64(0), count: (rest.count + 7) / 8)
      for (index, byte) in rest.enumerated() {
        words[index >> 3] |= UInt64(byte) << UInt64(index & 7 * 8)
      }
      self.init(first: first, words: words)
    }
  }

  /// Far above any number of subjects; what is larger was not written by us.
  private static let most: Subject.ID = 1 << 40

  /// Seven bits a byte, the lowest first; the top bit says that more follow.
  private static func write(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 0x7F {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func number(in bytes: [UInt8], at place: inout Int) -> Subject.ID? {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while place < bytes.count, shift < 56 {
      let byte = bytes[place]
      place += 1
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Subject.ID(number) }
      shift += 7
    }
    return nil
  }
}
