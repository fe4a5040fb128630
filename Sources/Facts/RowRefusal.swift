import Documents

/// Why a row is not taken; no remark where the head of a column was remarked on.
struct RowRefusal: Error {
  private(set) var remarks: [ImportRemark] = []
  private(set) var problems: [RefusedRow.Problem] = []

  init() {}

  init(_ remark: ImportRemark, column: Int?) { add(remark, column: column) }

  init(problems: [RefusedRow.Problem]) { self.problems = problems }

  mutating func add(_ remark: ImportRemark, column: Int?) {
    remarks.append(remark)
    problems.append(.init(column: column, message: remark.message))
  }
}
