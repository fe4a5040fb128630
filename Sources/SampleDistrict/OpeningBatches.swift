import Definitions
import Quantities

/// The files that the offices hand in when the district begins its ledger.
struct OpeningBatches {
  let district: SampleDistrict
  private let day = Day.of(2022, 1, 5)
  private let validFrom = Day.of(2021, 12, 31)
  private let newYear = Day.of(2022, 1, 1)

  init(district: SampleDistrict) { self.district = district }

  var all: [SampleBatch] {
    [batch("unit", "SA", "单位名单", OtherTables.units)] + enterprises + projects + others
  }

  private var enterprises: [SampleBatch] {
    let firms = district.firms.all.filter { $0.founded < newYear }
    let files: [(String, String, SampleTable)] = [
      ("DU-market-regulation", "登记", EnterpriseTables.registration(firms, on: validFrom)),
      ("DU-park-committee", "园区", EnterpriseTables.park(firms)),
      (
        "DU", "经营",
        EnterpriseTables.industry(firms, before: newYear, withMonths: district.past == nil)
      ),
      ("DU-tax", "税务", EnterpriseTables.tax(firms)),
      ("DU-human-resources", "从业人员", EnterpriseTables.staff(firms)),
      ("DU-statistics", "规上工业", EnterpriseTables.scale(firms, before: newYear)),
      ("DU-financial-services", "股改挂牌", EnterpriseTables.listing(firms, before: newYear)),
      ("ST", "科技", EnterpriseTables.science(firms, before: newYear)),
    ]
    return files.map { batch("enterprise", $0.0, "企业-\($0.1)", $0.2) }
  }

  private var projects: [SampleBatch] {
    // Contracts of the year come month by month; the lists of the year are known at its beginning.
    let known = district.projects.all.filter {
      $0.signedOn.map { $0 < newYear } ?? true
    }
    let renovations = known.filter(\.isRenovation)
    let signed = known.filter { $0.signedOn != nil }
    let files: [(String, String, SampleTable)] = [
      ("DU-development-reform", "计划", OtherTables.plan(known)),
      ("DU-commerce", "合同", OtherTables.contracts(signed, until: validFrom)),
      ("DU-park-committee", "园区", OtherTables.parks(known)),
      ("DU", "技改备案", OtherTables.renovations(renovations)),
      ("DU-development-reform", "开工", OtherTables.starts(known, until: validFrom)),
      ("DU-statistics", "入统", OtherTables.statistics(known, until: validFrom)),
    ]
    return files.map { batch("project", $0.0, "项目-\($0.1)", $0.2) }
  }

  private var others: [SampleBatch] {
    let parcels = district.parcels.all.filter { $0.transferredOn.map { $0 < newYear } ?? true }
    let platforms = district.platforms.all.filter { $0.approvedOn < newYear }
    // Where the past is told, the series of the year before came out month by month.
    let told = district.past == nil ? RegionSeries.months : []
    let series = told.compactMap { month in
      OtherTables.series(month: month, of: 2021).map {
        batch("region", "SX", "统计月报-2021年\(month)月", $0)
      }
    }
    return Place.parks.map { park in
      batch(
        "parcel", park.officer, "地块台账-\(park.code)",
        OtherTables.parcels(parcels.filter { $0.park == park.code }))
    } + [batch("platform", "ST", "创新平台", OtherTables.platforms(platforms))] + series
  }

  private func batch(
    _ register: String, _ post: String, _ name: String, _ table: SampleTable
  ) -> SampleBatch {
    SampleBatch(
      day: day, register: register, post: post, name: "\(name)-期初", validFrom: validFrom,
      evidence: .confirmed, reason: "期初数据", table: table)
  }
}
