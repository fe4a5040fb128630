import Dispatch

/// Runs the jobs of one actor on a thread that may block.
///
/// Sessions hand rows to closures that are not asynchronous, so a connection keeps its thread from
/// the first row to the last, as a connection of SQLite does. A serial queue of its own gives it one
/// outside the cooperative pool, and makes the thread the only one that ever touches the handle.
final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    UnownedSerialExecutor(ordinary: self)
  }
}
