import Definitions
import Quantities

/// The files that the offices hand in for one month, on the tenth of the next.
struct MonthlyBatches {
  let district: SampleDistrict
  let month: Int
  private var year: Int { SampleDistrict.year }
  private var last: Day { Day.last(of: month, in: year) }

  init(district: SampleDistrict, month: Int) {
    self.district = district
    self.month = month
  }

  var all: [SampleBatch] {
    let stages = district.past.map { $0.stages(Period(.month, containing: last)) }
    return
      (registrations + industry + titles + projects + (stages ?? []) + others + dealings)
      .filter { !$0.table.rows.isEmpty }
  }

  // MARK: Enterprises

  private var registrations: [SampleBatch] {
    let touched = district.firms.all.filter { happens($0.founded) || happens($0.closed) }
    return [
      batch(
        "enterprise", "DU-market-regulation", "企业-登记",
        EnterpriseTables.registration(touched, on: last))
    ]
  }

  private var industry: [SampleBatch] {
    let firms = district.firms.all
    let silent = month > StoryDoubts.lastWord ? StoryDoubts.silent(in: district) : []
    let reporting = firms.filter { firm in
      !silent.contains(firm.code) && firm.aboveScaleOn.map { $0 <= last } == true
        && firm.aboveScaleExitOn.map { $0 > last } != false
    }
    let entries = firms.filter { happens($0.aboveScaleOn) }
    let exits = firms.filter { happens($0.aboveScaleExitOn) }
    let scale: ([Firm]) -> SampleTable = {
      EnterpriseTables.days($0, [("规上工业入库批准日", \.aboveScaleOn)])
    }
    return bothGrades("enterprise", "DU", "企业-月报", reporting, \.isCrossChecked) {
      EnterpriseTables.revenue($0, month: month)
    }
      + bothGrades(
        "enterprise", "DU-statistics", "企业-规上入库", entries, \.isCrossChecked, scale)
      + [
        batch(
          "enterprise", "DU-statistics", "企业-规上退库",
          EnterpriseTables.days(exits, [("规上工业退库日", \.aboveScaleExitOn)]))
      ]
  }

  private var titles: [SampleBatch] {
    let firms = district.firms.all
    let cloud = firms.filter { happens($0.cloudOn) }
    let numbered = firms.filter { $0.technologyNumbers.contains(where: happens) }
    let numberDay = numbered.first?.technologyNumbers.first(where: happens) ?? last
    let smart = firms.filter {
      happens($0.specialisedOn) || happens($0.smartFactoryOn) || happens($0.smartWorkshopOn)
    }
    let listed = firms.filter { happens($0.neeqOn) || happens($0.exchangeOn) }
    return bothGrades(
      "enterprise", "DU", "企业-上云", cloud, { $0.cloudProof == "服务商证明" }, EnterpriseTables.cloud)
      + [
        batch(
          "enterprise", "DU", "企业-认定",
          EnterpriseTables.days(
            smart,
            [
              ("省级专精特新认定日", during(\.specialisedOn)),
              ("省级智能工厂认定日", during(\.smartFactoryOn)),
              ("省级智能车间认定日", during(\.smartWorkshopOn)),
            ])),
        batch(
          "enterprise", "ST", "企业-高新技术",
          EnterpriseTables.days(
            firms.filter { happens($0.highTechOn) }, [("高新技术企业首次发证日", \.highTechOn)])),
        batch(
          "enterprise", "ST", "企业-科技型中小企业",
          EnterpriseTables.technology(numbered, on: numberDay)),
        batch(
          "enterprise", "DU-financial-services", "企业-挂牌",
          EnterpriseTables.days(
            listed,
            [("新三板挂牌日", during(\.neeqOn)), ("中原股权交易中心挂牌日", during(\.exchangeOn))])),
      ]
  }

  // MARK: Projects

