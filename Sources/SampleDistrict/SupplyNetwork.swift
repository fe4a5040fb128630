/// Who supplies whom in a fictional economy, by the published recipe of the chain benchmark.
///
/// Firm size is Zipf, the number of suppliers falls as rank to the power of −3/4, suppliers are
/// drawn inside a trade in proportion to their size, so that both degrees are heavy-tailed. Only
/// whole numbers and square roots are used: every machine gives the same network.
package struct SupplyNetwork: Sendable {
  package struct Link: Hashable, Sendable {
    package var supplier: Int
    package var buyer: Int
    package var amount: Int
  }

  /// Trade of each firm.
  package private(set) var sectors: [Int] = []
  /// How a buyer of trade l uses what trade k makes, at k × trades + l: 2 it cannot do without,
  /// 1 it can for a while, 0 hardly matters.
  package private(set) var essential: [UInt8] = []
  /// Sorted by supplier and buyer; no firm supplies itself, no pair occurs twice.
  package private(set) var links: [Link] = []

  private let firms: Int
  private let trades: Int
  private let seed: UInt64

  package init(firms: Int, meanDegree: Int, trades: Int = 200, seed: UInt64 = 20_220_101) {
    self.firms = firms
    self.trades = trades
    self.seed = seed
    sectors = drawSectors()
    let ranks = shuffledRanks(stream: 2)
    let sizes = ranks.map { max(1, 10_000_000 / $0) }
    let degrees = drawDegrees(ranks, meanDegree)
    let technology = (0..<trades * 11).map { below(draw(5, $0), trades) }
    essential = drawEssential(technology)
    links = drawLinks(sizes, degrees, technology)
  }

  // MARK: Numbers

  private func draw(_ stream: UInt64, _ index: Int) -> UInt64 {
    var z = seed &+ stream &* 0xd1b5_4a32_d192_ed03
    z = z &+ (UInt64(index) + 1) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private func below(_ word: UInt64, _ width: Int) -> Int {
    Int(((word >> 32) &* UInt64(width)) >> 32)
  }

  // MARK: Firms

  private func drawSectors() -> [Int] {
    let ends = runningSum((0..<trades).map { 1_000_000 / ($0 + 10) })
    let total = ends[trades - 1]
    return (0..<firms).map { firm in
      firm < trades ? firm : place(of: below(draw(1, firm), total), in: ends)
    }
  }

  private func shuffledRanks(stream: UInt64) -> [Int] {
    let keys = (0..<firms).map { draw(stream, $0) }
    let order = (0..<firms).sorted { (keys[$0], $0) < (keys[$1], $1) }
    var ranks = Array(repeating: 0, count: firms)
    for (place, firm) in order.enumerated() { ranks[firm] = place + 1 }
    return ranks
  }

  /// Half of the firms keep their rank of size for the number of suppliers, half get another.
  private func drawDegrees(_ ranks: [Int], _ meanDegree: Int) -> [Int] {
    let other = shuffledRanks(stream: 3)
    let falls = (0..<firms).map { firm -> Double in
      let root = Double(draw(4, firm) & 1 == 0 ? ranks[firm] : other[firm]).squareRoot()
      return 1 / (root * root.squareRoot())
    }
    let cap = max(4, firms / 20)
    let degree = { (scale: Int, fall: Double) in
      min(cap, max(1, Int((Double(scale) * fall).rounded(.down))))
    }
    // The smallest whole scale that reaches the mean.
    var low = 0
    var high = 64 * firms * meanDegree
    while low < high {
      let middle = (low + high) / 2
      let sum = falls.reduce(0) { $0 + degree(middle, $1) }
      if sum >= firms * meanDegree { high = middle } else { low = middle + 1 }
    }
    return falls.map { degree(low, $0) }
  }

  // MARK: Technology

  /// Each trade needs two others, can wait for six, hardly minds three; the rest is drawn.
  private func drawEssential(_ technology: [Int]) -> [UInt8] {
    var uses = (0..<trades * trades).map { pair -> UInt8 in
      let share = Int(draw(6, pair) >> 32) % 1000
      return share < 145 ? 2 : share < 245 ? 1 : 0
    }
    for buyer in 0..<trades {
      let row = technology[buyer * 11..<buyer * 11 + 11].map { $0 * trades + buyer }
      for place in row[8...] { uses[place] = 0 }
      for place in row[2..<8] { uses[place] = 1 }
      for place in row[..<2] { uses[place] = 2 }
    }
    return uses
  }

  // MARK: Links

  private func drawLinks(_ sizes: [Int], _ degrees: [Int], _ technology: [Int]) -> [Link] {
    let order = (0..<firms).sorted { (sectors[$0], $0) < (sectors[$1], $1) }
    let cumulated = [0] + runningSum(order.map { sizes[$0] })
    let ends = runningSum((0..<trades).map { trade in sectors.count { $0 == trade } })
    var links: [(link: Link, stub: Int)] = []
    var stub = 0
    for buyer in 0..<firms {
      for _ in 0..<degrees[buyer] {
        let trade = supplyingTrade(of: buyer, stub, technology)
        let start = trade == 0 ? 0 : ends[trade - 1]
        if ends[trade] > start {
          let (low, high) = (cumulated[start], cumulated[ends[trade]])
          let target = low + below(draw(10, stub), high - low)
          let supplier = order[place(of: target, in: cumulated) - 1]
          if supplier != buyer {
            let amount = amount(stub, sizes[supplier], sizes[buyer], degrees[buyer])
            links.append((Link(supplier: supplier, buyer: buyer, amount: amount), stub))
          }
        }
        stub += 1
      }
    }
    links.sort {
      ($0.link.supplier, $0.link.buyer, $0.stub) < ($1.link.supplier, $1.link.buyer, $1.stub)
    }
    return links.enumerated().compactMap { place, entry in
      let before = place > 0 ? links[place - 1].link : nil
      let isRepeat = before?.supplier == entry.link.supplier && before?.buyer == entry.link.buyer
      return isRepeat ? nil : entry.link
    }
  }

  /// Four in five inputs come from the trades that the buyer's technology names.
  private func supplyingTrade(of buyer: Int, _ stub: Int, _ technology: [Int]) -> Int {
    guard Int(draw(7, stub) >> 32) % 100 < 80 else { return below(draw(9, stub), trades) }
    return technology[sectors[buyer] * 11 + below(draw(8, stub), 11)]
  }

  private func amount(_ stub: Int, _ supplier: Int, _ buyer: Int, _ degree: Int) -> Int {
    let share = Int(draw(11, stub) >> 32) % 1000
    let base =
      Double(supplier).squareRoot() * Double(buyer).squareRoot() / Double(degree).squareRoot()
    return max(1, Int((base * Double(250 + share) / 1000).rounded(.down)))
  }

  // MARK: Sums

  private func runningSum(_ values: [Int]) -> [Int] {
    var sum = 0
    return values.map { value in
      sum += value
      return sum
    }
  }

  /// Returns how many of rising numbers are not above a value.
  private func place(of value: Int, in rising: [Int]) -> Int {
    var low = 0
    var high = rising.count
    while low < high {
      let middle = (low + high) / 2
      if rising[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
