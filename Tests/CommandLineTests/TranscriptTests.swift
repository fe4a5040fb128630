import Foundation
import Testing

/// Runs every file in `Transcripts/`: commands as they are typed, and what the program answers.
///
/// A line that begins with `$ ` is a command; the lines under it are what it prints, first on the
/// error stream and then on the output; `[exit 1]` closes a command that does not end with 0.
/// `RECORD=1 swift test` writes the answers anew.
struct TranscriptTests {
  @Test(arguments: try Transcript.files())
  func `answers as written`(name: String) throws {
    let transcript = try Transcript(name: name)
    let played = try transcript.played()
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try transcript.record(played) }
    #expect(played == transcript.text)
  }
}

/// A session at the terminal, kept as text.
struct Transcript {
  let name: String
  let text: String

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  static func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".transcript") }.sorted()
  }

  init(name: String) throws {
    self.name = name
    text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
  }

  func record(_ played: String) throws {
    try Data(played.utf8).write(to: Self.folder.appending(path: name))
  }

  /// Plays the commands in an empty folder of their own, with `Files/` beside them.
  func played() throws -> String {
    let place = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let files = Self.folder.deletingLastPathComponent().appending(path: "Files")
    try FileManager.default.copyItem(at: files, to: place.appending(path: "Files"))
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("# ") || line.isEmpty { lines.append(String(line)) }
      guard line.hasPrefix("$ ") else { continue }
      lines.append(String(line))
      lines += try Self.answer(to: String(line.dropFirst(2)), in: place)
    }
    return lines.joined(separator: "\n")
  }

  private static func answer(to command: String, in place: URL) throws -> [String] {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", command]
    shell.currentDirectoryURL = place
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = Program.folder.path + ":" + (environment["PATH"] ?? "")
    environment["HEFU_DEFINITIONS"] = Program.definitions.path
    shell.environment = environment
    let output = Pipe()
    let errors = Pipe()
    shell.standardOutput = output
    shell.standardError = errors
    try shell.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = errors.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    var lines = Self.lines(complained) + Self.lines(printed)
    if shell.terminationStatus != 0 { lines.append("[exit \(shell.terminationStatus)]") }
    return lines
  }

  private static func lines(_ data: Data) -> [String] {
    var text = String(decoding: data, as: UTF8.self)
      .replacing(Program.definitions.path, with: "Definitions")
    while text.hasSuffix("\n") { text.removeLast() }
    guard !text.isEmpty else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map {
      // Blank lines would end the answer when the file is read again.
      $0.isEmpty ? "·" : String($0)
    }
  }
}

/// Where the built program and the definitions are.
enum Program {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let definitions = root.appending(path: "Definitions")

  /// The folder of the test bundle holds the program as well.
  static let folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    .deletingLastPathComponent()
}
