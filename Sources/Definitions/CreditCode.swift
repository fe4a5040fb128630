import Quantities

/// The unified social credit code of GB 32100-2015 and the organisation code inside it.
package enum CreditCode {
  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
  private static let bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]
  private static let classes: [UInt8: String] = [
    UInt8(ascii: "1"): "1239", UInt8(ascii: "5"): "1239", UInt8(ascii: "9"): "1239",
    UInt8(ascii: "N"): "1239", UInt8(ascii: "Y"): "1",
  ]

  /// Returns what is wrong with a code, in words for whoever typed it, or nil when it is right.
  package static func problem(with code: some StringProtocol) -> String? {
    let bytes = Array(code.utf8)
    guard bytes.count == 18, code.count == 18 else {
      return "统一社会信用代码应为 18 位，这里是 \(code.count) 位"
    }
    for (index, byte) in bytes.enumerated() where !alphabet.contains(byte) {
      return "第 \(index + 1) 位“\(Character(Unicode.Scalar(byte)))”不能出现在统一社会信用代码里"
    }
    guard let kinds = classes[bytes[0]], kinds.utf8.contains(bytes[1]) else {
      return "前两位“\(code.prefix(2))”不是登记机关和机构类别代码"
    }
    guard bytes[2..<8].allSatisfy(isDigit) else { return "第 3 至 8 位应为行政区划代码" }
    guard checkCharacter(of: bytes) == bytes[17] else {
      return "校验位不对，请核对 18 位代码是否抄错"
    }
    guard organisationCheck(Array(bytes[8..<16])) == bytes[16] else {
      return "第 9 至 17 位组织机构代码的校验位不对，请核对是否抄错"
    }
    return nil
  }

  /// Returns a code as the standard writes it: offices also type small letters and full-width digits.
  package static func spelled(_ written: String) -> String {
    let isPlain = written.utf8.allSatisfy {
      $0 < 0x80 && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
    guard !isPlain else { return written }
    var spelled = String.UnicodeScalarView()
    for scalar in written.unicodeScalars {
      let folded = ChineseNumeral.fold(scalar)
      spelled.append(
        ("a"..."z").contains(folded) ? Unicode.Scalar(UInt8(folded.value) - 0x20) : folded)
    }
    return String(spelled)
  }

  /// Returns whether a code is right.
  package static func isValid(_ code: some StringProtocol) -> Bool { problem(with: code) == nil }

  /// Makes a code from registering body and class, region, and the eight characters of the body.
  package static func code(kind: String, region: String, body: String) -> String? {
    guard body.utf8.count == 8, let check = organisationCheck(Array(body.utf8)) else { return nil }
    let bytes = Array((kind + region + body).utf8) + [check]
    guard bytes.count == 17, let last = checkCharacter(of: bytes) else { return nil }
    return String(decoding: bytes + [last], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func checkCharacter(of bytes: [UInt8]) -> UInt8? {
    var sum = 0
    for (byte, weight) in zip(bytes, weights) {
      guard let value = alphabet.firstIndex(of: byte) else { return nil }
      sum += value * weight
    }
    return alphabet[(31 - sum % 31) % 31]
  }

  /// Returns the check character of an organisation code (GB 11714-1997).
  private static func organisationCheck(_ body: [UInt8]) -> UInt8? {
    var sum = 0
    for (byte, weight) in zip(body, bodyWeights) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): sum += Int(byte - UInt8(ascii: "0")) * weight
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        sum += (Int(byte - UInt8(ascii: "A")) + 10) * weight
      default: return nil
      }
    }
    switch 11 - sum % 11 {
    case 10: return UInt8(ascii: "X")
    case 11: return UInt8(ascii: "0")
    case let digit: return UInt8(ascii: "0") + UInt8(digit)
    }
  }
}
