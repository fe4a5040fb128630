import ArgumentParser

/// Makes the fictional district, at any size, and scores the detectors by it.
struct Sample: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "生成示例区（虚构的明砚市澄川区，2022年）",
    discussion: """
      不写子命令即为 story：带工作报告和逐月导入的示例区。
      census 按公布的结构生成任意规模的登记簿，含差错、缺报、迟报和重复；score 用它给数据核查打分。
      """,
    subcommands: [SampleStory.self, SampleCensus.self, SampleScore.self],
    defaultSubcommand: SampleStory.self)
}
