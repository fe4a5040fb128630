import Definitions
import Quantities

extension DealingParty {
  /// A firm of the census that others deal with: larger than micro, and of known revenue.
  init?(_ entity: Entity) {
    guard entity.size > .micro || entity.isAboveScale, let revenue = entity.lastRevenue,
      entity.closed == nil, entity.movedOut == nil, !entity.isNew
    else { return nil }
    self.init(
      code: entity.code, name: entity.name, industry: entity.industry,
      chain: ChainAtlas.product(of: entity.industry)?.chain.name, town: entity.town,
      revenue: revenue)
  }
}

extension DealingBatches {
  /// What the firms of a census district deal in.
  init(_ parties: [DealingParty], _ land: CensusLand, seed: UInt64) {
    self.init(
      dealings: Dealings(among: parties, seed: seed), services: Services(for: parties, seed: seed),
      parks: ParkBook(land), hasLeader: false)
  }

  /// The files of the folder of a district: each register once, as it stands when the year ends.
  var census: [File] {
    let last = Day.of(CensusDistrict.year, 12, 31)
    let park = parks.names.joined(with: parks.approvals).joined(with: parks.surveys)
    return [
      File(register: "park", post: "", name: "park", table: park),
      File(
        register: "chain", post: "", name: "chain", table: ChainAtlas.chainTable(withLeader: false)),
      File(
        register: "link", post: "", name: "link",
        table: ChainAtlas.linkTable.joined(with: ChainAtlas.regionTable)),
      File(
        register: "product", post: "", name: "product",
        table: ChainAtlas.productTable.joined(with: ChainAtlas.productClasses)),
      File(
        register: "supply-relation", post: "", name: "supply-relation",
        table: dealings.relationTable),
      File(
        register: "order", post: "", name: "order",
        table: dealings.orderTable(from: Day.of(2021, 1, 1), to: last)),
      File(
        register: "visit", post: "", name: "visit",
        table: services.visitTable(from: Day.of(2021, 1, 1), to: last)),
      File(
        register: "arrears", post: "", name: "arrears",
        table: services.debtTable(from: Day.of(2021, 1, 1), to: last)),
    ]
  }
}
