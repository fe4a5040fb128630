import Quantities

/// A number as a sheet stores it: the text of a binary value, made decimal again.
///
/// Programs that count in binary write 0.1 as 0.10000000000000001. They show and compare 15 digits,
/// so a fraction of 16 or 17 digits is read as its 15; whole numbers are read digit by digit.
struct SheetNumber {
  let number: Number
  /// The number as a person would write it.
  let written: String

  init?(_ bytes: some Collection<UInt8>) {
    guard let scan = Scan(bytes) else { return nil }
    if scan.isShort {
      let number = Number(coefficient: Int128(scan.signed), exponent: scan.exponent)
      self.number = number
      written = scan.isWhole ? String(scan.signed) : Self.plain(number, bytes)
      return
    }
    guard let exact = Number(String(decoding: bytes, as: UTF8.self)) else { return nil }
    let isBinary = (16...17).contains(scan.significant) && !scan.isWhole
    number =
      isBinary
      ? exact.rounded(toPlaces: scan.significantPlaces(15, of: exact), .halfEven) : exact
    written = Self.plain(number, bytes)
  }

  /// Plain digits, save for sizes that no table means: a thousand zeros for every 1E999 would let a
  /// small file fill the memory.
  private static func plain(_ number: Number, _ bytes: some Collection<UInt8>) -> String {
    (-60...60).contains(number.exponent)
      ? number.description : String(decoding: bytes, as: UTF8.self)
  }

  /// What a first look at the characters tells.
  private struct Scan {
    var value: Int64 = 0
    var exponent = 0
    var significant = 0
    var isNegative = false
    /// Whether there is neither a point nor an exponent.
    var isWhole = true
    var hasPower = false

    var signed: Int64 { isNegative ? -value : value }
    var isShort: Bool { significant <= 15 && !hasPower }

    init?(_ bytes: some Collection<UInt8>) {
      var hasDigit = false
      for (index, byte) in bytes.enumerated() {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          hasDigit = true
          guard !hasPower else { continue }
          if significant > 0 || byte != UInt8(ascii: "0") { significant += 1 }
          if significant <= 18 { value = value * 10 + Int64(byte - UInt8(ascii: "0")) }
          if !isWhole { exponent -= 1 }
        case UInt8(ascii: "-") where index == 0: isNegative = true
        case UInt8(ascii: "."):
          guard isWhole else { return nil }
          isWhole = false
        case UInt8(ascii: "e"), UInt8(ascii: "E"):
          guard hasDigit, !hasPower else { return nil }
          hasPower = true
          isWhole = false
        case UInt8(ascii: "+"), UInt8(ascii: "-"): guard hasPower else { return nil }
        default: return nil
        }
      }
      guard hasDigit else { return nil }
    }

    /// Decimal places at which a number has so many significant digits.
    func significantPlaces(_ digits: Int, of number: Number) -> Int {
      var magnitude = number.coefficient.magnitude
      var count = 0
      while magnitude > 0 {
        magnitude /= 10
        count += 1
      }
      return -number.exponent - (count - digits)
    }
  }
}
