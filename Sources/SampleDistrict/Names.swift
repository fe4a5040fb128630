/// Makes names of firms and people out of syllables; none is meant for anybody.
struct Names {
  private var used: Set<String> = []

  static let first = Array("砚澄栖澜漪芷霁昭翎榆柏朔岫沅珩缙琅蔚筠翊熠汐崧黛")
  static let second = Array("川原禾舟恒岳泽润峥启衡谷腾驰森屿湛拓固煦岚翰铄瑾")
  static let surnames = Array("陆顾谭温方乔沈柯彭韩荆许罗邓曹姚傅项祝雷魏康孙尹孟翟江贺陶董靳宋严孔柏蔡梁")
  static let given = Array("砚秋禾舟栖云朔澄晚晴疏桐知微书简望舒松庭以宁初雪照野听竹慕白若谷")

  /// Returns a company's name that has not been given yet.
  mutating func company(_ product: String, _ random: inout SeededGenerator) -> String {
    for _ in 0..<40 {
      let name = "澄川\(Self.brand(&random))\(product)有限公司"
      if used.insert(name).inserted { return name }
    }
    let name = "澄川\(Self.brand(&random))\(Self.brand(&random))\(product)有限公司"
    used.insert(name)
    return name
  }

  /// Returns the name over a shop's door; several shops may have the same.
  func shop(_ product: String, in town: Place.Town, _ random: inout SeededGenerator) -> String {
    "澄川区\(town.name)\(Self.brand(&random))\(product)"
  }

  func person(_ random: inout SeededGenerator) -> String {
    String(random.pick(Self.surnames)) + String(random.pick(Self.given))
      + (random.happens(perMille: 700) ? String(random.pick(Self.given)) : "")
  }

  mutating func reserve(_ names: [String]) { used.formUnion(names) }

  private static func brand(_ random: inout SeededGenerator) -> String {
    String(random.pick(first)) + String(random.pick(second))
  }
}
