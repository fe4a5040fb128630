import Foundation
import Synchronization

/// Tells how far a long piece of work is, how fast it goes and how long it will still take.
final class SampleProgress: Sendable {
  private struct State {
    var done = 0
    var told: Double
  }

  private let total: Int
  private let unit: String
  private let start = SampleProgress.now
  private let state = Mutex(State(told: SampleProgress.now))

  init(total: Int, unit: String) {
    self.total = total
    self.unit = unit
  }

  /// Adds what has been done since; a line is shown every two seconds at most.
  func add(_ count: Int) {
    let line = state.withLock { state -> String? in
      state.done += count
      let now = Self.now
      guard now - state.told >= 2, state.done < total else { return nil }
      state.told = now
      let rate = Double(state.done) / max(now - start, 0.001)
      let left = Int((Double(total - state.done) / max(rate, 1)).rounded(.up))
      return "已完成 \(state.done)/\(total) \(unit)，每秒 \(Int(rate)) \(unit)，约剩 \(left) 秒"
    }
    if let line { Terminal.step(line) }
  }

  /// Says what the whole took.
  func finish() {
    let seconds = Self.now - start
    let (done, rate) = state.withLock { ($0.done, Double($0.done) / max(seconds, 0.001)) }
    let tenths = Int((seconds * 10).rounded())
    Terminal.step(
      "共 \(done) \(unit)，用时 \(tenths / 10).\(tenths % 10) 秒，每秒 \(Int(rate)) \(unit)，"
        + "内存峰值 \(Stopwatch.peakMemory) MB")
  }

  private static var now: Double {
    Double(DispatchTime.now().uptimeNanoseconds) / 1e9
  }
}
