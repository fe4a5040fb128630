import ArgumentParser
import Foundation
import Storage

/// The command line of Hefu: reads reports, takes in files, measures, serves.
@main
struct Hefu: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hefu",
    abstract: "合符：把政府工作报告的承诺与事实对上",
    discussion: """
      退出码：0 完成；1 输入有问题；2 用法不对；70 程序故障。
      各命令加 --help 查看用法。
      """,
    version: Release.version,
    subcommands: [
      Serve.self, Read.self, Import.self, Measure.self, Check.self, Sample.self,
      JournalCommand.self, Code.self, Backup.self, Restore.self, FeelCommand.self, DmnCommand.self,
      RulesCommand.self, Export.self, ForecastCommand.self,
    ])

  static func main() async {
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(with: error)
    }
  }

  /// Ends the program with the exit code that belongs to an error.
  private static func finish(with error: any Error) -> Never {
    if let problem = error as? InputProblem {
      Terminal.complain(problem.message)
      Foundation.exit(1)
    }
    if let problem = error as? StorageError {
      Terminal.complain(problem.description)
      Foundation.exit(1)
    }
    if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
    let code = exitCode(for: error)
    if code == .success {
      print(fullMessage(for: error))
      Foundation.exit(0)
    }
    if code == .validationFailure {
      Terminal.complain(fullMessage(for: error))
      Foundation.exit(2)
    }
    Terminal.complain("程序出错：\(error)")
    Foundation.exit(70)
  }
}

/// The version of this release.
enum Release {
  static let version = "0.1.0"
}

/// Something in what the user handed in that has to be mended; ends with exit code 1.
struct InputProblem: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

/// Writes to the terminal.
enum Terminal {
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Shows a step of a long piece of work on the error stream, so that output stays clean.
  static func step(_ text: String) { complain(text) }

  /// Prints one JSON object on a line of its own.
  static func json(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}
