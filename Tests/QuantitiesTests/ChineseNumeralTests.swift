import Quantities
import Testing

struct ChineseNumeralTests {
  @Test(arguments: [
    ("零", "0"), ("一", "1"), ("十", "10"), ("十五", "15"), ("二十", "20"), ("二十三", "23"), ("廿三", "23"),
    ("一百", "100"), ("百", "100"), ("一百零八", "108"), ("一百一十", "110"), ("一百二", "120"),
    ("一百二十五", "125"), ("两千零五", "2005"), ("两千零五十", "2050"), ("三千五", "3500"),
    ("三万五千", "35000"), ("三万五", "35000"), ("三万零五", "30005"), ("十二万三千四百五十六", "123456"),
    ("一亿", "100000000"), ("千亿", "100000000000"), ("一万亿", "1000000000000"), ("三万亿", "3000000000000"),
    ("九万九千九百九十九亿九千九百九十九万九千九百九十九", "9999999999999"), ("一亿零三万", "100030000"),
    ("二〇二二", "2022"), ("一九七〇", "1970"), ("三点五", "3.5"), ("一点二亿", "120000000"), ("负三十", "-30"),
    ("3.2万", "32000"), ("5千万", "50000000"), ("１，２００亿", "120000000000"), ("12", "12"),
    ("1,234.5", "1234.5"),
    ("叁佰伍拾万", "3500000"), ("壹仟零壹", "1001"),
  ])
  func `reads numerals`(text: String, value: String) throws {
    let numeral = try #require(ChineseNumeral(text))
    #expect(numeral.value.description == value)
    #expect(!numeral.isOpen)
  }

  @Test(arguments: [
    ("两百余", "200"), ("二百多万", "2000000"), ("十余", "10"), ("3000多", "3000"), ("50余万", "500000"),
  ])
  func `says when there is more`(text: String, value: String) throws {
    let numeral = try #require(ChineseNumeral(text))
    #expect(numeral.value.description == value)
    #expect(numeral.isOpen)
  }

  @Test(arguments: [
    "", "个", "一批", "几十", "第三", "十百", "五三百", "一百百", "百千", "万一二三四五六", "二十三十", "点五", "三点",
    "1,23", "12,3456", "1万2", "余", "多", "三余五", "一百二二", "三五", "七八", "负", "三三百", "1.2.3", "1e5",
    "亿亿亿亿亿亿",
  ])
  func `refuses what is no numeral`(text: String) {
    #expect(ChineseNumeral(text) == nil)
  }

  @Test(arguments: [
    (0, "零"), (8, "八"), (10, "十"), (12, "十二"), (20, "二十"), (100, "一百"), (108, "一百零八"),
    (110, "一百一十"),
    (1_001, "一千零一"), (2_050, "二千零五十"), (10_000, "一万"), (35_000, "三万五千"), (100_005, "十万零五"),
    (110_000, "十一万"), (100_030_000, "一亿零三万"), (3_200_000_000_000, "三万二千亿"), (-23, "负二十三"),
  ])
  func `writes numerals`(number: Int, words: String) {
    #expect(ChineseNumeral.words(for: number) == words)
  }

  @Test func `what was written is read back`() throws {
    var random = SeededGenerator(seed: 7)
    for _ in 1...5_000 {
      let digits = Int.random(in: 1...16, using: &random)
      var bound = 1
      for _ in 0..<digits { bound *= 10 }
      var number = Int.random(in: 0..<bound, using: &random)
      // Zeros inside are where numerals go wrong.
      if Bool.random(using: &random) { number = number / 1_000 * 1_000 + number % 7 }
      let words = try #require(ChineseNumeral.words(for: number))
      #expect(ChineseNumeral(words)?.value == Number(number), "\(number) \(words)")
    }
    #expect(ChineseNumeral.words(for: 10_000_000_000_000_000) == nil)
    #expect(ChineseNumeral.words(for: .min) == nil)
  }

  @Test func `folding keeps the number of scalars`() {
    let text = "全年ＧＤＰ增长６．５％，（一）　完成"
    let folded = ChineseNumeral.fold(text)
    #expect(folded == "全年GDP增长6.5%,(一) 完成")
    #expect(folded.unicodeScalars.count == text.unicodeScalars.count)
  }
}
