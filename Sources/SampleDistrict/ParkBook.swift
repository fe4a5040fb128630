import Quantities

/// What the register of parks says: who manages a park, how large it is, where it ends.
struct ParkBook {
  struct Outline {
    var park: Place.Park
    var plot: LandPlot
    /// Areas in ten-thousandths of a 亩.
    var built: Int
    var industrial: Int
  }

  let outlines: [Outline]

  private static let facts:
    [String: (kind: String, level: String, industries: String, since: Day)] =
      [
        Place.equipmentPark.code: ("先进制造业开发区", "省级", "专用车、装备制造", .of(2009, 6, 18)),
        Place.foodPark.code: ("先进制造业开发区", "市级", "现代食品", .of(2013, 4, 9)),
        Place.energyPark.code: ("小微企业园", "区级", "新能源", .of(2018, 9, 27)),
      ]

  /// Corner of a park in metres, so far apart that no park lies on another.
  static func corner(of park: Int) -> (x: Int, y: Int) {
    [(512_000, 3_652_000), (498_500, 3_667_400), (521_300, 3_640_900)][park % 3]
  }

  init(parcels: [Parcel], layouts: [String: ParkLayout]) {
    outlines = Place.parks.compactMap { park in
      guard let layout = layouts[park.code] else { return nil }
      let own = parcels.filter { $0.park == park.code && $0.plot != nil }
      let sum = { (wanted: (Parcel) -> Bool) in
        own.filter(wanted).reduce(0) { $0 + ($1.plot?.mu ?? 0) }
      }
      return Outline(
        park: park, plot: layout.park,
        built: sum { ["在用", "低效"].contains($0.state) }, industrial: sum { $0.use == "工业" })
    }
  }

  init(_ land: CensusLand) {
    outlines = land.layouts.compactMap { code, layout in
      guard let park = Place.parks.first(where: { $0.code == code }) else { return nil }
      let own = land.pieces.filter { $0.park == code }
      let built = own.filter { ["在用", "低效"].contains($0.state) }
      return Outline(
        park: park, plot: layout.park, built: built.reduce(0) { $0 + $1.plot.mu },
        industrial: own.filter { $0.holder != nil }.reduce(0) { $0 + $1.plot.mu })
    }
  }

  // MARK: Sheets, one for each office that keeps part of it

  var names: SampleTable {
    SampleTable(
      heads: ["园区代码", "园区名称", "管理单位"],
      rows: outlines.map { [.text($0.park.code), .text($0.park.name), .text("park-committee")] })
  }

  var approvals: SampleTable {
    SampleTable(
      heads: ["园区代码", "园区级别", "园区类别", "主导产业", "批准设立日期"],
      rows: outlines.map { outline in
        let facts = Self.facts[outline.park.code]
        return [
          .text(outline.park.code), facts.map { .text($0.level) }, facts.map { .text($0.kind) },
          facts.map { .text($0.industries) }, facts.map { .day($0.since) },
        ]
      })
  }

  var surveys: SampleTable {
    SampleTable(
      heads: ["园区代码", "规划面积（亩）", "建成区面积（亩）", "工业用地面积（亩）", "园区边界"],
      rows: outlines.map { outline in
        [
          .text(outline.park.code), .number(Number(fixedPoint: Int64(outline.plot.mu), places: 4)),
          .number(Number(fixedPoint: Int64(outline.built), places: 4)),
          .number(Number(fixedPoint: Int64(outline.industrial), places: 4)),
          .text(outline.plot.outline),
        ]
      })
  }
}

extension ParcelBuilder {
  /// Lays the parcels of each park side by side, so that they tile it, and measures them anew.
  static func laidOut(_ parcels: [Parcel]) -> (parcels: [Parcel], layouts: [String: ParkLayout]) {
    var parcels = parcels
    var layouts: [String: ParkLayout] = [:]
    for (place, park) in Place.parks.enumerated() {
      let own = parcels.indices.filter { parcels[$0].park == park.code }
      guard !own.isEmpty else { continue }
      // A hundredth of a 亩 is 20/3 square metres.
      let sizes = own.map { parcels[$0].area * 20 / 3 }
      let layout = ParkLayout(tiledBy: sizes, at: ParkBook.corner(of: place))
      layouts[park.code] = layout
      for (index, plot) in zip(own, layout.plots) {
        parcels[index].plot = plot
        parcels[index].area = (plot.mu + 50) / 100
      }
    }
    return (parcels, layouts)
  }
}
