import Quantities

/// Sheets of the registers of projects, parcels, platforms, units and published series.
enum OtherTables {
  // MARK: Projects

  static func plan(
    _ projects: [Project], _ year: Int = SampleDistrict.year
  ) -> SampleTable {
    table(
      "项目编号", projects, \.code,
      [
        ("项目名称", { .text($0.name) }), ("项目类别", { .text($0.kind) }),
        ("所属镇街", { .text(Place.towns[$0.town].code) }), ("责任单位", { .text($0.unit) }),
        ("计划总投资（亿元）", { .hundredths($0.investment) }),
        ("计划开工日期", { $0.plannedStartOn.map { .day($0) } }),
        ("重点工业项目年度", { $0.keyYear.map { .count($0) } }),
        ("年度计划投资（亿元）\(year)年", { $0.yearPlan.map { .hundredths($0) } }),
      ])
  }

  static func contracts(_ projects: [Project], until day: Day) -> SampleTable {
    table(
      "项目编号", projects, \.code,
      [
        ("投资方", { $0.investor.map { .text($0) } }), ("来源地", { $0.origin.map { .text($0) } }),
        ("区外投资", { $0.isFromOutside.map { .boolean($0) } }),
        ("所属产业链", { $0.chain.map { .text($0) } }),
        ("固定资产投资计划（亿元）", { $0.fixedAssets.map { .hundredths($0) } }),
        ("招商专员岗位", { _ in .text("IA") }), ("不计入原因", { $0.exclusion.map { .text($0) } }),
        ("谈判情况", { $0.negotiation.map { .text($0) } }),
        ("签约日期", { past($0.signedOn, day) }), ("注册落地日期", { past($0.registeredOn, day) }),
      ])
  }

  static func parks(_ projects: [Project]) -> SampleTable {
    table("项目编号", projects, \.code, [("所属园区", { $0.park.map { .text($0) } })])
  }

  static func renovations(_ projects: [Project]) -> SampleTable {
    table(
      "项目编号", projects, \.code,
      [
        ("是否技改", { .boolean($0.isRenovation) }),
        ("技改类型", { $0.renovationKind.map { .text($0) } }),
        ("备案代码", { $0.filingCode.map { .text($0) } }),
      ])
  }

  static func starts(_ projects: [Project], until day: Day) -> SampleTable {
    table("项目编号", projects, \.code, [("开工日期", { past($0.startedOn, day) })])
  }

  static func statistics(_ projects: [Project], until day: Day) -> SampleTable {
    table("项目编号", projects, \.code, [("入统日期", { past($0.statisticsOn, day) })])
  }

  static func productions(_ projects: [Project], until day: Day) -> SampleTable {
    table("项目编号", projects, \.code, [("投产日期", { past($0.producedOn, day) })])
  }

  static func investment(_ projects: [Project], _ month: Period) -> SampleTable {
    table(
      "项目编号", projects, \.code,
      [
        (
          "当月完成投资（亿元）\(month.year)年\(month.numberInYear)月",
          { project in
            project.monthly.isEmpty ? nil : .hundredths(project.monthly[month.numberInYear - 1])
          }
        )
      ])
  }

  // MARK: Land, platforms, units, series

  static func parcels(_ parcels: [Parcel]) -> SampleTable {
    table(
      "地块编号", parcels, \.code,
      [
        ("地块名称", { .text($0.name) }), ("所属园区", { $0.park.map { .text($0) } }),
        ("所属镇街", { .text(Place.towns[$0.town].code) }),
        ("土地面积（亩）", { .hundredths($0.area) }), ("土地用途", { .text($0.use) }),
        ("新增工业用地", { $0.isNewIndustrial.map { .boolean($0) } }),
        ("出让日期", { $0.transferredOn.map { .day($0) } }),
        ("是否标准地", { $0.isStandard.map { .boolean($0) } }),
        ("出让价款（万元）", { $0.price.map { .hundredths($0) } }),
        ("使用权人代码", { $0.holder.map { .text($0) } }),
        ("约定开工日期", { $0.agreedStartOn.map { .day($0) } }),
        ("约定竣工日期", { $0.agreedFinishOn.map { .day($0) } }),
        ("约定亩均税收", { $0.agreedTax.map { .hundredths($0) } }),
        ("利用状态", { .text($0.state) }),
      ])
  }

  static func platforms(_ platforms: [Platform]) -> SampleTable {
    table(
      "平台编号", platforms, \.code,
      [
        ("平台名称", { .text($0.name) }), ("平台类别", { .text($0.kind) }),
        ("平台级别", { .text($0.level) }), ("依托单位代码", { .text($0.host.code) }),
        ("依托单位", { .text($0.host.name) }), ("申报日期", { $0.appliedOn.map { .day($0) } }),
        ("评审日期", { $0.reviewedOn.map { .day($0) } }),
        ("公示日期", { $0.publicisedOn.map { .day($0) } }), ("批准日期", { .day($0.approvedOn) }),
        ("有效期至", { $0.expiresOn.map { .day($0) } }),
      ])
  }

