import Facts
import Foundation
import Synchronization

/// One line on the terminal that tells how far a long import has come, how fast, and how long still.
///
/// It shows only where a person watches, and not before two seconds have passed.
final class ProgressLine: Sendable {
  private struct State {
    var began = ContinuousClock.now
    var stage: ImportProgress.Stage?
    var stageBegan = ContinuousClock.now
    var isShown = false
  }

  private let state = Mutex(State())
  private let isWatched = isatty(FileHandle.standardError.fileDescriptor) == 1

  func show(_ progress: ImportProgress) {
    guard isWatched else { return }
    state.withLock { state in
      let now = ContinuousClock.now
      if state.stage != progress.stage {
        state.stage = progress.stage
        state.stageBegan = now
      }
      guard now - state.began > .seconds(2) else { return }
      state.isShown = true
      Self.write("\r\u{1B}[K" + Self.words(progress, after: now - state.stageBegan))
    }
  }

  func clear() {
    state.withLock { state in
      if state.isShown { Self.write("\r\u{1B}[K") }
      state.isShown = false
    }
  }

  /// Such as 比对 25000/50000 行，每秒 31250 行，还要 1 秒.
  static func words(_ progress: ImportProgress, after time: Duration) -> String {
    let (stage, counted) = (progress.stage.title, progress.stage.counted)
    let milliseconds =
      Int(time.components.seconds) * 1_000
      + Int(time.components.attoseconds / 1_000_000_000_000_000)
    guard let total = progress.total else { return "\(stage)……" }
    guard progress.done > 0, milliseconds > 0 else { return "\(stage) \(total) \(counted)……" }
    let rate = max(1, progress.done * 1_000 / milliseconds)
    let left = (max(0, total - progress.done) + rate - 1) / rate
    return "\(stage) \(progress.done)/\(total) \(counted)，每秒 \(rate) \(counted)，还要 \(left) 秒"
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
