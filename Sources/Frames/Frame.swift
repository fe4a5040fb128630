package import Quantities

/// The subjects of one kind with their fields as typed columns: what lists, rules and metrics read.
package struct Frame: Hashable, Sendable {
  /// Numbers of the subjects, ascending; a row is a place in this array.
  package let subjects: [Int64]
  /// Columns by the key of their field, each as long as there are subjects.
  package var columns: [String: Column]

  package init(subjects: [Int64], columns: [String: Column]) {
    self.subjects = subjects
    self.columns = columns
  }

  package var count: Int { subjects.count }

  /// Returns the value of a field in a row, or nil when it is unknown or there is no such column.
  package func value(_ key: String, row: Int) -> Value? {
    columns[key]?.value(row: row)
  }

  /// Finds the row of a subject.
  package func row(of subject: Int64) -> Int? {
    var low = 0
    var high = subjects.count
    while low < high {
      let middle = (low + high) / 2
      if subjects[middle] < subject { low = middle + 1 } else { high = middle }
    }
    return low < subjects.count && subjects[low] == subject ? low : nil
  }
}
