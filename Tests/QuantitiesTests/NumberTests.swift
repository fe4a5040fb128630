import Foundation
import Quantities
import Testing

struct NumberTests {
  /// One line of `Vectors/number.tsv`, made by Python's decimal module.
  struct Vector: Sendable {
    var operation: String
    var left: String
    var right: String
    var result: String
  }

  private static func vectors() throws -> [Vector] {
    let file = try #require(
      Bundle.module.url(forResource: "number", withExtension: "tsv", subdirectory: "Vectors"))
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let cells = $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(cells.count == 4, "\($0)")
      return Vector(operation: cells[0], left: cells[1], right: cells[2], result: cells[3])
    }
  }

  @Test func `computes as decimal128 does`() throws {
    let vectors = try Self.vectors()
    #expect(vectors.count > 800)
    for vector in vectors {
      let words = vector.operation.split(separator: " ").map(String.init)
      let left = try #require(Number(vector.left), "\(vector)")
      let right = Number(vector.right)
      let result: Number?
      switch words[0] {
      case "add": result = try left + #require(right)
      case "subtract": result = try left - #require(right)
      case "multiply": result = try left * #require(right)
      case "divide": result = try left.divided(by: #require(right))
      case "compare":
        let other = try #require(right)
        result = left < other ? -1 : left == other ? 0 : 1
      default:
        let mode = try #require(Rounding(rawValue: words[1]))
        result = left.rounded(toPlaces: try #require(Int(words[2])), mode)
      }
      #expect(result?.description == vector.result, "\(vector)")
    }
  }

  @Test(arguments: [
    ("1.50", "1.5"), ("+7", "7"), ("-0", "0"), ("0.000", "0"), ("1e3", "1000"),
    ("2.5E-3", "0.0025"),
    ("00012", "12"), (".5", "0.5"),
    ("12345678901234567890123456789012345", "12345678901234567890123456789012340"),
    ("12345678901234567890123456789012355", "12345678901234567890123456789012360"),
    (
      "1000000000000000000000000000000000500000000000000001",
      "1000000000000000000000000000000001000000000000000000"
    ),
  ])
  func `reads and writes plain digits`(written: String, plain: String) {
    #expect(Number(written)?.description == plain)
  }

  @Test(arguments: ["", "-", ".", "1.2.3", "1,234", "５", "5万", "1e", "1e99999", "0x10", " 1", "一"])
  func `refuses what is not a number from end to end`(written: String) {
    #expect(Number(written) == nil)
  }

  @Test func `equal values are equal and hash alike`() {
    #expect(Number("1.50") == Number("1.5"))
    #expect(Set([Number(100), Number("1e2"), Number("100.00")]).count == 1)
  }

  @Test func `divides by nothing but numbers other than zero`() {
    #expect(Number(1).divided(by: 0) == nil)
    #expect(Number(0).divided(by: 7) == 0)
  }

  @Test(
    arguments: [
      ("123.45", 2, 12345), ("123.45", 4, 1_234_500), ("123.45", 1, nil), ("0", 8, 0),
      ("9223372036854775807", 0, Int64.max), ("9223372036854775808", 0, nil),
      ("-0.0001", 4, -1), ("1e20", 0, nil),
    ] as [(String, Int, Int64?)])
  func `fixed point is exact or nothing`(written: String, places: Int, integer: Int64?) throws {
    let number = try #require(Number(written))
    #expect(number.fixedPoint(places: places) == integer)
    if let integer { #expect(Number(fixedPoint: integer, places: places) == number) }
  }

  @Test func `adding and taking away gives back what fits`() {
    var random = SeededGenerator(seed: 1)
    for _ in 1...2_000 {
      let left = Number(
        coefficient: Int128(Int64.random(in: .min ... .max, using: &random)),
        exponent: Int.random(in: -6...6, using: &random))
      let right = Number(
        coefficient: Int128(Int32.random(in: .min ... .max, using: &random)),
        exponent: Int.random(in: -6...6, using: &random))
      #expect(left + right - right == left, "\(left), \(right)")
      #expect(left * right == right * left, "\(left), \(right)")
      #expect(Number(left.description) == left, "\(left)")
      #expect((left < right) == ((left - right).isNegative), "\(left), \(right)")
    }
  }

  @Test func `survives a journey through JSON as text`() throws {
    let numbers = [Number("3.2"), Number("-1e-20"), 0].compactMap { $0 }
    let data = try JSONEncoder().encode(numbers)
    #expect(String(decoding: data, as: UTF8.self) == #"["3.2","-0.00000000000000000001","0"]"#)
    #expect(try JSONDecoder().decode([Number].self, from: data) == numbers)
  }
}
