import ArgumentParser
import Commands
import Quantities
import Storage

/// Shows and verifies the journal.
struct JournalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal", abstract: "查看或校验变更记录（日志链）",
    subcommands: [Verify.self, Show.self])

  /// Walks the whole chain; exit code 1 when something does not fit.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "从第一笔起逐笔校验")

    @OptionGroup var installation: InstallationOptions
    @Flag(help: "输出一行 JSON") var json = false

    private struct Output: Encodable {
      struct Fault: Encodable {
        var seq: Int64
        var message: String
      }
      var entries: Int
      var root: String
      var holds: Bool
      var faults: [Fault]
    }

    func run() async throws {
      let opened = try await Installation.open(installation)
      let verdict = try await opened.database.read { try JournalVerifier().verify(in: $0) }
      if json {
        try Terminal.json(
          Output(
            entries: verdict.entries, root: verdict.root, holds: verdict.holds,
            faults: verdict.faults.map { .init(seq: $0.seq, message: $0.message) }))
      } else {
        print("共 \(verdict.entries) 笔，根摘要 \(verdict.root.prefix(24))")
        for fault in verdict.faults { print("第 \(fault.seq) 号：\(fault.message)") }
        print(verdict.holds ? "校验通过" : "校验不通过：\(verdict.faults.count) 处不符")
      }
      if !verdict.holds { throw ExitCode(1) }
    }
  }

  /// Lists the newest entries.
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "列出最近的记录")

    @OptionGroup var installation: InstallationOptions
    @Option(help: "条数") var count = 20
    @Flag(help: "每行一个 JSON 对象") var json = false

    private struct Output: Encodable {
      var seq: Int64
      var at: String
      var person: String
      var post: String
      var command: String
      var body: String
      var reason: String
      var digest: String
    }

    func run() async throws {
      let opened = try await Installation.open(installation)
      let count = count
      let entries = try await opened.database.read {
        try JournalEntry.newest(count, in: $0)
      }
      for entry in entries.reversed() {
        if json {
          try Terminal.json(
            Output(
              seq: entry.seq, at: entry.at, person: entry.person, post: entry.post,
              command: entry.command, body: entry.body, reason: entry.reason,
              digest: entry.digest))
        } else {
          print(
            "\(entry.seq)  \(entry.at)  \(entry.post)  \(entry.command)  \(entry.reason)  "
              + "\(entry.body.prefix(120))")
        }
      }
    }
  }
}
