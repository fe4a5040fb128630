import Quantities

/// The projects that tests, demonstration and handbook speak of by name.
enum NamedProjects {
  static let all = [late, unregistered, local, duplicate, large, stalled]

  private static let late: Project = {
    var project = Project(
      code: Projects.Code.late, name: "芦汀储能电池包生产线", kind: "工业重点", unit: "park-energy", town: 4,
      park: Place.energyPark.code, chain: "新能源", investment: 1_250)
    project.plannedStartOn = Day.of(2022, 3, 15)
    project.keyYear = 2022
    project.yearPlan = 520
    project.monthly = Array(repeating: 0, count: 12)
    return project
  }()

  private static let unregistered: Project = {
    var project = attraction(
      Projects.Code.unregistered, "衡煜新能源商用车基地", origin: "江苏省", investment: 5_200)
    project.chain = "专用车"
    project.signedOn = Day.of(2022, 6, 28)
    project.negotiation = "对方希望固定资产投资分两期到位，代建厂房的面积还没有谈妥"
    project.plannedStartOn = Day.of(2022, 12, 20)
    return project
  }()

  private static let local: Project = {
    var project = attraction(
      Projects.Code.local, "霁原车桥二号厂房", origin: "本区", investment: 320)
    project.isFromOutside = false
    project.signedOn = Day.of(2022, 4, 12)
    project.registeredOn = Day.of(2022, 4, 20)
    project.exclusion = "本地投资"
    return project
  }()

  private static let duplicate: Project = {
    var project = attraction(
      Projects.Code.duplicate, "朔润预制菜中央工厂（一期）", origin: "广东省", investment: 460)
    project.chain = "现代食品"
    project.signedOn = Day.of(2022, 7, 6)
    project.registeredOn = Day.of(2022, 8, 3)
    project.exclusion = "与 X-2022-0005 为同一投资主体的一期范围，已计一次"
    return project
  }()

  private static let large: Project = {
    var project = attraction(
      Projects.Code.large, "朔润现代食品产业基地", origin: "广东省", investment: 3_600)
    project.chain = "现代食品"
    project.park = Place.foodPark.code
    project.signedOn = Day.of(2022, 3, 22)
    project.registeredOn = Day.of(2022, 4, 15)
    project.plannedStartOn = Day.of(2022, 7, 1)
    project.startedOn = Day.of(2022, 7, 18)
    return project
  }()

  private static let stalled: Project = {
    var project = Project(
      code: Projects.Code.stalled, name: "缙固水泥制品窑炉绿色化改造", kind: "技改", unit: "industry", town: 3,
      investment: 42)
    project.isRenovation = true
    project.renovationKind = "绿色化改造"
    project.filingCode = "2201-419802-04-02-000106"
    project.plannedStartOn = Day.of(2022, 5, 10)
    return project
  }()

  private static func attraction(
    _ code: String, _ name: String, origin: String, investment: Int
  ) -> Project {
    Project(
      code: code, name: name, kind: "招商", unit: "commerce", town: 3,
      park: Place.equipmentPark.code, investor: "\(name)的投资方", origin: origin,
      isFromOutside: true, investment: investment, fixedAssets: investment * 65 / 100)
  }
}
