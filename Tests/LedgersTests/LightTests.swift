import Definitions
import Facts
import Ledgers
import Quantities
import Testing

@Suite("Lights") struct LightTests {
  /// A promise of 100 within the year, measured by a metric of the built-in definitions.
  private func commitment(
    _ metric: String, kind: String = "increment", comparison: Comparison = .atLeast,
    value: Number? = 100, unit: String? = "家", due: String = "2022-12-31"
  ) -> Commitment {
    Commitment(
      id: "C-2022-001", report: "B-2022-1", sentence: [0, 1], span: [0, 1], sentenceText: "",
      text: "", subject: "", kind: kind,
      target: .init(comparison: comparison, value: value, unit: unit), from: day("2022-01-01"),
      due: day(due), metric: metric, state: .confirmed)
  }

  private func reading(
    _ commitment: Commitment, _ value: String?, verified: String? = nil, on: String,
    opening: Number? = .zero
  ) -> Reading {
    var measurement = Measurement()
    measurement.value = value.flatMap { Number($0) }
    measurement.verified = verified.flatMap { Number($0) }
    if value == nil { measurement.missing = ["还没有数据"] }
    return ReadingBuilder(
      commitment: commitment, metric: commitment.metric.flatMap { library.metrics[$0] },
      rule: lightRule, asOf: AsOf(day(on))
    ).reading(measurement, opening: opening, source: .claim(metric: nil))
  }

  /// On 2 July half of the year's 364 days are gone, so the path asks for 50.
  @Test(
    arguments: [
      ("50", .green), ("40.01", .green), ("40", .yellow), ("20", .yellow), ("19.99", .red),
      ("100", .green), (nil, .grey),
    ] as [(String?, Light)])
  func `of a quantity follow the distance from the path`(value: String?, light: Light) {
    let reading = reading(commitment("new-cloud-enterprises"), value, on: "2022-07-02")
    #expect(reading.light.light == light, "\(reading.reason)")
    #expect(reading.expected == 50)
  }

  @Test(
    arguments: [
      ("99", "99", "2022-12-31", .green), ("99", "99", "2023-01-01", .red),
      ("100", "99", "2023-01-01", .green), ("100", "100", "2023-01-01", .blue),
      ("100", "100", "2022-07-02", .blue),
    ] as [(String, String, String, Light)])
  func `of a quantity turn when it is due and when it is verified`(
    value: String, verified: String, on: String, light: Light
  ) {
    let reading = reading(
      commitment("new-cloud-enterprises"), value, verified: verified, on: on)
    #expect(reading.light.light == light, "\(reading.reason)")
  }

  @Test(
    arguments: [
      ("20", .green), ("18.01", .green), ("18", .yellow), ("14", .yellow), ("13.99", .red),
      ("-10", .red),
    ] as [(String, Light)])
  func `of a growth rate follow the points of its way from zero`(value: String, light: Light) {
    let commitment = commitment(
      "technical-renovation-investment-growth", kind: "growth_rate", value: 20, unit: "%")
    #expect(reading(commitment, value, on: "2022-07-31").light.light == light)
  }

  @Test(
    arguments: [
      ("0.1", "2022-07-31", .green), ("0", "2022-07-31", .red), ("-0.1", "2022-07-31", .red),
      ("0.1", "2023-01-01", .blue),
    ] as [(String, String, Light)])
  func `beside the city follow the sign of the difference`(
    value: String, on: String, light: Light
  ) {
    let commitment = commitment(
      "industrial-growth-over-city", kind: "relative", comparison: .relativeAbove, value: nil,
      unit: nil)
    let reading = reading(commitment, value, verified: value, on: on)
    #expect(reading.light.light == light, "\(reading.reason)")
    #expect(reading.path == nil)
  }

  @Test(
    arguments: [
      ("66.67", "2022-06-30", .green), ("66.67", "2022-07-01", .yellow),
      ("66.67", "2022-07-30", .yellow), ("66.67", "2022-07-31", .red),
      ("100", "2022-07-31", .green),
    ] as [(String, String, Light)])
  func `of a milestone count the days that it is late`(
    value: String, on: String, light: Light
  ) {
    let commitment = commitment(
      "park-reform", kind: "milestone", comparison: .unstated, value: nil, unit: nil,
      due: "2022-06-30")
    #expect(reading(commitment, value, on: on).light.light == light)
  }

  @Test(
    arguments: [
      ("突破", .above, "50000", false), ("突破", .above, "50001", true),
      ("以上", .atLeast, "50000", true), ("以上", .atLeast, "49999", false),
      ("达到", .equal, "50001", true), ("左右", .about, "47500", true),
      ("左右", .about, "47499", false),
    ] as [(String, Comparison, String, Bool)])
  func `take 5 万户 for 50000 户 and the comparator at its word`(
    word: String, comparison: Comparison, value: String, isMet: Bool
  ) throws {
    let commitment = commitment(
      "market-entities", kind: "level", comparison: comparison, value: 5, unit: "万户")
    let bar = try #require(Bar(commitment, metric: library.metrics["market-entities"]))
    #expect(bar.value == 50_000)
    #expect(bar.isMet(by: Number(value) ?? 0) == isMet, "\(word)")
  }

  @Test func `of a breakthrough ask for one`() throws {
    let commitment = commitment(
      "flagship-projects-over-5-billion", kind: "breakthrough", comparison: .unstated,
      value: nil, unit: nil)
    let bar = try #require(
      Bar(commitment, metric: library.metrics["flagship-projects-over-5-billion"]))
    #expect(bar.value == 1)
    #expect(bar.note != nil)
    #expect(bar.isMet(by: 0) == false)
    #expect(bar.isMet(by: 1) == true)
  }

  @Test func `without a rule are grey and say so`() {
    var measurement = Measurement()
    measurement.value = 5
    let reading = ReadingBuilder(
      commitment: commitment("new-cloud-enterprises"),
      metric: library.metrics["new-cloud-enterprises"], rule: nil, asOf: AsOf(day("2022-07-02"))
    ).reading(measurement, opening: .zero, source: .claim(metric: nil))
    #expect(reading.light.light == .grey)
    #expect(reading.light.because.contains("没有亮灯规则"))
  }

  @Test func `say in their reason what stands against what`() {
    let reading = reading(
      commitment("new-cloud-enterprises"), "40", verified: "31", on: "2022-07-02")
    #expect(
      reading.reason
        == "到2022年7月2日自报 40 家、已证实 31 家，目标 ≥ 100 家，路径应达 50 家，落后 10 个百分点：落后路径 10 至 30 个百分点")
    #expect(reading.rule.version == 1)
    #expect(reading.gap == 69)
  }
}
