package import Quantities

/// A market entity of the census with its facts, all of which agree with one another.
///
/// Amounts of money are hundredths of 万元, areas hundredths of 亩, energy hundredths of a ton.
package struct Entity: Hashable, Sendable {
  package var index: Int
  package var code: String
  package var name: String
  package var type: String
  package var section: String
  package var industry: String
  package var town: Int
  package var address: String
  package var park: String?
  package var founded: Day
  /// Struck off, in the year that is told.
  package var closed: Day?
  /// Moved out of the district, in the year that is told.
  package var movedOut: Day?
  package var capital: Int
  package var size: SizeClass
  package var isAboveScale = false
  package var aboveScaleOn: Day?
  package var isGeneralTaxpayer = false
  /// Yearly revenue from 2017 to 2022; nil before the firm was founded.
  package var revenue: [Int?] = []
  package var staff: Int?
  package var tax: Int?
  package var energy: Int?
  package var researchCost: Int?
  package var land: Int?
  package var contact: String?

  package var isHousehold: Bool { type == "个体工商户" }
  package var isNew: Bool { founded >= CensusDistrict.newYear }

  /// Revenue of the last full year before the one that is told.
  package var lastRevenue: Int? { revenue.count == 6 ? revenue[4] : nil }

  package func revenue(of year: Int) -> Int? {
    let place = year - CensusDistrict.firstYear
    return revenue.indices.contains(place) ? revenue[place] : nil
  }
}
