import Reports
import Testing

/// What holds for every text, tried on texts put together at random from a fixed seed.
struct PropertyTests {
  private static let pieces = [
    "一、", "二、2023年工作安排\n", "（三）", "1.", "2022年工作回顾\n", "名词解释\n", "今年6月底前", "力争", "确保", "全年",
    "新增规上企业", "12", "3.5", "５", "万", "亿元", "家", "%", "个百分点", "以上", "左右", "、", "，", "。", "；", "：",
    "\n",
    "“", "”", "（", "）", "[1]", "—", "至", "和", "分别增长", "均", "突破", "达到", "其中", "千亿级", "翻一番", "前三",
    "第一",
    "推进", "建设", "老旧小区改造", "的", "总投资", "项目", "五", "十", "百", "两", "\u{FEFF}", "\u{0}", "🙂", "é",
    "\r\n", " ",
    "到2025年", "高于全市平均水平", "全覆盖", "预期目标是", "一个", "每个县", "或", "等",
  ]

  private static func text(_ random: inout SeededGenerator, pieces count: Int) -> String {
    (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
  }

  @Test func `spans lie inside the text and segments are the whole of it, once`() {
    var random = SeededGenerator(seed: 2022)
    for _ in 1...600 {
      let text = Self.text(&random, pieces: Int.random(in: 0...80, using: &random))
      let all = 0..<text.unicodeScalars.count
      let understanding = Material.reader.read(text)
      var place = 0
      for segment in understanding.segments {
        #expect(segment.span.lowerBound == place && !segment.span.isEmpty, "\(text)")
        place = segment.span.upperBound
      }
      #expect(place == all.upperBound, "\(text)")
      for commitment in understanding.commitments {
        let spans = [commitment.span, commitment.sentence, commitment.valueSpan ?? commitment.span]
        #expect(
          spans.allSatisfy { all.lowerBound <= $0.lowerBound && $0.upperBound <= all.upperBound })
        #expect(commitment.sentence.overlaps(commitment.span), "\(text)")
      }
      for task in understanding.tasks { #expect(task.span.upperBound <= all.upperBound) }
      for span in understanding.glossary.map(\.span) + understanding.remarks.map(\.span) {
        #expect(span.upperBound <= all.upperBound, "\(text)")
      }
      let beside = ReportComparison(
        earlier: understanding, later: understanding,
        achievements: Material.reader.achievements(text))
      #expect(
        beside.rows.count { $0.earlier != nil } == beside.rows.count { $0.later != nil }, "\(text)")
      for question in understanding.questions { #expect(question.readings.count >= 2) }
    }
  }

  @Test func `paragraphs are read alike alone and together`() {
    let paragraphs = [
      "新增规上工业企业20家、高新技术企业5家。", "粮食产量稳定在56万吨以上，改造老旧小区31个。",
      "推进12个重点项目建设，完成投资30亿元。", "确保城镇登记失业率控制在5%以内。",
    ]
    let heading = "二、2024年工作安排\n"
    let together = Material.reader.read(heading + paragraphs.joined(separator: "\n"))
    let alone = paragraphs.flatMap { Material.reader.read(heading + $0).commitments }
    #expect(together.commitments.map(\.subject) == alone.map(\.subject))
    #expect(together.commitments.map(\.value) == alone.map(\.value))
    #expect(together.commitments.map(\.comparison) == alone.map(\.comparison))
  }

  @Test func `folding changes no reading and finds the way back to the text`() {
    let plain = "二、2024年工作安排\n力争技改投资增长12.5%，新增“专精特新”企业20家，培训1500人次。"
    let written = "二、２０２４年工作安排\n　　力争技改投资增长１２．５％,新增\"专精特新\"企业 ２０ 家[3],培训１５００人次。"
    let (left, right) = (Material.reader.read(plain), Material.reader.read(written))
    #expect(left.commitments.map(\.subject) == right.commitments.map(\.subject))
    #expect(left.commitments.map(\.value) == right.commitments.map(\.value))
    let values = right.commitments.compactMap(\.valueSpan).map { written.words($0) }
    #expect(values == ["１２．５％", "２０ 家", "１５００人次"])
  }

  @Test func `the same text is read the same way twice`() {
    var random = SeededGenerator(seed: 7)
    for _ in 1...50 {
      let text = Self.text(&random, pieces: 60)
      #expect(Material.reader.read(text, year: 2024) == Material.reader.read(text, year: 2024))
    }
  }

  @Test(arguments: ["", "\n", "。", "12", "一", "第", "前", "翻", "“", "每个", "到", "2024年"])
  func `a scrap is read without harm`(text: String) {
    let understanding = Material.reader.read(text)
    #expect(understanding.commitments.isEmpty)
    #expect(understanding.segments.map(\.span.count).reduce(0, +) == text.unicodeScalars.count)
  }
}
