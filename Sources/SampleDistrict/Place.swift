/// The places of the fictional district; none of the names stands in GB/T 2260.
package enum Place {
  package static let city = "明砚市"
  package static let district = "澄川区"
  package static let title = "明砚市澄川区"
  /// A code that GB/T 2260 gives to nobody.
  package static let region = "419802"

  /// A town or street office, by the code that the register of units knows.
  package struct Town: Hashable, Sendable {
    package var code: String
    package var name: String
    /// How many in a thousand households and firms have their seat here.
    package var weight: Int
  }

  package static let towns = [
    Town(code: "town-yanchi", name: "砚池街道", weight: 95),
    Town(code: "town-chengxin", name: "澄心街道", weight: 90),
    Town(code: "town-baiyu", name: "白榆街道", weight: 82),
    Town(code: "town-shiheng", name: "石衡街道", weight: 76),
    Town(code: "town-luting", name: "芦汀街道", weight: 70),
    Town(code: "town-yunzhu", name: "云杼街道", weight: 66),
    Town(code: "town-shuangji", name: "双楫街道", weight: 60),
    Town(code: "town-bozhou", name: "柏舟街道", weight: 55),
    Town(code: "town-fengdu", name: "枫渡街道", weight: 52),
    Town(code: "town-liyuan", name: "栗原街道", weight: 48),
    Town(code: "town-qingjian", name: "青简街道", weight: 45),
    Town(code: "town-heqian", name: "禾阡街道", weight: 42),
    Town(code: "town-maixu", name: "麦墟镇", weight: 38),
    Town(code: "town-tongbu", name: "桐埠镇", weight: 36),
    Town(code: "town-shalu", name: "沙橹镇", weight: 33),
    Town(code: "town-xingchou", name: "杏畴镇", weight: 30),
    Town(code: "town-qiaopo", name: "荞坡镇", weight: 26),
    Town(code: "town-diwan", name: "荻湾乡", weight: 22),
    Town(code: "town-songlong", name: "松垄乡", weight: 18),
    Town(code: "town-weitang", name: "苇塘乡", weight: 16),
  ]

  /// A development park with the town it lies in.
  package struct Park: Hashable, Sendable {
    package var code: String
    package var name: String
    package var town: String
    /// Post of the land officer who keeps its parcels.
    package var officer: String
  }

  package static let equipmentPark = Park(
    code: "park-equipment", name: "澄川装备制造开发区", town: "town-shiheng", officer: "PK")
  package static let foodPark = Park(
    code: "park-food", name: "澄川食品产业园", town: "town-maixu", officer: "PK-food")
  package static let energyPark = Park(
    code: "park-energy", name: "澄川新能源产业园", town: "town-fengdu", officer: "PK-energy")
  package static let parks = [equipmentPark, foodPark, energyPark]

  /// The units that keep data, by the codes of the definitions.
  package static let units = [
    ("gov-office", "澄川区人民政府办公室", "区政府办"),
    ("development-reform", "澄川区发展和改革委员会", "区发改委"),
    ("industry", "澄川区工业和信息化局", "区工信局"),
    ("commerce", "澄川区商务局", "区商务局"),
    ("market-regulation", "澄川区市场监督管理局", "区市场监管局"),
    ("statistics", "澄川区统计局", "区统计局"),
    ("science-tech", "澄川区科学技术局", "区科技局"),
    ("finance", "澄川区财政局", "区财政局"),
    ("financial-services", "澄川区金融工作局", "区金融局"),
    ("tax", "澄川区税务局", "区税务局"),
    ("natural-resources", "澄川区自然资源局", "区自然资源局"),
    ("establishment", "中共澄川区委机构编制委员会办公室", "区委编办"),
    ("human-resources", "澄川区人力资源和社会保障局", "区人社局"),
    ("housing", "澄川区住房和城乡建设局", "区住建局"),
    ("justice", "澄川区司法局", "区司法局"),
    ("big-data", "澄川区大数据管理局", "区大数据局"),
    ("enterprise-office", "澄川区企业服务中心", "区企服中心"),
    ("park-committee", "澄川区开发区管理委员会", "开发区管委会"),
  ].map { (code: $0.0, name: $0.1, short: $0.2) }
}
