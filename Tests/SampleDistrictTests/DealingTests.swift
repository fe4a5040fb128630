import Definitions
import Foundation
import Quantities
import SampleDistrict
import Testing

@Suite("What the district's firms deal in") struct DealingTests {
  private var batches: [SampleBatch] {
    district.batches(until: Day("2023-12-31") ?? .init(number: 0))
  }

  private func codes(_ register: String) -> Set<String> {
    Set(
      batches.filter { $0.register == register }.flatMap(\.table.rows).compactMap { row in
        if case .text(let code)? = row.first ?? nil { code } else { nil }
      })
  }

  @Test(arguments: [
    "park", "chain", "link", "product", "supply-relation", "order", "loan", "visit", "arrears",
  ])
  func `fills the register of`(register: String) {
    #expect(!codes(register).isEmpty)
  }

  /// A reference that nobody has would be refused or stand in the queue of orphans.
  @Test func `points only at what is there`() throws {
    let known = Dictionary(
      uniqueKeysWithValues: Set(batches.map(\.register)).map { ($0, codes($0)) })
    for batch in batches {
      let register = try #require(library.registers[batch.register])
      for (column, head) in batch.table.heads.enumerated().dropFirst() {
        let label = head.split(separator: "（")[0].split(separator: "20")[0]
        // Chains are referred to by their names.
        guard case .reference(let target)? = register.field(named: String(label))?.type,
          target != "chain", let there = known[target]
        else { continue }
        for case .text(let code)? in batch.table.rows.map({ $0[column] }) {
          #expect(there.contains(code), "\(batch.name), \(head): \(code)")
        }
      }
    }
  }

  @Test func `lays the parcels of a park side by side, and measures what it lays`() throws {
    for (park, layout) in district.layouts {
      let own = district.parcels.all.filter { $0.park == park }
      #expect(own.compactMap(\.plot).reduce(0) { $0 + $1.squareMetres } == layout.park.squareMetres)
      for parcel in own {
        let plot = try #require(parcel.plot)
        let drawn = try Geometry(parsing: plot.outline)
        #expect(drawn.mu == Number(fixedPoint: Int64(plot.mu), places: 4))
        #expect(abs(plot.mu - parcel.area * 100) <= 50, "\(parcel.code)")
        for other in own where other.code > parcel.code {
          #expect(other.plot.map { plot.isApart(from: $0) } == true)
        }
      }
    }
  }

  @Test func `buys in the district no more than all of what is sold there`() {
    let rows = batches.first { $0.register == "supply-relation" }?.table.rows ?? []
    var shares: [String: Number] = [:]
    for row in rows {
      guard case .text(let buyer)? = row[2], case .number(let share)? = row[7] else { continue }
      shares[buyer, default: .zero] += share
    }
    #expect(shares.count > 50)
    #expect(shares.values.allSatisfy { $0 <= 100 && $0 > 95 })
  }
}

extension LandPlot {
  fileprivate func isApart(from other: LandPlot) -> Bool {
    x + width <= other.x || other.x + other.width <= x || y + height <= other.y
      || other.y + other.height <= y
  }
}
