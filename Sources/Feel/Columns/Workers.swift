import Dispatch
import Synchronization

/// Shares out numbered pieces of work among the processor's cores.
enum Workers {
  /// Calls once a worker with a function that hands out the numbers still to do.
  ///
  /// The calls run side by side, and all have ended when this returns.
  static func run(
    _ pieces: Int, threads: Int,
    _ body: @Sendable (_ worker: Int, _ next: @Sendable () -> Int?) -> Void
  ) {
    let taken = Atomic(0)
    @Sendable func next() -> Int? {
      let piece = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return piece < pieces ? piece : nil
    }
    let workers = min(threads, pieces)
    if workers <= 1 {
      if pieces > 0 { body(0, next) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: workers) { body($0, next) }
  }
}
