import CPQ
import Dispatch
import Synchronization

/// Stops the statement that a connection is running, from any thread.
///
/// Each piece of work has a ticket, so that a late wish to cancel cannot hit the work after it.
final class Canceller: Sendable {
  struct Ticket: Hashable, Sendable {
    private static let last = Atomic<Int>(0)
    private let number = Ticket.last.add(1, ordering: .relaxed).newValue
  }

  private struct State {
    /// The handle by which libpq cancels, as a number: it is used only under the lock.
    var handle: UInt = 0
    var work: Ticket?
  }

  private let state = Mutex(State())

  /// Takes the handle of a new connection, or lets go of an old one.
  func adopt(_ connection: OpaquePointer?) {
    let fresh = connection.flatMap { PQgetCancel($0) }.map { UInt(bitPattern: $0) } ?? 0
    let old = state.withLock { state in
      defer { state.handle = fresh }
      return state.handle
    }
    if let old = OpaquePointer(bitPattern: old) { PQfreeCancel(old) }
  }

  func begin(_ ticket: Ticket) { state.withLock { $0.work = ticket } }

  /// Ends a piece of work; waits for a wish to cancel that is on its way.
  func end() { state.withLock { $0.work = nil } }

  /// Asks the server to stop, if the work is still being done.
  ///
  /// Asking takes a connection of its own and may block, so it does not happen on the caller's
  /// thread.
  func cancel(_ ticket: Ticket) {
    DispatchQueue.global().async { [self] in
      state.withLock { state in
        guard state.work == ticket, let handle = OpaquePointer(bitPattern: state.handle) else {
          return
        }
        var complaint = [CChar](repeating: 0, count: 256)
        // Whatever it answers, the work ends by itself: cancelling is a favour.
        _ = PQcancel(handle, &complaint, 256)
      }
    }
  }

  deinit {
    let handle = state.withLock { $0.handle }
    if let handle = OpaquePointer(bitPattern: handle) { PQfreeCancel(handle) }
  }
}
