import Definitions
import Ledgers
import Papers
import Quantities
import Testing

@testable import Documents

/// The one page of a leader.
struct BriefTests {
  /// A brief whose texts are as long as they come, in every place that has room for one.
  private func brief(
    items: Int, steps: Int, changes: Int?, decisions: Int, length: Int
  ) -> Brief {
    let words = String(repeating: "很长的词", count: (length + 3) / 4)
    return Brief(
      title: "示例区政府工作报告落实情况一页纸", scope: "全部可见承诺", lights: "共 23 项：绿5、黄4、红8、灰3、蓝3",
      items: (0..<items).map {
        .init(
          id: "C-2022-\(100 + $0)", text: words, target: words, verified: words, light: "红",
          forecast: words, chance: "99%以上", due: "2022-12-31", unit: words)
      },
      steps: (0..<steps).map { _ in
        .init(
          subject: words, code: words, step: words, reasons: words, commitment: "C-2022-101",
          text: words, now: "不到 1%", after: "99%以上", points: 98, gain: words,
          due: day("2022-12-31"), owners: words)
      },
      changes: changes.map { count in
        (0..<count).map { .init(id: "C-2022-\(100 + $0)", text: words, before: "黄", after: "红") }
      },
      decisions: (0..<decisions).map { _ in words.count > 60 ? String(words.prefix(60)) : words },
      rule: library.briefs["default"]?.words ?? "")
  }

  private static let foot = PaperFoot(
    day: day("2022-06-30"), knownAt: 12_345, madeAt: "2022-06-30T09:30:00+08:00",
    unit: "区政府督查室", code: "一页纸 2022-06-30", root: String(repeating: "f", count: 64))

  @Test(arguments: [
    (0, 0, nil as Int?, 0, 0), (5, 3, 0, 0, 4), (2, 1, 1, 1, 12), (5, 3, 4, 3, 40),
    (60, 40, 30, 20, 400),
  ])
  func `fits one sheet whatever it says`(
    items: Int, steps: Int, changes: Int?, decisions: Int, length: Int
  ) {
    let brief = brief(
      items: items, steps: steps, changes: changes, decisions: decisions, length: length)
    #expect(PaperLayout.pages(of: brief.paper(foot: Self.foot)).count == 1)
  }

  @Test func `says how the numbers were chosen, and how many changes have no room`() {
    let paper = brief(items: 1, steps: 1, changes: 7, decisions: 0, length: 4)
      .paper(foot: Self.foot)
    let words = PaperLayout.pages(of: paper).flatMap(\.words).joined()
    #expect(words.contains("先红灯"))
    #expect(words.contains("另有3项灯有变化") || words.contains("另有 3 项灯有变化"))
  }

  @Test func `says why nothing moved`() {
    func silence(_ changes: Int?) -> String? {
      brief(items: 0, steps: 0, changes: changes, decisions: 0, length: 0).silence
    }
    #expect(silence(nil) == "一周前还没有记录，不能比较。")
    #expect(silence(0) == "一周来没有灯变化。")
    #expect(silence(1) == nil)
  }
}
