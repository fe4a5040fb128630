/// How far a long import has come, for the person who waits for it.
package struct ImportProgress: Hashable, Sendable {
  package enum Stage: String, Hashable, Sendable {
    case reading, comparing, writing, sealing

    package var title: String {
      switch self {
      case .reading: "读取"
      case .comparing: "比对"
      case .writing: "写入"
      case .sealing: "封存"
      }
    }

    /// What the numbers of the stage count.
    package var counted: String {
      switch self {
      case .reading: "KB"
      case .comparing: "行"
      case .writing, .sealing: "个数据"
      }
    }
  }

  package var stage: Stage
  package var done: Int
  /// All there is to do; nil where it is not known before the end.
  package var total: Int?

  package init(_ stage: Stage, done: Int = 0, of total: Int? = nil) {
    self.stage = stage
    self.done = done
    self.total = total
  }

  /// Called now and then from the thread that does the work.
  package typealias Watch = @Sendable (ImportProgress) -> Void

  /// Rows or values between two calls.
  package static let step = 5_000
}
