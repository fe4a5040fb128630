import Definitions
import Feel
import Foundation
import Quantities
import Testing

/// The sample decision table that comes with the program, as a worksheet and as a DMN model.
struct SampleTableTests {
  private static let edges =
    [nil, 0, 499, 500, 1_999, 2_000, 2_001, 19_999, 20_000, 50_000] as [Int?]

  @Test func `the worksheet and the model of a modelling tool decide alike`() throws {
    let built = try #require(Library.builtInFolder())
    let table = try #require(try BuiltIn.library().tables["rd-subsidy"]?.table)
    let models = DmnFolder(built + "/models")
    #expect(models.remarks == [])
    var grades: Set<String> = []
    for revenue in Self.edges {
      for share in [0, 2, 3, 4, 5, 9] {
        for (status, isActive) in [("存续", true), ("存续", false), ("注销", true)] {
          guard let revenue, revenue > 0 else { continue }
          let cost = Number(fixedPoint: Int64(revenue * share), places: 2)
          let facts: [String: Value] = [
            "status": .text(status), "rd_active": .boolean(isActive),
            "revenue": .number(Number(revenue)), "rd_cost": .number(cost),
          ]
          let own = table.outcome { facts[$0] }
          guard case .decided(let hits) = own, let hit = hits.first else {
            Issue.record("\(facts): \(own)")
            continue
          }
          let inputs = [
            DmnInput(name: "登记状态", value: .string(status)),
            DmnInput(name: "有研发活动", value: .boolean(isActive)),
            DmnInput(name: "营业收入", value: .number(Number(revenue))),
            DmnInput(name: "研发费用", value: .number(cost)),
          ]
          let run = try #require(
            DmnRun(
              models.library, file: "rd-subsidy.dmn", inputs: inputs,
              evaluation: Evaluation(clock: nil)))
          guard case .context(let result)? = run.decide("研发补助") else {
            Issue.record("no decision for \(facts)")
            continue
          }
          let words = hit.results.map { outcome -> FeelValue in
            switch outcome {
            case .value(.number(let number)): .number(number)
            case .value(.text(let text)): .string(text)
            default: .null
            }
          }
          #expect(result["补助"] == words[0], "\(facts)")
          #expect(result["档次"] == words[1], "\(facts)")
          if case .string(let grade) = words[1] { grades.insert(grade) }
        }
      }
    }
    #expect(grades == ["一档", "二档", "三档", "不补"], "every row decides somewhere")
  }

  @Test func `each row says why it does not apply and by how much`() throws {
    let table = try #require(try BuiltIn.library().tables["rd-subsidy"]?.table)
    let facts: [String: Value] = [
      "status": .text("存续"), "rd_active": .boolean(true), "revenue": .number(Number(1_900)),
      "rd_cost": .number(Number(76)),
    ]
    let rows = table.explanations { facts[$0] }
    #expect(rows.map(\.row) == [2, 3, 4, 5])
    #expect(rows.map(\.explanation.answer) == [false, false, false, true])
    #expect(
      rows[1].explanation.cure?.map(\.words) == ["营业收入（万元）还差 100万元（要不少于 2000万元）"])
    #expect(
      rows[2].explanation.cure?.map(\.words) == ["研发费用 / 营业收入还差 0.01（要不少于 0.05）"])
  }

  @Test func `facts in a file are judged on their day`() throws {
    let library = try BuiltIn.library()
    let (run, remarks) = try TestFiles.withTemporaryFolder { folder in
      let file = folder + "/facts.json"
      let text = #"{"登记状态": "存续", "有研发活动": true, "营业收入": "0.25亿元", "研发费用": "75万元"}"#
      try text.write(toFile: file, atomically: true, encoding: .utf8)
      return TableRun.run(
        "rd-subsidy", of: library, facts: file, day: try #require(Day("2022-06-30")))
    }
    #expect(remarks == [])
    #expect(run?.rows == "3")
    #expect(run?.results.map(\.words) == ["6", "二档"])
    #expect(run?.missing == [])
  }
}
