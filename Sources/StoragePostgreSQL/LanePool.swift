import Storage
import Synchronization

/// The lanes that readers share: as many as are asked for at once, up to a limit.
final class LanePool: Sendable {
  private struct State {
    var idle: [Lane] = []
    var count = 0
    var isClosed = false
    var waiting: [(number: Int, reader: CheckedContinuation<Lane, any Error>)] = []
    var lastNumber = 0
  }

  private let address: ServerAddress
  private let most: Int
  private let state = Mutex(State())

  init(_ address: ServerAddress, most: Int) {
    self.address = address
    self.most = most
  }

  /// Lends a lane to one reader; readers beyond the limit wait in line.
  func lend<T: Sendable>(_ body: (Lane) async throws -> T) async throws -> T {
    let lane = try await take()
    defer { giveBack(lane) }
    return try await body(lane)
  }

  /// Closes the idle lanes now and the others when they come back.
  func close() async {
    let (idle, waiting) = state.withLock { state in
      defer {
        state.isClosed = true
        state.idle = []
        state.waiting = []
      }
      return (state.idle, state.waiting)
    }
    for (_, reader) in waiting { reader.resume(throwing: StorageError.closed(path: address.name)) }
    for lane in idle { await lane.close() }
  }

  private func take() async throws -> Lane {
    try Task.checkCancellation()
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait(number, $0) }
    } onCancel: {
      leaveLine(number)
    }
  }

  private func wait(_ number: Int, _ reader: CheckedContinuation<Lane, any Error>) {
    let found: Result<Lane, any Error>? = state.withLock { state in
      if state.isClosed { return .failure(StorageError.closed(path: address.name)) }
      // The wish to cancel may have come before there was anybody in line.
      if Task.isCancelled { return .failure(CancellationError()) }
      if let lane = state.idle.popLast() { return .success(lane) }
      if state.count < most {
        state.count += 1
        return .success(Lane(address))
      }
      state.waiting.append((number, reader))
      return nil
    }
    if let found { reader.resume(with: found) }
  }

  private func leaveLine(_ number: Int) {
    let reader = state.withLock { state in
      state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).reader }
    }
    reader?.resume(throwing: CancellationError())
  }

  private func giveBack(_ lane: Lane) {
    let next: CheckedContinuation<Lane, any Error>? = state.withLock { state in
      guard !state.isClosed else { return nil }
      if !state.waiting.isEmpty { return state.waiting.removeFirst().reader }
      state.idle.append(lane)
      return nil
    }
    // A lane that nobody takes any more closes its connection when it goes.
    next?.resume(returning: lane)
  }
}
