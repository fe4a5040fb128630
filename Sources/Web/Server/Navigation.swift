import Commands
import Definitions
import Findings

/// The places of the product, in its order; at most ten, so that what belongs together stands
/// under one of them.
extension DeskVisit {
  /// The places that the acting post may open, the one that is open with its parts.
  var navigation: [NavigationItem] {
    let places = places.compactMap(\.allowed)
    let current = places.flatMap(\.parts).map { $0.depth(of: address.path) }.max() ?? 0
    return places.map { place in
      // A place with one part is that part.
      let single = place.parts.count == 1 ? place.parts[0] : nil
      let parts = place.parts.map { part in
        NavigationPart(
          title: part.title, path: part.path,
          isCurrent: current > 0 && part.depth(of: address.path) == current)
      }
      return NavigationItem(
        icon: place.icon, title: single?.title ?? place.title, path: parts[0].path,
        isCurrent: parts.contains(where: \.isCurrent), parts: single == nil ? parts : [])
    }
  }

  private var places: [Place] {
    let asks = [Permissions.ask, Permissions.answerAsks, Permissions.readBurden]
    let mayReadCommitments = may(Permissions.readCommitments)
    let mayOpenAny = site.registers.all.contains(where: mayOpen)
    let doubted = Set(site.library.detectors.values.filter(\.isDecidable).map(\.register))
    let mayReadDoubts = doubted.compactMap { site.library.registers[$0] }.contains(where: mayOpen)
    return [
      Place(
        .inbox, "待办",
        [
          Part("待办", "/inbox", true, also: ["/tasks"]),
          Part("批示", "/directives", may(Permissions.readDirectives)),
          Part(
            "待报进展", "/claims", may(Permissions.claimProgress) || may(Permissions.verifyClaims)),
        ]),
      Place(
        .commitments, "承诺",
        [
          Part("承诺台账", "/commitments", mayReadCommitments),
          Part("一页纸", "/brief", mayReadCommitments),
          Part("先做什么", "/next", mayReadCommitments),
          Part("任务分解", "/commitments/split", mayReadCommitments, leaf: "/split"),
        ]),
      Place(.projects, "项目", [register("项目", "project")]),
      Place(
        .enterprises, "企业",
        [
          register("企业", "enterprise"),
          Part("规上运行", "/industry", may(Permissions.readIndustry)),
        ]),
      Place(.parcels, "园区", [register("园区", "parcel", also: ["park"])]),
      Place(.parks, "创新", [register("创新", "platform")]),
      Place(
        .data, "数据",
        [
          Part("登记簿", "/registers", mayOpenAny, also: site.registers.all.map(\.id).map(listPath)),
          Part("指标库", "/indicators", may(Permissions.readIndicators)),
          Part("数据质量", "/quality", mayOpenAny),
          Part("疑点处理", "/quality/issues", mayReadDoubts),
          Part("采集", "/asks", asks.contains(where: may), also: ["/burden"]),
          Part("导入", "/imports", may(Permissions.importFacts), also: ["/records"]),
        ]),
      Place(
        .reports, "材料",
        [
          Part("报告", "/reports", may(Permissions.readReports)),
          Part("通报", "/bulletins", may(Permissions.readBulletins)),
          Part("督办函", "/letters", may(Permissions.writeLetters)),
        ]),
      Place(
        .shield, "系统",
        [
          Part("操作记录", "/journal", may(Permissions.readJournal)),
          Part("安全日志", "/security", may(Permissions.readSecurity)),
        ]),
    ]
  }

  private func listPath(_ register: String) -> String { site.registers.list(register) }

  private func register(_ title: String, _ id: String, also others: [String] = []) -> Part {
    Part(
      title, listPath(id), site.library.registers[id].map(mayOpen) ?? false,
      also: others.map(listPath), weight: 1)
  }
}

/// A place of the navigation with the parts that may stand under it.
private struct Place {
  var icon: Icon
  var title: String
  var parts: [Part]

  init(_ icon: Icon, _ title: String, _ parts: [Part]) {
    self.icon = icon
    self.title = title
    self.parts = parts
  }

  /// The place with the parts that may be opened; nil when there is none.
  var allowed: Place? {
    let allowed = parts.filter(\.isAllowed)
    return allowed.isEmpty ? nil : Place(icon, title, allowed)
  }
}

/// A page that the navigation leads to, and the paths of the pages that belong to it.
private struct Part {
  var title: String
  var path: String
  var isAllowed: Bool
  private var roots: [String]
  /// How an address below the roots must end; nil when every one belongs to the part.
  private var leaf: String?
  private var weight: Int

  init(
    _ title: String, _ path: String, _ isAllowed: Bool, also others: [String] = [],
    leaf: String? = nil, weight: Int = 0
  ) {
    self.title = title
    self.path = path
    self.isAllowed = isAllowed
    roots = [path] + others
    self.leaf = leaf
    self.weight = weight
  }

  /// How closely an address belongs to the part; 0 when it does not.
  func depth(of address: String) -> Int {
    let depths = roots.map { root in
      address == root || address.hasPrefix(root + "/") ? 2 * root.utf8.count + weight : 0
    }
    guard let leaf, address.hasSuffix(leaf), address.hasPrefix("/commitments/") else {
      return depths.max() ?? 0
    }
    return 2 * address.utf8.count
  }
}
