import Foundation

/// First letters under which Chinese characters are typed: 禾丰专用车 is hfzyc.
///
/// A character with several readings has several first letters, and each of them finds it.
struct PinyinInitials: Sendable {
  /// A set of letters, one bit for each from a.
  typealias Letters = UInt32

  private var known: [Unicode.Scalar: Letters] = [:]

  /// Returns the letters of each character of a folded text.
  mutating func letters(of text: String) -> [Letters] {
    text.unicodeScalars.map { letters(of: $0) }
  }

  /// Returns a typed text as the letter of each character, or nil when it is more than letters.
  static func typed(_ text: String) -> [Letters]? {
    var letters: [Letters] = []
    for byte in text.utf8 {
      guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) else { return nil }
      letters.append(bit(byte))
    }
    return letters.isEmpty ? nil : letters
  }

  private mutating func letters(of scalar: Unicode.Scalar) -> Letters {
    if let known = known[scalar] { return known }
    let letters = Self.find(scalar)
    known[scalar] = letters
    return letters
  }

  private static func find(_ scalar: Unicode.Scalar) -> Letters {
    guard !scalar.isASCII else { return first(of: String(scalar)) }
    let reading = String(scalar).applyingTransform(.mandarinToLatin, reverse: false) ?? ""
    let plain = reading.applyingTransform(.stripDiacritics, reverse: false) ?? ""
    return first(of: plain) | (others[scalar] ?? 0)
  }

  private static func first(of reading: String) -> Letters {
    guard let byte = reading.lowercased().utf8.first,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    else { return 0 }
    return bit(byte)
  }

  private static func bit(_ letter: UInt8) -> Letters { 1 << UInt32(letter - UInt8(ascii: "a")) }

  /// Letters of the readings of characters in names that begin with different ones.
  private static let others: [Unicode.Scalar: Letters] = {
    let readings = """
      重zc 长cz 行xh 乐ly 朝cz 单ds 曾cz 区qo 解jx 查cz 盖gg 朴pb 翟zd 会hk 厦xs 石sd 车cj 降jx 藏zc 调td 传cz \
      弹dt 参cs 番fp 合hg 校xj 卡kq 壳kq 率ls 省sx 畜xc 系xj 血x 种zc 阿ae 柏b 堡bp 秘mb 莘sx 蔚wy 尉wy 圩wx 涡wg \
      浚jx 识sz 折zs 沈sc 盛sc 晟sc 殷y 缪m 仇cq 尹y 员y 祭zj 叶yx 谷gy 给gj 贾jg 奇qj 期qj 强qj 宿sx 提td 尾wy \
      咸x 臭cx 巷xh 吓xh 吭kh 芎x 亚y 爪zz 扎z 粘nz 砾l 拓t 大d 度d 恶we 都d 澄cd 铅qy 泌mb 荥xy 郇xh 郝h 召sz 似ss \
      峙sz 匙cs 属sz 数s 侗dt 洞d 垌dt 囤td 驮td 沓td 隗wk 溃k 馈k 鹄hg 纪j 枸gj 矩j 角jj 觉j 嚼j 矫j 侥j 缴jz 车cj
      """
    var letters: [Unicode.Scalar: Letters] = [:]
    for entry in readings.split(separator: " ") {
      guard let character = entry.unicodeScalars.first else { continue }
      for letter in entry.utf8 where (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) {
        letters[character, default: 0] |= bit(letter)
      }
    }
    return letters
  }()
}
