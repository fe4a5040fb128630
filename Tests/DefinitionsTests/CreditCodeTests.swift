import Definitions
import Testing

struct CreditCodeTests {
  // The first is the example that explains the code in GB 32100-2015.
  @Test(arguments: ["91350100M000100Y43"])
  func `accepts published examples`(code: String) {
    #expect(CreditCode.problem(with: code) == nil)
  }

  // D2143569-X is the example of GB 11714-1997.
  @Test func `makes the check characters of both standards`() {
    let code = CreditCode.code(kind: "91", region: "410100", body: "D2143569")
    #expect(code?.hasPrefix("91410100D2143569X") == true)
    #expect(code.map { CreditCode.isValid($0) } == true)
    #expect(CreditCode.code(kind: "91", region: "410100", body: "D214") == nil)
    #expect(CreditCode.code(kind: "91", region: "410100", body: "d2143569") == nil)
  }

  @Test(arguments: [
    ("", "应为 18 位，这里是 0 位"), ("91350100M000100Y4", "应为 18 位，这里是 17 位"),
    ("91350100M000100Y433", "应为 18 位，这里是 19 位"), ("91350100M000100YI3", "第 17 位“I”"),
    ("91350100m000100Y43", "第 9 位“m”"), ("81350100M000100Y43", "前两位“81”"),
    ("94350100M000100Y43", "前两位“94”"), ("9135010AM000100Y43", "第 3 至 8 位"),
    ("91350100M000100Y44", "校验位不对"), ("９1350100M000100Y43", "应为 18 位"),
    ("企业350100M000100Y43", "应为 18 位"),
  ])
  func `says what is wrong`(code: String, problem: String) throws {
    #expect(try #require(CreditCode.problem(with: code)).contains(problem))
  }

  @Test(arguments: [
    ("91350100M000100Y43", "91350100M000100Y43"), ("91350100m000100y43", "91350100M000100Y43"),
    ("９１350100Ｍ000100ｙ43", "91350100M000100Y43"), ("91350100ñ000100Y43", "91350100ñ000100Y43"),
    ("合计", "合计"), ("", ""),
  ])
  func `is spelled with capitals`(written: String, code: String) {
    #expect(CreditCode.spelled(written) == code)
  }

  @Test func `finds every single wrong character`() throws {
    let code = Array("91350100M000100Y43")
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for place in code.indices {
      for character in alphabet where character != code[place] {
        var wrong = code
        wrong[place] = character
        #expect(CreditCode.problem(with: String(wrong)) != nil, "\(String(wrong))")
      }
    }
  }

  @Test func `what is made is right`() throws {
    var random = SeededGenerator(seed: 91)
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    for _ in 1...1_000 {
      let body = String((1...8).compactMap { _ in alphabet.randomElement(using: &random) })
      let code = try #require(CreditCode.code(kind: "91", region: "411702", body: body))
      #expect(CreditCode.problem(with: code) == nil, "\(code)")
    }
  }
}
