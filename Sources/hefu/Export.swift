import ArgumentParser

/// Writes what an installation knows for programs of other houses.
struct Export: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把登记簿的事实写成其他系统能装载的文件", subcommands: [ExportFacts.self])
}
