import Definitions
package import Quantities

/// The parcels of a census district: each park cut into parcels that tile it.
package struct CensusLand: Sendable {
  package struct Piece: Hashable, Sendable {
    package var code: String
    package var name: String
    package var park: String
    package var town: Int
    package var plot: LandPlot
    package var use: String
    package var state: String
    package var holder: String?
    package var transferred: Day?
    package var price: Int?
  }

  package private(set) var layouts: [(park: String, layout: ParkLayout)] = []
  package private(set) var pieces: [Piece] = []
  package private(set) var flaws: [Flaw] = []

  /// Takes the firms above scale, whose plants stand in the parks.
  package init(district: CensusDistrict, aboveScale: [Entity]) {
    for (place, park) in Place.parks.enumerated() {
      var random = SeededGenerator(seed: district.seed, part: 13, subject: place)
      let holders = aboveScale.filter { $0.park == park.code && $0.land != nil }.prefix(9_000)
      let held = holders.map { ($0.land ?? 0) * 2000 / 300 }
      let free = (0..<max(3, holders.count / 8)).map { _ in random.within(10_000...90_000) }
      let layout = ParkLayout(tiledBy: held + free, at: ParkBook.corner(of: place))
      layouts.append((park.code, layout))
      for (index, plot) in layout.plots.enumerated() {
        let holder = index < held.count ? holders[holders.startIndex + index] : nil
        pieces.append(
          piece(index, plot, of: holder, park, place, flawed: district.isFlawed, &random))
      }
    }
  }

  private mutating func piece(
    _ index: Int, _ plot: LandPlot, of holder: Entity?, _ park: Place.Park, _ place: Int,
    flawed: Bool, _ random: inout SeededGenerator
  ) -> Piece {
    let code = "D-0\(place + 1)-\(String(10_001 + index).dropFirst())"
    var piece = Piece(
      code: code, name: "\(park.name)\(index + 1)号地块", park: park.code,
      town: Place.towns.firstIndex { $0.code == park.town } ?? 0, plot: plot, use: "工业", state: "待供"
    )
    guard let holder else { return piece }
    piece.holder = holder.code
    piece.state = random.pick(weighted: [("在用", 86), ("低效", 9), ("闲置", 5)])
    piece.transferred = holder.founded.adding(days: 200)
    piece.price = plot.mu * random.within(12...19) / 100
    if flawed, random.happens(perMille: 40) {
      // The last body digit was typed wrong, and nobody has that code.
      let body = holder.code.dropFirst(8).prefix(7)
      piece.holder = CreditCode.code(
        kind: "91", region: String(holder.code.dropFirst(2).prefix(6)), body: "\(body)X")
      flaws.append(
        Flaw(.orphan, "parcel", code, field: "holder", other: holder.code, manner: "mistyped-code"))
    }
    return piece
  }

  // MARK: Tables

  func table(of park: String) -> SampleTable {
    SampleTable(
      heads: [
        "地块编号", "地块名称", "所属园区", "所属镇街", "土地面积（亩）", "土地用途", "出让日期", "出让价款（万元）", "使用权人代码",
        "利用状态", "宗地边界",
      ],
      rows: pieces.filter { $0.park == park }.map { piece in
        [
          .text(piece.code), .text(piece.name), .text(piece.park),
          .text(Place.towns[piece.town].code),
          .number(Number(fixedPoint: Int64(piece.plot.mu), places: 4)), .text(piece.use),
          piece.transferred.map { .day($0) }, piece.price.map { .hundredths($0) },
          piece.holder.map { .text($0) }, .text(piece.state), .text(piece.plot.outline),
        ]
      })
  }
}
