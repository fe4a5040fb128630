import Feel
import Quantities
import Testing

struct ParserTests {
  @Test(
    arguments: [
      (["营业收入", "营业收入 增速"], "营业收入 增速 > 1", "营业收入 增速"),
      (["营业收入"], "营业收入增速", "营业收入增速"),
      (["a", "a-b"], "a-b", "a-b"),
      (["a", "b"], "a-b", nil),
      (["x y"], "x   y", "x y"),
      (["in stock"], "in stock", "in stock"),
    ] as [([String], String, String?)])
  func `takes the longest known name`(names: [String], text: String, name: String?) throws {
    let parsed = try Parser.expression(text, scopes: [Names(names)])
    #expect(firstName(parsed) == name)
  }

  private func firstName(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .comparison(_, let left, _): firstName(left)
    default: nil
    }
  }

  /// A small edit of sensible text goes further into the parser than bytes alone.
  private static let seeds = [
    "for i in [1..3], j in {a: 1}.b[item > 2] return if i = 1 then \"甲\" else @\"P1D\" ** 2",
    "some x in [] satisfies not(x instance of list<context<a: number>>) and x in (< 1, [2..3))",
    "function(a: number, b) a(c: 1, d: [2])[3].e between 1 and 2 or null != 3",
    "营业收入 >= 2000万元 and 研发费用 / 营业收入 >= 3% or min(a, 1亩) in ]1..x[",
  ]

  @Test func `no text crashes the parser`() {
    var random = SeededGenerator(seed: 2022)
    for round in 0..<3_000 {
      var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
      if round % 3 == 0 {
        bytes = (0..<40).map { _ in UInt8.random(in: 0...255, using: &random) }
      }
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(UInt8.random(in: 32...126, using: &random), at: place)
        case 2:
          bytes.insert(contentsOf: Array("(([[{{\"@".utf8).shuffled(using: &random), at: place)
        default: bytes.swapAt(place, bytes.count - 1)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      if let parsed = try? Parser.expression(text) {
        _ = Evaluation(steps: 20_000).value(of: parsed, in: Scope())
      }
      _ = try? Rule(text, vocabulary: enterprise, expecting: .boolean)
    }
  }

  @Test(
    arguments: [
      ("", "(", ""), ("", "[", ""), ("", "-", "1"), ("", "not(", ""), ("", "{a:", ""),
      ("", "if true then ", ""), ("1", " + 1", ""), ("x", ".x", ""), ("x", "[1]", ""),
      ("1 instance of ", "list<", ""), ("", "[1..x[", ""),
    ])
  func `refuses what is nested too deeply`(start: String, bomb: String, end: String) {
    #expect(throws: SyntaxError.self) {
      try Parser.expression(start + String(repeating: bomb, count: 50_000) + end)
    }
  }

  @Test func `reads wide expressions`() throws {
    let list = "[" + (0..<10_000).map(String.init).joined(separator: ",") + "]"
    let sum = Evaluation().value(of: try Parser.expression("sum(\(list))"), in: Scope())
    #expect(sum.written == "49995000")
    let any = (0..<5_000).map { "x = \($0)" }.joined(separator: " or ")
    let scope = Scope(FeelContext([("x", .number(4_999))]))
    let parsed = try Parser.expression(any)
    #expect(Evaluation().value(of: parsed, in: scope) == .boolean(true))
  }
}
