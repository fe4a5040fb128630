import Foundation
import Logging

/// Writes the log as one JSON object a line on the error stream, for people and for collectors.
struct LogLines: LogHandler {
  var metadata = Logger.Metadata()
  var logLevel: Logger.Level

  init(level: Logger.Level) { logLevel = level }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var line = ["at": Self.now(), "level": event.level.rawValue, "message": "\(event.message)"]
    let given = metadata.merging(event.metadata ?? [:]) { _, new in new }
    for (key, value) in given { line[key] = "\(value)" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Nothing can be told about a line that cannot be written.
    guard let text = try? encoder.encode(line) else { return }
    FileHandle.standardError.write(text + Data("\n".utf8))
  }

  private static func now() -> String {
    Date().formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true))
  }
}
