import Definitions
import Feel

/// Says for every rule of the definitions whether columns answer it, or a row at a time and why.
enum CheckPlan {
  static func print(_ library: Library) {
    var (inColumns, rowByRow) = (0, 0)
    for line in library.feelLines {
      guard line.runsOverColumns else {
        rowByRow += 1
        Swift.print("\(line.place): 逐个：\(line.caller)")
        continue
      }
      let tests = line.rule?.rowByRowTests ?? []
      if tests.isEmpty {
        inColumns += 1
        let count = line.rule.map { RulePlan(rules: [$0]).coverage.tests } ?? 0
        Swift.print("\(line.place): 整列，\(count) 项条件")
      } else {
        rowByRow += 1
        for test in tests { Swift.print("\(line.place): 逐行：\(test.text)（\(test.why)）") }
      }
    }
    Terminal.step("共 \(inColumns + rowByRow) 条：整列 \(inColumns) 条，逐行或逐个 \(rowByRow) 条")
  }
}

/// A piece of FEEL in the definitions, with its place.
struct FeelLine {
  var place: String
  /// Nil for a decision table.
  var rule: Rule?
  var runsOverColumns = true
  /// Why one subject at a time, where that is so.
  var caller = ""
}

extension Library {
  /// All rules of metrics, lights and tables, in the order of their names.
  var feelLines: [FeelLine] {
    var lines: [FeelLine] = []
    for (id, metric) in metrics.sorted(by: { $0.key < $1.key }) {
      for (key, rule) in metric.measure.rules {
        lines.append(FeelLine(place: "metrics/\(id) \(key)", rule: rule))
      }
      for candidate in metric.candidates {
        lines.append(FeelLine(place: "metrics/\(id) \(candidate.id)", rule: candidate.rule))
      }
    }
    for (id, light) in lights.sorted(by: { $0.key < $1.key }) {
      for aspect in light.aspects.values.sorted(by: { $0.id < $1.id }) {
        for (number, line) in aspect.lines.enumerated() {
          lines.append(
            FeelLine(
              place: "lights/\(id) \(aspect.id) \(number + 1)", rule: line.rule,
              runsOverColumns: false, caller: "每件承诺判断一次"))
        }
      }
    }
    for (id, table) in tables.sorted(by: { $0.key < $1.key }) {
      lines.append(
        FeelLine(
          place: "tables/\(id)", runsOverColumns: false,
          caller: "决策表对一个主体判断，\(table.table.rowCount) 行"))
    }
    return lines
  }
}

extension Definitions.Measure {
  /// The rules of a measure by the key under which a definition writes them.
  fileprivate var rules: [(key: String, rule: Rule)] {
    switch self {
    case .count(_, let filter, _), .sum(_, let filter, _), .milestone(_, let filter, _):
      filter.map { [("where", $0)] } ?? []
    case .share(_, let numerator, let denominator):
      [("numerator", numerator)] + (denominator.map { [("denominator", $0)] } ?? [])
    case .series, .difference, .growth, .unavailable: []
    }
  }
}
