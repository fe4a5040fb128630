/// Finds the word somebody probably meant, for “是否要写”.
enum Suggestion {
  /// Returns the nearest of the known words, or nil when none is near enough to be likely.
  static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    var best: (word: String, distance: Int)?
    for candidate in known.sorted() {
      let distance = distance(from: word, to: candidate)
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    guard let best, best.distance <= Swift.max(1, Swift.min(3, word.count / 3)) else { return nil }
    return best.word
  }

  /// Returns “；是否要写“…”” or nothing.
  static func hint(for word: String, among known: some Sequence<String>) -> String {
    nearest(to: word, among: known).map { "；是否要写“\($0)”？" } ?? ""
  }

  /// Counts the insertions, deletions, changes and swaps of neighbours between two words.
  static func distance(from first: String, to second: String) -> Int {
    let left = Array(first)
    let right = Array(second)
    guard !left.isEmpty else { return right.count }
    guard !right.isEmpty else { return left.count }
    var rows = [Array(0...right.count)]
    for i in 1...left.count {
      var row = [i] + Array(repeating: 0, count: right.count)
      for j in 1...right.count {
        let change = left[i - 1] == right[j - 1] ? 0 : 1
        row[j] = Swift.min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + change)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = Swift.min(row[j], rows[i - 2][j - 2] + 1)
        }
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
