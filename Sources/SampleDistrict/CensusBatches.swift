import Definitions
package import Quantities

/// The files that the offices of a census district hand in, made one at a time.
package struct CensusBatches: Sendable {
  private let district: CensusDistrict
  private let aboveScale: [Entity]
  private let projects: CensusProjects
  private let land: CensusLand
  private let dealings: DealingBatches

  private static let day = Day.of(2022, 1, 5)
  private static let validFrom = Day.of(2021, 12, 31)
  /// Rows of the longest file; longer ones are handed in in parts.
  private static let part = 50_000

  package init(district: CensusDistrict) {
    self.district = district
    aboveScale = (0..<district.entities).lazy.map { district.entity($0) }
      .filter { $0.isAboveScale }
    projects = CensusProjects(district: district)
    land = CensusLand(district: district, aboveScale: aboveScale)
    dealings = DealingBatches(
      (0..<district.entities).lazy.compactMap { DealingParty(district.entity($0)) }, land,
      seed: district.seed)
  }

  /// Calls with each file that is handed in up to a day, in the order of the days.
  package func forEach(
    until day: Day, _ body: (SampleBatch) async throws -> Void
  ) async rethrows {
    try await body(opening("unit", "SA", "单位名单", OtherTables.units))
    try await enterprises(body)
    for table in [
      ("DU-development-reform", "计划", projects.plan), ("DU-commerce", "合同", projects.contracts),
      ("DU-park-committee", "园区", projects.parks), ("IAM", "招商清单", projects.attraction),
    ] { try await body(opening("project", table.0, "项目-\(table.1)", table.2)) }
    for park in Place.parks {
      try await body(
        opening("parcel", park.officer, "地块台账-\(park.code)", land.table(of: park.code)))
    }
    for file in dealings.opening(until: Self.validFrom) {
      try await body(opening(file.register, file.post, file.name, file.table))
    }
    for month in 1...12 {
      let handIn = MonthlyBatches.handInDay(after: Day.last(of: month, in: CensusDistrict.year))
      guard handIn <= day else { return }
      for batch in monthly(month, handIn) where !batch.table.rows.isEmpty { try await body(batch) }
    }
  }

  // MARK: Enterprises

  private func enterprises(_ body: (SampleBatch) async throws -> Void) async rethrows {
    let sheets: [(String, String, [CensusSheets.Column])] = [
      ("DU-market-regulation", "登记", CensusSheets.registration(on: Self.validFrom)),
      ("DU-park-committee", "园区", CensusSheets.park), ("DU", "经营", CensusSheets.industry),
      ("DU-tax", "税务", CensusSheets.tax), ("DU-human-resources", "从业人员", CensusSheets.staff),
      ("DU-statistics", "规上工业", CensusSheets.scale), ("ST", "科技", CensusSheets.science),
    ]
    for (post, name, columns) in sheets {
      var part = 1
      var rows: [[Value?]] = []
      for report in known {
        if let row = CensusSheets.row(report, columns) { rows.append(row) }
        guard rows.count == Self.part else { continue }
        try await body(opening(post, "\(name)-\(part)", columns, rows))
        rows.removeAll(keepingCapacity: true)
        part += 1
      }
      if !rows.isEmpty { try await body(opening(post, "\(name)-\(part)", columns, rows)) }
    }
    for year in CensusDistrict.firstYear..<CensusDistrict.year {
      let columns = CensusSheets.months(of: year)
      let rows = aboveScale.compactMap {
        CensusSheets.row(ReportedEntity($0, in: district), columns)
      }
      if !rows.isEmpty { try await body(opening("DU", "月报-\(year)年", columns, rows)) }
    }
  }

  /// The entities that are known when the year begins, with the twins among them.
  private var known: some Sequence<ReportedEntity> {
    let district = district
    let entities = (0..<district.entities).lazy.map { district.entity($0) }
    let twins = TwinEntities(district: district).all.map(\.entity)
    return [AnySequence(entities), AnySequence(twins)].lazy.joined()
      .filter { !$0.isNew }.map { ReportedEntity($0, in: district) }
  }

  private func opening(
    _ post: String, _ name: String, _ columns: [CensusSheets.Column], _ rows: [[Value?]]
  ) -> SampleBatch {
    opening(
      "enterprise", post, "企业-\(name)",
      SampleTable(heads: [EnterpriseTables.code] + columns.map(\.head), rows: rows))
  }

  private func opening(
    _ register: String, _ post: String, _ name: String, _ table: SampleTable
  ) -> SampleBatch {
    SampleBatch(
      day: Self.day, register: register, post: post, name: "\(name)-期初", validFrom: Self.validFrom,
      evidence: register == "project" && post == "IAM" ? .documented : .confirmed, reason: "期初数据",
      table: table)
  }

  // MARK: Months

  private func monthly(_ month: Int, _ handIn: Day) -> [SampleBatch] {
    let last = Day.last(of: month, in: CensusDistrict.year)
    let touched = (0..<district.entities).lazy.map { district.entity($0) }.filter { entity in
      [entity.founded, entity.closed, entity.movedOut].contains {
        $0?.isIn(month: month, of: CensusDistrict.year) == true
      }
    }.map { ReportedEntity($0, in: district) }
    let registration = CensusSheets.registration(on: last)
    let now = CensusSheets.months(of: CensusDistrict.year)
    let told = aboveScale.map { ReportedEntity($0, in: district) }
    let onTime = told.filter { !$0.lateMonths.contains(month) }
    let late = told.filter { $0.lateMonths.contains(month - 1) }
    let files: [(String, String, [CensusSheets.Column], [ReportedEntity])] =
      [
        ("DU-market-regulation", "登记", registration, Array(touched)),
        ("DU", "月报", [now[month - 1]], onTime),
      ] + (month > 1 ? [("DU", "补报", [now[month - 2]], late)] : [])
    let others = dealings.happened(from: Day.of(CensusDistrict.year, month, 1), to: last).map {
      SampleBatch(
        day: handIn, register: $0.register, post: $0.post,
        name: "\($0.name)-\(CensusDistrict.year)年\(month)月", validFrom: last, evidence: .confirmed,
        reason: "\(month)月报送", table: $0.table)
    }
    return others
      + files.map { post, name, columns, reports in
        SampleBatch(
          day: handIn, register: "enterprise", post: post,
          name: "企业-\(name)-\(CensusDistrict.year)年\(month)月", validFrom: last,
          evidence: .confirmed,
          reason: "\(month)月报送",
          table: SampleTable(
            heads: [EnterpriseTables.code] + columns.map(\.head),
            rows: reports.compactMap { CensusSheets.row($0, columns) }))
      }
  }
}

extension CensusDistrict {
  /// Everything that was planted wrong, in the order of the registers.
  package var flaws: [Flaw] {
    guard isFlawed else { return [] }
    var flaws: [Flaw] = []
    var aboveScale: [Entity] = []
    for index in 0..<entities {
      let entity = entity(index)
      if entity.isAboveScale { aboveScale.append(entity) }
      flaws += ReportedEntity(entity, in: self).flaws
    }
    flaws += TwinEntities(district: self).all.compactMap(\.flaw)
    flaws += CensusProjects(district: self).flaws
    flaws += CensusLand(district: self, aboveScale: aboveScale).flaws
    return flaws
  }
}
