import Quantities

/// The firms that tests, demonstration and handbook speak of by name.
enum NamedFirms {
  static let all: [Firm] =
    [leader, second, third, justBelow, justOver, missingFact, jointStock]
    + [claimedCloud, exited, closedInMay]

  private static let leader = vehicles(
    Firms.Code.leader, "明砚砚驰专用汽车集团有限公司", "3630", revenue: 92_600_000, capital: 6_000_000)
  private static let second = vehicles(
    Firms.Code.second, "澄川岳衡挂车制造有限公司", "3660", revenue: 46_200_000, capital: 2_800_000)
  private static let third = vehicles(
    Firms.Code.third, "澄川霁原车桥有限公司", "3670", revenue: 27_900_000, capital: 1_500_000)

  private static let justBelow = industrial(
    Firms.Code.justBelow, "澄川芷禾食品机械有限公司", "3531", revenue: 198_650)
  private static let justOver = industrial(
    Firms.Code.justOver, "澄川沅泽新型墙材有限公司", "3031", revenue: 204_530)
  private static let missingFact = industrial(
    Firms.Code.missingFact, "澄川岫岚竹木制品有限公司", "2021", revenue: nil)

  private static let jointStock: Firm = {
    var firm = industrial(Firms.Code.jointStock, "澄川昭拓电子材料股份有限公司", "3985", revenue: 1_384_000)
    firm.aboveScaleOn = Day.of(2019, 3, 15)
    firm.jointStockOn = Day.of(2021, 11, 18)
    firm.highTechOn = Day.of(2020, 12, 4)
    return firm
  }()

  private static let claimedCloud: Firm = {
    var firm = industrial(Firms.Code.claimedCloud, "澄川翎煦服饰有限公司", "1811", revenue: 512_400)
    firm.aboveScaleOn = Day.of(2018, 6, 15)
    firm.cloudOn = Day.of(2022, 5, 16)
    firm.cloudProof = "企业自报"
    return firm
  }()

  private static let exited: Firm = {
    var firm = industrial(Firms.Code.exited, "澄川缙固水泥制品有限公司", "3021", revenue: 146_000)
    firm.aboveScaleOn = Day.of(2016, 9, 15)
    firm.aboveScaleExitOn = Day.of(2022, 1, 20)
    firm.growth = -120
    return firm
  }()

  private static let closedInMay = Firm(
    code: Firms.Code.closedInMay, name: "澄川区芦汀街道漪谷快餐店", type: "个体工商户", section: "H",
    industry: "6220", town: 4, founded: Day.of(2019, 4, 2), closed: Day.of(2022, 5, 19),
    capital: 500, revenue: 3_200)

  private static func vehicles(
    _ code: String, _ name: String, _ industry: String, revenue: Int, capital: Int
  ) -> Firm {
    var firm = industrial(code, name, industry, revenue: revenue)
    firm.capital = capital
    firm.park = Place.equipmentPark.code
    firm.chain = "专用车"
    firm.cluster = "专用车"
    firm.growth = 85
    firm.aboveScaleOn = Day.of(2011, 3, 15)
    firm.highTechOn = Day.of(2018, 11, 29)
    firm.isActiveInResearch = true
    firm.hasResearchInstitution = true
    firm.researchCost = revenue * 21 / 1000
    return firm
  }

  private static func industrial(
    _ code: String, _ name: String, _ industry: String, revenue: Int?
  ) -> Firm {
    Firm(
      code: code, name: name, type: "公司", section: "C", industry: industry, town: 3,
      park: Place.equipmentPark.code, founded: Day.of(2010, 5, 12), capital: 100_000,
      revenue: revenue, tax: revenue.map { $0 * 22 / 1000 }, staff: revenue.map { $0 / 9_000 + 8 },
      isGeneralTaxpayer: true, contact: "谭望舒")
  }
}
