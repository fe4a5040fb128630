import ArgumentParser

/// Writes what an installation knows, for other programs and for the units that keep the data.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把登记簿的事实和数据核查清单写成文件",
    subcommands: [ExportFacts.self, ExportIssues.self])
}
