import Definitions
import Facts
import Ledgers
import Quantities
import SampleDistrict
import Testing

@Suite("Metrics over facts") struct EvaluatorTests {
  private func measure(
    _ id: String, in world: World, on date: String, from: String = "2022-01-01"
  ) async throws -> Measurement {
    let metric = try #require(library.metrics[id])
    var snapshots: [String: Snapshot] = [:]
    for id in metric.measure.registers {
      let register = try #require(library.registers[id])
      snapshots[id] = try await SnapshotCache(database: world.database, region: Place.region)
        .snapshot(of: register, asOf: AsOf(day(date)))
    }
    return Evaluator(snapshots: snapshots, from: day(from), day: day(date), shown: snapshots)
      .measure(metric)
  }

  @Test func `adds months in 万元 to a total in 亿元`() async throws {
    let world = try await World()
    let codes = [
      Firms.Code.leader, Firms.Code.second, Firms.Code.third, Firms.Code.justOver,
    ]
    try await world.importing(
      "统一社会信用代码,企业名称\n" + codes.map { "\($0),企业\($0)" }.joined(separator: "\n"),
      to: "enterprise", as: "DU-market-regulation", on: "2022-01-05", validFrom: "2021-12-31")
    try await world.importing(
      """
      统一社会信用代码,产业集群
      \(Firms.Code.leader),专用车
      \(Firms.Code.second),专用车
      \(Firms.Code.justOver),其他
      """, to: "enterprise", as: "DU", on: "2022-01-05", validFrom: "2021-12-31")
    try await world.importing(
      """
      统一社会信用代码,月度营业收入（万元）2021年12月,月度营业收入（万元）2022年1月,月度营业收入（万元）2022年2月
      \(Firms.Code.leader),9999,60000,50000.5
      \(Firms.Code.justOver),9999,10000,10000
      \(Firms.Code.third),9999,7000,8000
      """, to: "enterprise", as: "DU", on: "2022-03-10")
    try await world.importing(
      "统一社会信用代码,月度营业收入（万元）2022年2月\n\(Firms.Code.second),20000", to: "enterprise",
      as: "DU", on: "2022-03-11", evidence: .documented)
    let measured = try await measure("special-vehicle-cluster-output", in: world, on: "2022-03-31")
    #expect(measured.value?.description == "13.00005")
    #expect(measured.verified?.description == "11.00005")
    #expect(measured.count == 2)
    // Nobody has said to which cluster the third belongs.
    #expect(measured.undecided == 1)
    #expect(measured.valueTime == "2022年2月")
    let early = try await measure("special-vehicle-cluster-output", in: world, on: "2022-01-31")
    #expect(early.value == 6)
  }

  @Test func `divides the parcels sold within the period`() async throws {
    let world = try await World()
    try await world.importing(
      """
      地块编号,土地面积（亩）,土地用途,出让日期,是否标准地,所属园区
      D-01-0001,20,工业,2022-02-10,是,park-equipment
      D-01-0002,20,工业,2022-03-10,是,park-equipment
      D-01-0003,20,工业,2022-04-10,否,park-equipment
      D-01-0004,20,工业,2021-04-10,否,park-equipment
      D-01-0005,20,商业服务业,2022-04-10,否,park-equipment
      D-01-0006,20,工业,2022-09-10,否,park-equipment
      D-01-0007,20,工业,,,park-equipment
      """, to: "parcel", as: "PK", on: "2022-10-01", validFrom: "2022-01-01")
    let measured = try await measure("standard-land-share", in: world, on: "2022-06-30")
    #expect(measured.value?.description == "66.67")
    #expect(measured.counted.map(\.code) == ["D-01-0001", "D-01-0002"])
    // The last one may have been sold: nobody has said when.
    #expect(measured.undecided == 1)
    #expect(try await measure("standard-land-share", in: world, on: "2022-09-30").value == 50)
    let nothing = try await measure("standard-land-share", in: world, on: "2022-01-31")
    #expect(nothing.value == nil)
    #expect(nothing.missing == ["分母为零：没有符合口径的地块"])
  }

  @Test func `compares two series of one and the same month`() async throws {
    let world = try await World()
    try await world.importing(
      """
      范围,规上工业增加值增速2021年12月,规上工业增加值增速2022年2月,规上工业增加值增速2022年3月
      本区,7.7,8.6,8.1
      全市,7.5,7.4,
      """, to: "region", as: "SX", on: "2022-04-20")
    let measured = try await measure("industrial-growth-over-city", in: world, on: "2022-04-30")
    #expect(measured.value?.description == "1.2")
    #expect(measured.valueTime == "2022年2月")
    #expect(measured.inputs.count == 2)
    let before = try await measure("industrial-growth-over-city", in: world, on: "2022-01-31")
    #expect(before.value == nil)
    #expect(before.missing.joined().contains("还没有发布"))
  }

  @Test func `sees a stock as it stood on each day`() async throws {
    let world = try await World()
    for (valid, second) in [("2022-01-01", "存续"), ("2022-05-31", "注销")] {
      try await world.importing(
        """
        统一社会信用代码,企业名称,登记状态
        \(Firms.Code.leader),甲,存续
        \(Firms.Code.second),乙,\(second)
        """, to: "enterprise", as: "DU-market-regulation", on: "2022-06-01", validFrom: valid)
    }
    #expect(try await measure("market-entities", in: world, on: "2022-05-30").value == 2)
    #expect(try await measure("market-entities", in: world, on: "2022-05-31").value == 1)
  }

  @Test func `counts a platform while it is valid`() async throws {
    let world = try await World()
    try await world.importing(
      """
      平台编号,平台名称,平台类别,平台级别,批准日期,有效期至,撤销日期
      P-0001,甲,企业技术中心,省级,2020-01-01,2022-09-30,
      P-0002,乙,企业技术中心,省级,2020-01-01,,2022-08-16
      P-0003,丙,企业技术中心,省级,2022-04-19,,
      P-0004,丁,孵化器,省级,2020-01-01,,
      """, to: "platform", as: "ST", on: "2022-10-01", validFrom: "2020-01-01")
    for (date, count) in [
      ("2022-04-18", 2), ("2022-04-19", 3), ("2022-08-15", 3), ("2022-08-16", 2),
      ("2022-09-30", 2), ("2022-10-01", 1),
    ] {
      let measured = try await measure("provincial-rd-platforms", in: world, on: date)
      #expect(measured.value == Number(count), "\(date)")
    }
  }

  @Test func `says which register would know what it cannot`() async throws {
    let world = try await World()
    let coverage = try await measure("five-g-coverage", in: world, on: "2022-06-30")
    #expect(coverage.value == nil)
    #expect(coverage.missing.first?.contains("基站登记簿") == true)
    let empty = try await measure("market-entities", in: world, on: "2022-06-30")
    #expect(empty.missing == ["“企业”还没有数据"])
  }
}
