import Foundation
import Synchronization

/// Counts what the server answers and how long it takes, for Prometheus to read.
///
/// Routes are counted as the table writes them, so that no code, name or query is told.
final class Meters: Sendable {
  private struct Asked: Hashable, Comparable {
    var method: String
    var route: String
    var status: Int

    static func < (left: Asked, right: Asked) -> Bool {
      (left.route, left.method, left.status) < (right.route, right.method, right.status)
    }

    var labels: String { "method=\"\(method)\",route=\"\(route)\",status=\"\(status)\"" }
  }

  private struct Times {
    var counts = [Int](repeating: 0, count: Meters.bounds.count)
    var count = 0
    var sum = 0.0

    mutating func add(_ seconds: Double) {
      count += 1
      sum += seconds
      for (place, bound) in Meters.bounds.enumerated() where seconds <= bound { counts[place] += 1 }
    }
  }

  /// Upper ends of the classes of time, in seconds.
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10]
  private static let started = Date().timeIntervalSince1970

  private struct Counted {
    var asked: [Asked: Int] = [:]
    var times: [String: Times] = [:]
  }

  private let counted = Mutex(Counted())

  func note(method: String, route: String, status: Int, seconds: Double) {
    counted.withLock { counted in
      counted.asked[Asked(method: method, route: route, status: status), default: 0] += 1
      counted.times[route, default: Times()].add(seconds)
    }
  }

  /// Everything in the text format of Prometheus; `head` is the number of the last entry.
  func text(head: Int64) -> String {
    let (asked, times) = counted.withLock { ($0.asked, $0.times) }
    var lines = Self.head("hefu_requests_total", "counter", "Requests answered.")
    for (key, count) in asked.sorted(by: { $0.key < $1.key }) {
      lines.append("hefu_requests_total{\(key.labels)} \(count)")
    }
    lines += Self.head("hefu_request_duration_seconds", "histogram", "Time to an answer.")
    for (route, time) in times.sorted(by: { $0.key < $1.key }) {
      let name = "hefu_request_duration_seconds"
      for (bound, count) in zip(Self.bounds, time.counts) {
        lines.append("\(name)_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
      }
      lines.append("\(name)_bucket{route=\"\(route)\",le=\"+Inf\"} \(time.count)")
      let sum = (time.sum * 1_000).rounded() / 1_000
      lines.append("\(name)_sum{route=\"\(route)\"} \(sum)")
      lines.append("\(name)_count{route=\"\(route)\"} \(time.count)")
    }
    lines += Self.head("hefu_journal_head", "gauge", "Number of the last journal entry.")
    lines.append("hefu_journal_head \(head)")
    lines += Self.head("process_start_time_seconds", "gauge", "Start of the process.")
    lines.append("process_start_time_seconds \(Int(Self.started))")
    if let bytes = Self.residentBytes {
      lines += Self.head("process_resident_memory_bytes", "gauge", "Memory in use.")
      lines.append("process_resident_memory_bytes \(bytes)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ name: String, _ type: String, _ help: String) -> [String] {
    ["# HELP \(name) \(help)", "# TYPE \(name) \(type)"]
  }

  /// Memory in use as the kernel tells it; nil where it does not.
  private static var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
  }
}
