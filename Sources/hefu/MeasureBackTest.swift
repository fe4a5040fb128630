import Ledgers

/// The back-test of the forecasts as tables for a person at a terminal.
struct BackTestTable {
  let test: BackTest

  func print() {
    Swift.print("回测：对往年每个月末，只用当时已知的数据预测全年，再与实绩比较")
    Swift.print("")
    let heads = ["指标", "方法", "次数", "80%范围包住", "平均误差", "上年同期法误差", "误差比"]
    let rows = test.lines.map(row)
    let widths = heads.indices.map { column in
      ([heads] + rows).map { MeasureTable.width($0[column]) }.max() ?? 0
    }
    for row in [heads] + rows {
      let cells = zip(row, widths).map {
        $0 + String(repeating: " ", count: $1 - MeasureTable.width($0))
      }
      Swift.print(cells.joined(separator: "  "))
    }
    Swift.print("")
    Swift.print("合计 \(test.cases) 次，80% 范围包住 \(Self.percentage(test.coverage))")
    Swift.print("")
    printReliability()
    guard !test.untried.isEmpty else { return }
    Swift.print("")
    Swift.print("未能回测：")
    for item in test.untried { Swift.print("  \(item.title)：\(item.reason)") }
  }

  /// Stated chances beside how often they came true.
  private func printReliability() {
    Swift.print("概率可靠性（假设目标：增减后的上年实绩）")
    Swift.print("所说概率      次数  平均所说  实际达到")
    for (index, bin) in test.bins.enumerated() where bin.cases > 0 {
      let span = Self.padded("\(index * 20)%—\(index * 20 + 20)%", 12)
      let stated = Self.percentage(bin.stated / Double(bin.cases))
      let happened = Self.percentage(Double(bin.happened) / Double(bin.cases))
      Swift.print(
        "\(span)  \(Self.padded("\(bin.cases)", 4))  \(Self.padded(stated, 8))  \(happened)")
    }
    Swift.print("所说与实际平均相差 \(Self.percentage(test.calibrationError))")
  }

  private func row(_ line: BackTest.Line) -> [String] {
    let unit = line.isRelative ? { Self.percentage($0) } : { "\(Self.shown($0)) 点" }
    let ratio =
      line.meanNaiveError > 0 ? Self.shown(line.meanError / line.meanNaiveError) : "—"
    return [
      line.title, line.method, "\(line.cases)", Self.percentage(line.coverage),
      unit(line.meanError), unit(line.meanNaiveError), ratio,
    ]
  }

  private static func percentage(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10)%"
  }

  private static func shown(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - MeasureTable.width(text), 0))
  }
}