  static func revocations(_ platforms: [Platform]) -> SampleTable {
    table(
      "平台编号", platforms, \.code, [("撤销日期", { $0.revokedOn.map { .day($0) } })])
  }

  static var units: SampleTable {
    let offices = Place.units.map { unit -> [Value?] in
      let kind = ["gov-office", "establishment"].contains(unit.code) ? "机关" : "部门"
      return [.text(unit.code), .text(unit.name), .text(unit.short), .text(kind), nil]
    }
    let parks = Place.parks.map { park -> [Value?] in
      [.text(park.code), .text(park.name), .text(park.name), .text("园区"), .text("park-committee")]
    }
    let towns = Place.towns.map { town -> [Value?] in
      [.text(town.code), .text(town.name), .text(town.name), .text("镇街"), .text("gov-office")]
    }
    return SampleTable(
      heads: ["单位代码", "单位名称", "单位简称", "单位类别", "上级单位"], rows: offices + parks + towns)
  }

  /// The day on which a park's reform was finished.
  static func reform(_ park: Place.Park, on day: Day) -> SampleTable {
    SampleTable(heads: ["单位代码", "三化三制改制完成日"], rows: [[.text(park.code), .day(day)]])
  }

  /// The series that are published in a month of a year, for the district and the city.
  static func series(month: Int, of year: Int) -> SampleTable? {
    guard let index = RegionSeries.months.firstIndex(of: month),
      let growth = RegionSeries.industrialGrowth[year]
    else { return nil }
    let period = "\(year)年\(month)月"
    var heads = ["范围", "地区名称", "规上工业增加值增速\(period)", "技术改造投资增速\(period)"]
    heads += ["社会消费品零售总额增速\(period)", "一般公共预算收入（亿元）\(period)"]
    var own: [Value?] = [.text("本区"), .text(Place.district), .hundredths(growth.own[index])]
    own += [RegionSeries.renovationGrowth, RegionSeries.retailGrowth, RegionSeries.budgetRevenue]
      .map { series in series[year].map { .hundredths($0[index]) } }
    var city: [Value?] = [.text("全市"), .text(Place.city), .hundredths(growth.city[index])]
    city += [nil, nil, nil]
    if month % 3 == 0, let gdp = RegionSeries.gdp[year]?[month / 3 - 1] {
      let quarter = "\(year)年\(["一", "二", "三", "四"][month / 3 - 1])季度"
      heads += ["地区生产总值（亿元）\(quarter)", "地区生产总值增速\(quarter)"]
      own += [.hundredths(gdp.value), .hundredths(gdp.growth)]
      city += [nil, nil]
    }
    return SampleTable(heads: heads, rows: [own, city])
  }

  /// The values that were published on one day, a column for each series and month.
  static func releases(_ releases: [Release]) -> SampleTable {
    var heads = ["范围", "地区名称"]
    for release in releases {
      let head = Self.head(of: release)
      if !heads.contains(head) { heads.append(head) }
    }
    var rows: [[Value?]] = []
    for (isCity, name) in [(false, Place.district), (true, Place.city)] {
      let own = releases.filter { $0.isCity == isCity }
      guard let scope = own.first?.scope else { continue }
      var row: [Value?] = Array(repeating: nil, count: heads.count)
      row[0] = .text(scope)
      row[1] = .text(name)
      for release in own {
        heads.firstIndex(of: Self.head(of: release)).map { row[$0] = .hundredths(release.value) }
      }
      rows.append(row)
    }
    return SampleTable(heads: heads, rows: rows)
  }

  private static func head(of release: Release) -> String {
    "\(release.series.head)\(release.period.year)年\(release.period.numberInYear)月"
  }

  /// Yearly spending on research, which is published in the year after.
  static var research: SampleTable {
    let (industrial, total) = RegionSeries.research2021
    return SampleTable(
      heads: [
        "范围", "规上工业研发经费（亿元）2021年", "规上工业研发经费增速2021年", "全社会研发投入（亿元）2021年",
        "全社会研发投入增速2021年",
      ],
      rows: [
        [
          .text("本区"), .hundredths(industrial.0), .hundredths(industrial.1), .hundredths(total.0),
          .hundredths(total.1),
        ]
      ])
  }

  /// What offices report by hand, for the codes the ledger gave.
  static func claims(_ values: [(code: String, value: Int)], month: Int) -> SampleTable {
    SampleTable(
      heads: ["承诺编号", "自报值2022年\(month)月"],
      rows: values.map { [.text($0.code), .hundredths($0.value)] })
  }

  // MARK: Making sheets

  private static func table<Subject>(
    _ head: String, _ subjects: [Subject], _ code: (Subject) -> String,
    _ columns: [(String, (Subject) -> Value?)]
  ) -> SampleTable {
    let rows = subjects.compactMap { subject -> [Value?]? in
      let values = columns.map { $0.1(subject) }
      return values.contains { $0 != nil } ? [.text(code(subject))] + values : nil
    }
    return SampleTable(heads: [head] + columns.map(\.0), rows: rows)
  }

  private static func past(_ happened: Day?, _ day: Day) -> Value? {
    happened.flatMap { $0 <= day ? .day($0) : nil }
  }
}
