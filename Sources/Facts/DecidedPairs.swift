import Frames
import Quantities

/// Which records of a register are one thing told twice, or a part of another.
package struct DecidedPairs: Hashable, Sendable {
  package struct Pair: Hashable, Sendable {
    package var first: String
    package var second: String

    package init(first: String, second: String) {
      self.first = first
      self.second = second
    }
  }

  package var same: [Pair] = []
  package var increments: [Pair] = []

  package init() {}

  package var isEmpty: Bool { same.isEmpty && increments.isEmpty }

  /// Why a record does not count for itself.
  package enum Repeat: Hashable, Sendable {
    /// It is the same as another, which counts.
    case same(as: String)
    /// It is more money for another; amounts count, the number does not.
    case increment(of: String)
  }

  /// Returns the rows that do not count for themselves.
  ///
  /// Of records that are one thing, the one counts that happened first by `day`; a record without
  /// the day comes after those with it, and of equal ones the one that was recorded first counts.
  package func repeats(in snapshot: Snapshot, day: String?) -> [Int: Repeat] {
    guard !isEmpty else { return [:] }
    var repeats: [Int: Repeat] = [:]
    for group in groups(in: snapshot) {
      let ordered = group.sorted { rank($0, day, snapshot) < rank($1, day, snapshot) }
      for row in ordered.dropFirst() { repeats[row] = .same(as: snapshot.codes[ordered[0]]) }
    }
    for pair in increments {
      guard let row = snapshot.row(code: pair.second), repeats[row] == nil,
        let first = snapshot.row(code: pair.first)
      else { continue }
      if case .same(let kept)? = repeats[first] {
        repeats[row] = .increment(of: kept)
      } else {
        repeats[row] = .increment(of: pair.first)
      }
    }
    return repeats
  }

  private func rank(_ row: Int, _ key: String?, _ snapshot: Snapshot) -> [Int64] {
    var day = Int64.max
    if let key, case .day(let found)? = snapshot.value(key, row: row) { day = Int64(found.number) }
    return [day, snapshot.frame.subjects[row]]
  }

  /// Rows of records that are one thing, by way of however many pairs.
  private func groups(in snapshot: Snapshot) -> [[Int]] {
    var groupOf: [Int: Int] = [:]
    var groups: [[Int]] = []
    for pair in same {
      guard let left = snapshot.row(code: pair.first), let right = snapshot.row(code: pair.second)
      else { continue }
      switch (groupOf[left], groupOf[right]) {
      case (nil, nil):
        groups.append([left, right])
        groupOf[left] = groups.count - 1
        groupOf[right] = groups.count - 1
      case (let group?, nil):
        groups[group].append(right)
        groupOf[right] = group
      case (nil, let group?):
        groups[group].append(left)
        groupOf[left] = group
      case (let one?, let other?) where one != other:
        for row in groups[other] { groupOf[row] = one }
        groups[one] += groups[other]
        groups[other] = []
      case (_?, _?): continue
      }
    }
    return groups.filter { $0.count > 1 }
  }
}

extension [Int64] {
  fileprivate static func < (left: [Int64], right: [Int64]) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
