import Foundation
import Quantities
import Testing

struct QuantityTests {
  @Test(arguments: [
    ("3.2万亿元", "3.2", "万亿元", "3200000000000", "元"), ("5万户", "5", "万户", "50000", "户"),
    ("282亿元", "282", "亿元", "28200000000", "元"), ("300亿级", "300", "亿级", "30000000000", "元"),
    ("千亿级", "1000", "亿级", "100000000000", "元"), ("千亿元", "1000", "亿元", "100000000000", "元"),
    ("35个", "35", "个", "35", "个"), ("20%", "20", "%", "20", "%"), ("２０％", "20", "%", "20", "%"),
    ("1.5个百分点", "1.5", "个百分点", "1.5", "个百分点"), ("100万亩", "100", "万亩", "1000000", "亩"),
    ("1,234.5 万元", "1234.5", "万元", "12345000", "元"), ("-3%", "-3", "%", "-3", "%"),
    ("二十三家", "23", "家", "23", "家"), ("两所", "2", "所", "2", "所"), ("三万户", "3", "万户", "30000", "户"),
    ("三万五千户", "35000", "户", "35000", "户"), ("百分之二十", "20", "%", "20", "%"),
    ("五分之一", "20", "%", "20", "%"), ("三成", "3", "成", "3", "成"), ("2倍", "2", "倍", "2", "倍"),
    ("500万元/亩", "500", "万元/亩", "5000000", "元/亩"), ("12千米", "12", "千米", "12", "公里"),
    ("5千万元", "5", "千万元", "50000000", "元"), ("8.5万平方米", "8.5", "万平方米", "85000", "平方米"),
  ])
  func `reads numbers with units`(
    text: String, amount: String, unit: String, canonical: String, plainUnit: String
  ) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.amount.description == amount)
    #expect(quantity.unit.symbol == unit || MeasureUnit.named(unit) == quantity.unit)
    #expect(quantity.canonical.amount.description == canonical)
    #expect(quantity.canonical.unit.symbol == plainUnit)
  }

  @Test(arguments: [
    "", "元", "5", "万", "5万", "五", "5吨钢", "几十个", "1,23元", "约5个", "5 个左右", "第25届", "两百余家",
    "5万%", "百分之", "元/亩", "--5个", "5.5.5元",
  ])
  func `refuses what is not one number with one unit`(text: String) {
    #expect(throws: QuantityError.unreadable(text)) { try Quantity(parsing: text) }
  }

  @Test(arguments: [
    ("1亿元", "万元", "10000"), ("12345元", "万元", "1.2345"), ("1公顷", "亩", "15"),
    ("1平方公里", "亩", "1500"), ("3亩", "平方米", "2000"), ("1平方公里", "公顷", "100"),
    ("2倍", "%", "200"), ("5‰", "%", "0.5"), ("三成", "%", "30"), ("1亿级", "亿元", "1"),
    ("1吨", "公斤", "1000"), ("1万度", "千瓦时", "10000"), ("15万元/亩", "元/平方米", "225"),
    ("1年", "个月", "12"), ("5万户", "户", "50000"), ("300亿元/平方公里", "万元/亩", "2000"),
  ])
  func `converts exactly`(text: String, unit: String, amount: String) throws {
    let target = try #require(MeasureUnit.named(unit))
    #expect(try Quantity(parsing: text).converted(to: target).amount.description == amount)
  }

  @Test(arguments: [
    ("5户", "家"), ("5户", "元"), ("3%", "个百分点"), ("1亩", "公里"), ("5美元", "元"), ("1吨", "吨标准煤"),
    ("10天", "个月"), ("1元/亩", "元"),
  ])
  func `does not convert between dimensions`(text: String, unit: String) throws {
    let quantity = try Quantity(parsing: text)
    let target = try #require(MeasureUnit.named(unit))
    #expect(throws: QuantityError.incompatible(quantity.unit, target)) {
      try quantity.converted(to: target)
    }
  }

  @Test func `households do not add to yuan`() throws {
    let sum = try Quantity(1, .hundredMillionYuan).adding(Quantity(5_000, .tenThousandYuan))
    #expect(sum.description == "1.5 亿元")
    let households = try Quantity(parsing: "5户")
    #expect(throws: QuantityError.self) { try Quantity(1, .yuan).adding(households) }
    #expect(throws: QuantityError.self) { try households.compared(to: Quantity(1, .yuan)) }
  }

  @Test func `compares without rounding`() throws {
    let third = try Quantity(parsing: "1亩")
    #expect(
      try third.compared(to: Quantity(parsing: "666.666666666666666666666666666666平方米")) == 1)
    #expect(
      try third.compared(to: Quantity(parsing: "666.666666666666666666666666666667平方米")) == -1)
    #expect(try Quantity(parsing: "15亩").compared(to: Quantity(parsing: "1公顷")) == 0)
  }

  @Test func `going to another unit and back changes nothing`() throws {
    var random = SeededGenerator(seed: 6)
    let money = ["元", "万元", "千万元", "亿元", "万亿元"].compactMap { MeasureUnit.named($0) }
    for _ in 1...1_000 {
      let amount = Number(
        coefficient: Int128(Int.random(in: 0...1_000_000_000_000, using: &random)), exponent: -4)
      let from = try #require(money.randomElement(using: &random))
      let to = try #require(money.randomElement(using: &random))
      let quantity = Quantity(amount, from)
      let there = try quantity.converted(to: to)
      #expect(try there.converted(to: from) == quantity, "\(quantity) in \(to)")
      #expect(try quantity.compared(to: there) == 0)
      #expect(quantity.canonical == there.canonical)
    }
  }

  @Test func `a unit travels as its symbol`() throws {
    for symbol in ["万元", "亿级", "万元/亩", "个百分点", "座"] {
      let unit = try #require(MeasureUnit.named(symbol))
      let data = try JSONEncoder().encode([unit])
      #expect(try JSONDecoder().decode([MeasureUnit].self, from: data) == [unit])
    }
    #expect(MeasureUnit.named("单户") == nil)
    #expect(MeasureUnit.named("") == nil)
    #expect(MeasureUnit.named("万") == nil)
    #expect(MeasureUnit.named("元/") == nil)
    #expect(MeasureUnit.counting("朵").dimension == .counted("朵"))
    #expect(MeasureUnit.counting("万元").dimension == .money)
  }
}
