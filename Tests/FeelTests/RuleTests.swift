import Feel
import Frames
import Quantities
import Testing

/// Names of a small register that the tests below speak of.
let enterprise = Vocabulary([
  Vocabulary.Name(key: "revenue", label: "营业收入", type: .number(MeasureUnit.named("万元"))),
  Vocabulary.Name(key: "rd", label: "研发费用", type: .number(MeasureUnit.named("万元"))),
  Vocabulary.Name(key: "land", label: "占地面积", type: .number(MeasureUnit.named("亩"))),
  Vocabulary.Name(key: "rate", label: "研发强度", type: .number(MeasureUnit.named("%"))),
  Vocabulary.Name(key: "staff", label: "从业人数", type: .number(MeasureUnit.named("人"))),
  Vocabulary.Name(key: "score", label: "得分", type: .number(nil)),
  Vocabulary.Name(key: "status", label: "登记状态", type: .code),
  Vocabulary.Name(key: "name", label: "企业名称", type: .text),
  Vocabulary.Name(key: "founded", label: "成立日期", type: .day),
  Vocabulary.Name(key: "closed", label: "注销日期", type: .day),
  Vocabulary.Name(key: "above_scale", label: "规上工业", type: .boolean),
  Vocabulary.Name(key: "as_of", label: "时点", type: .day),
])

/// Facts as a table of words: numbers, days, true and false, everything else a text.
func facts(_ words: [String: String]) -> (String) -> Value? {
  { key in
    words[key].map { word in
      if let number = Number(word) { return .number(number) }
      if let day = Day(word) { return .day(day) }
      if word == "true" || word == "false" { return .boolean(word == "true") }
      return .text(word)
    }
  }
}

func outcome(_ text: String, _ words: [String: String] = [:]) throws -> Rule.Outcome {
  try Rule(text, vocabulary: enterprise, expecting: .boolean).outcome(facts(words))
}