  private var projects: [SampleBatch] {
    let all = district.projects.all
    let signed = all.filter { happens($0.signedOn) || happens($0.registeredOn) }
    let new = all.filter { happens($0.signedOn) }
    let started = all.filter { happens($0.startedOn) }
    return [
      batch("project", "DU-development-reform", "项目-计划", OtherTables.plan(new)),
      batch("project", "DU-park-committee", "项目-园区", OtherTables.parks(new)),
      batch(
        "project", "DU-statistics", "项目-入统",
        OtherTables.statistics(all.filter { happens($0.statisticsOn) }, until: last)),
    ]
      + bothGrades("project", "DU-commerce", "项目-合同", signed, \.isCrossChecked) {
        OtherTables.contracts($0, until: last)
      }
      + bothGrades("project", "DU-development-reform", "项目-开工", started, \.isCrossChecked) {
        OtherTables.starts($0, until: last)
      }
      + bothGrades(
        "project", "DU-development-reform", "项目-月度投资", district.projects.key, \.isCrossChecked
      ) { OtherTables.investment($0, Period(.month, containing: last)) }
  }

  // MARK: Dealings

  private var dealings: [SampleBatch] {
    district.dealings.happened(from: Day.of(year, month, 1), to: last).map {
      batch($0.register, $0.post, $0.name, $0.table)
    }
  }

  // MARK: The rest

  private var others: [SampleBatch] {
    let parcels = district.parcels.all.filter { happens($0.transferredOn) }
    let platforms = district.platforms.all.filter { happens($0.approvedOn) }
    let revoked = district.platforms.all.filter { happens($0.revokedOn) }
    let reforms = Self.reforms.filter { happens($0.1) }
    var batches = Place.parks.map { park in
      batch(
        "parcel", park.officer, "地块台账-\(park.code)",
        OtherTables.parcels(parcels.filter { $0.park == park.code }))
    }
    batches += [
      batch("platform", "ST", "创新平台", OtherTables.platforms(platforms)),
      batch("platform", "ST", "创新平台-撤销", OtherTables.revocations(revoked)),
    ]
    batches += reforms.map { park, day in
      batch("unit", "DU-establishment", "单位-改制-\(park.code)", OtherTables.reform(park, on: day))
    }
    if let series = OtherTables.series(month: month, of: year) {
      batches.append(batch("region", "SX", "统计月报", series))
    }
    if month == 9 { batches.append(batch("region", "SX", "研发统计公报", OtherTables.research)) }
    return batches
  }

  /// Two parks are in time; the third is three weeks late.
  private static let reforms = [
    (Place.equipmentPark, Day.of(2022, 5, 30)), (Place.foodPark, Day.of(2022, 6, 24)),
    (Place.energyPark, Day.of(2022, 7, 20)),
  ]

  // MARK: Making batches

  /// The tenth of the next month, or the Monday after when that is a weekend.
  static func handInDay(after last: Day) -> Day {
    var day = last.adding(days: 10)
    while day.isWeekend { day = day.adding(days: 1) }
    return day
  }

  private func happens(_ day: Day?) -> Bool {
    day.map { $0.isIn(month: month, of: year) } ?? false
  }

  private func during<Subject>(_ value: @escaping (Subject) -> Day?) -> (Subject) -> Day? {
    { subject in value(subject).flatMap { happens($0) ? $0 : nil } }
  }

  private func batch(
    _ register: String, _ post: String, _ name: String, _ table: SampleTable,
    evidence: Evidence = .confirmed
  ) -> SampleBatch {
    SampleBatch(
      day: Self.handInDay(after: last), register: register, post: post,
      name: "\(name)-2022年\(month)月", validFrom: last, evidence: evidence,
      reason: "\(month)月报送", table: table)
  }

  /// Splits a file in two: what another register confirms, and what only has papers.
  private func bothGrades<Subject>(
    _ register: String, _ post: String, _ name: String, _ subjects: [Subject],
    _ isChecked: (Subject) -> Bool, _ table: ([Subject]) -> SampleTable
  ) -> [SampleBatch] {
    [
      batch(register, post, "\(name)-已核", table(subjects.filter(isChecked))),
      batch(
        register, post, "\(name)-待核", table(subjects.filter { !isChecked($0) }),
        evidence: .documented),
    ]
  }
}
