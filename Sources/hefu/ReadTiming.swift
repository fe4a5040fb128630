import Reports

/// What reading a text takes, as one line for the benchmark.
struct ReadTiming {
  private struct Line: Encodable {
    var bytes: Int
    var commitments: Int
    var tasks: Int
    var seconds: Double
    var cpuSeconds: Double
    var memoryMb: Int
  }

  private let line: Line

  /// Reads a text several times and keeps the fastest.
  init(_ text: String, times: Int, with reader: Reader) {
    var (best, understanding) = Stopwatch.time { reader.read(text) }
    for _ in 1..<times {
      let (next, again) = Stopwatch.time { reader.read(text) }
      understanding = again
      if next.cpu < best.cpu { best = next }
    }
    line = Line(
      bytes: text.utf8.count, commitments: understanding.commitments.count,
      tasks: understanding.tasks.count, seconds: best.seconds, cpuSeconds: best.cpu,
      memoryMb: Stopwatch.peakMemory)
  }

  func printLine() throws { try Terminal.json(line) }
}