struct RuleTests {
  @Test(
    arguments: [
      (#"登记状态 = "在业""#, #"登记状态 = "01""#),
      (#""在业" = status and 营业收入 > 2000万元"#, #""01" = status and 营业收入 > 2000万元"#),
      (#"登记状态 in ("在业", "注销") or 登记状态 != "注销""#, #"登记状态 in ("01", "09") or 登记状态 != "09""#),
      (#"not(登记状态 in ["在业"])"#, #"not(登记状态 in ["01"])"#),
      (#"企业名称 = "在业""#, #"企业名称 = "在业""#),
      (#"登记状态 = "迁出""#, #"登记状态 = "迁出""#),
      (#"登记状态 = "在业" 且"#, #"登记状态 = "在业" 且"#),
      (#"登记状态 = "停业""#, #"登记状态 = "\"停\"""#),
    ])
  func `words are replaced by what a name calls them`(written: String, meant: String) {
    let codes = ["在业": "01", "注销": "09", "停业": "\"停\""]
    let replaced = Rule.replacingTexts(in: written, vocabulary: enterprise) { name, word in
      name.key == "status" ? codes[word] : nil
    }
    #expect(replaced == meant)
  }

  @Test(
    arguments: [
      ("营业收入 >= 2000万元", ["revenue": "2000"], true),
      ("营业收入 >= 2000万元", ["revenue": "1999.99"], false),
      ("revenue >= 0.2亿元", ["revenue": "2000"], true),
      ("营业收入 > 1999 万元 and 占地面积 > 30亩", ["revenue": "2000", "land": "30.01"], true),
      ("占地面积 = 2公顷", ["land": "30"], true),
      ("研发费用 / 营业收入 >= 3%", ["rd": "30", "revenue": "1000"], true),
      ("研发费用 / 营业收入 >= 3%", ["rd": "29.9999", "revenue": "1000"], false),
      ("研发费用 / 营业收入 = 1 / 3", ["rd": "1", "revenue": "3"], true),
      ("营业收入 / 占地面积 >= 20万元/亩", ["revenue": "600", "land": "30"], true),
      ("研发强度 >= 3%", ["rate": "3"], true),
      ("研发强度 >= 30‰", ["rate": "2.99"], false),
      ("从业人数 >= 20", ["staff": "20"], true),
      ("从业人数 >= 20人", ["staff": "19"], false),
      ("研发费用 > 0", ["rd": "0.01"], true),
      ("登记状态 = \"存续\"", ["status": "存续"], true),
      ("登记状态 != \"存续\"", ["status": "注销"], true),
      ("登记状态 in (\"存续\", \"在业\")", ["status": "在业"], true),
      ("not(登记状态 in (\"存续\", \"在业\"))", ["status": "在业"], false),
      ("从业人数 in [20..300]", ["staff": "300"], true),
      ("从业人数 in [20..300)", ["staff": "300"], false),
      ("从业人数 in (< 20, > 300)", ["staff": "300"], false),
      ("从业人数 between 20 and 300", ["staff": "20"], true),
      ("规上工业", ["above_scale": "true"], true),
      ("规上工业 = false", ["above_scale": "true"], false),
      ("contains(企业名称, \"智能\")", ["name": "星火智能装备"], true),
      ("starts with(企业名称, \"智能\")", ["name": "星火智能装备"], false),
      ("成立日期 + duration(\"P1M\") <= 时点", ["founded": "2022-01-31", "as_of": "2022-02-28"], true),
      ("成立日期 + 6个月 <= 时点", ["founded": "2022-08-31", "as_of": "2023-02-28"], true),
      ("成立日期 + 6个月 <= 时点", ["founded": "2022-08-31", "as_of": "2023-02-27"], false),
      ("时点 - 成立日期 >= 365天", ["founded": "2021-01-01", "as_of": "2022-01-01"], true),
      ("成立日期 >= date(\"2020-02-29\") + 1年", ["founded": "2021-02-28"], true),
      ("成立日期.year = year(时点)", ["founded": "2022-12-31", "as_of": "2022-01-01"], true),
      ("min(营业收入 * 10%, 50万元) = 50万元", ["revenue": "501"], true),
      ("round half up(营业收入 / 3, 2) = 0.33万元", ["revenue": "1"], true),
      ("if 规上工业 then 营业收入 > 100万元 else true", ["above_scale": "false"], true),
    ] as [(String, [String: String], Bool)])
  func `decides what is known`(text: String, words: [String: String], answer: Bool) throws {
    #expect(try outcome(text, words) == .value(.boolean(answer)))
  }

  @Test(
    arguments: [
      ("营业收入 >= 2000万元", [:], ["revenue"], nil),
      ("营业收入 != null", [:], nil, nil),
      ("营业收入 >= 2000万元 and 占地面积 > 30亩", [:], ["revenue", "land"], nil),
      ("营业收入 >= 2000万元 and 占地面积 > 30亩", ["land": "31"], ["revenue"], nil),
      ("研发费用 / 营业收入 >= 3%", ["rd": "1", "revenue": "0"], [], "除数是 0"),
      ("not(规上工业)", [:], ["above_scale"], nil),
      ("规上工业 = 规上工业", [:], ["above_scale"], nil),
      (
        "营业收入 * 营业收入 * 营业收入 > 1元 * 1元 * 1元",
        ["revenue": "9000000000000000000"], [], "数字太大，不能精确计算"
      ),
    ] as [(String, [String: String], [String]?, String?)])
  func `names what is missing`(
    text: String, words: [String: String], missing: [String]?, reason: String?
  ) throws {
    let outcome = try outcome(text, words)
    if let missing {
      #expect(outcome == .unknown(missing: missing, reason: reason))
    } else {
      #expect(outcome == .value(.boolean(false)))
    }
  }

  @Test(
    arguments: [
      ("营业收 >= 2000万元", 1, "没有名为“营业收”的数据项，是不是“营业收入”？"),
      ("营业收入 >= 2000", 9, "数字后面要写单位，例如 1万元"),
      ("研发强度 >= 3", 9, "数字后面要写单位，例如 1%"),
      ("营业收入 >= 30亩", 9, "单位对不上：左边是万元，右边是亩"),
      ("营业收入 >= 30块钱", 11, "“块钱”不是认识的计量单位"),
      ("营业收入 >= \"多\"", 9, "数字（万元）和文字不能比较"),
      ("登记状态 > \"存续\"", 1, "这里应当是数字或日期，写的是文字"),
      ("登记状态 = null and null", 17, "null 只能写在数据项后面：“= null”（没有填报）或“!= null”（已填报）"),
      ("营业收入 + 成立日期 > 3", 8, "数字（万元）和日期不能用 + 计算"),
      ("成立日期 <= date(\"2022-02-30\")", 14, "“2022-02-30”不是日期，应当像 2022-06-30"),
      ("营业收入", 1, "这里应当是一个条件（真或假），写的是数字（万元）"),
      ("规上工业 and 营业收入", 10, "这里应当是一个条件，写的是数字（万元）"),
      ("for x in [1] return x", 1, "规则里不能写 for 循环"),
      ("营业收入 ≥ 2000万元", 6, "这里写的是全角符号“≥”，请改为半角 >="),
      ("登记状态 = “存续”", 8, "文字要用英文双引号，这里写的是 “"),
      ("登记状态 = \"存续", 8, "文字缺少右边的引号"),
      ("(规上工业", 6, "式子没有写完，这里应当是)"),
      ("规上工业 规上工业", 6, "“规上工业”写在这里不对，应当是and、or、比较，或者式子到此结束"),
      ("", 1, "式子没有写完，这里应当是一个值"),
      ("成立日期 + duration(\"P1X\") > 时点", 17, "“P1X”不是时长，应当像 P3M（3 个月）、P1Y、P30D（30 天）"),
    ])
  func `refuses with the column`(text: String, column: Int, message: String) {
    #expect(throws: RuleError(column: column, message: message)) {
      try Rule(text, vocabulary: enterprise, expecting: .boolean)
    }
  }

  @Test func `gives amounts in the unit that is asked for`() throws {
    let rule = try Rule(
      "min(研发费用 * 10%, 50万元)", vocabulary: enterprise,
      expecting: .number(MeasureUnit.named("元")))
    #expect(rule.outcome(facts(["rd": "29.9"])) == .value(.number(29_900)))
    #expect(rule.names == ["rd"])
  }

  @Test func `takes a number without a unit for a plain amount`() throws {
    let rule = try Rule("得分 * 2 + 1", vocabulary: enterprise, expecting: .number(nil))
    #expect(rule.outcome(facts(["score": "1.5"])) == .value(.number(4)))
  }
}

/// The laws of Kleene's logic, on every combination of true, false and unknown.
struct KleeneTests {
  private static let answers: [Bool?] = [true, false, nil]

  private func answer(_ text: String, _ a: Bool?, _ b: Bool?) throws -> Bool? {
    let vocabulary = Vocabulary(
      ["a", "b"].map { Vocabulary.Name(key: $0, label: $0, type: .boolean) })
    let rule = try Rule(text, vocabulary: vocabulary, expecting: .boolean)
    let outcome = rule.outcome { ($0 == "a" ? a : b).map { .boolean($0) } }
    if case .value(.boolean(let flag)) = outcome { return flag }
    return nil
  }

  @Test(arguments: answers, answers)
  func `and, or and not agree with de Morgan`(a: Bool?, b: Bool?) throws {
    #expect(try answer("not(a and b)", a, b) == (try answer("not(a) or not(b)", a, b)))
    #expect(try answer("not(a or b)", a, b) == (try answer("not(a) and not(b)", a, b)))
    #expect(try answer("a and b", a, b) == (try answer("b and a", a, b)))
    #expect(try answer("not(not(a))", a, b) == a)
  }

  @Test(arguments: answers, answers)
  func `false settles and, true settles or`(a: Bool?, b: Bool?) throws {
    let and: Bool? = a == false || b == false ? false : a == nil || b == nil ? nil : true
    let or: Bool? = a == true || b == true ? true : a == nil || b == nil ? nil : false
    #expect(try answer("a and b", a, b) == and)
    #expect(try answer("a or b", a, b) == or)
  }

  @Test(arguments: answers)
  func `only the test for null answers an unknown fact`(a: Bool?) throws {
    #expect(try answer("a != null", a, nil) == (a != nil))
    #expect(try answer("a = null", a, nil) == (a == nil))
    #expect(try answer("a = true", a, nil) == a)
  }
}
