package import Quantities

/// A market entity of the district with everything that happens to it in the year.
///
/// Amounts of money are hundredths of 万元.
package struct Firm: Hashable, Sendable {
  package var code: String
  package var name: String
  package var type: String
  package var section: String
  package var industry: String
  /// Place in the list of towns.
  package var town: Int
  package var park: String?
  package var founded: Day
  package var closed: Day?
  package var capital: Int
  /// Revenue of the year before; nil when nobody has reported it.
  package var revenue: Int?
  /// Growth of revenue in the year, in thousandths.
  package var growth = 60
  package var tax: Int?
  package var staff: Int?
  package var isGeneralTaxpayer = false
  package var chain: String?
  package var cluster: String?
  package var contact: String?

  package var aboveScaleOn: Day?
  package var aboveScaleExitOn: Day?
  package var jointStockOn: Day?
  package var neeqOn: Day?
  package var exchangeOn: Day?
  package var cloudOn: Day?
  package var cloudProof: String?
  package var smartFactoryOn: Day?
  package var smartWorkshopOn: Day?
  package var highTechOn: Day?
  package var specialisedOn: Day?
  /// Days on which a yearly number as a technology-based small firm was given, oldest first.
  package var technologyNumbers: [Day] = []
  package var isActiveInResearch: Bool?
  package var hasResearchInstitution = false
  package var researchCost: Int?

  /// Whether what the firm reports has been checked against a second source.
  package var isCrossChecked = true

  package var isIndustrial: Bool { ["B", "C", "D"].contains(section) }
  package var isHousehold: Bool { type == "个体工商户" }

  /// Revenue of a month of the year, spread by the season of the trade.
  package func revenue(inMonth month: Int) -> Int? {
    revenue.map { $0 * (1000 + growth) / 1000 * Self.season[month - 1] / 1200 }
  }

  /// Revenue of a month of the year before.
  package func revenueLastYear(inMonth month: Int) -> Int? {
    revenue.map { $0 * Self.season[month - 1] / 1200 }
  }

  /// Share of each month, in twelve-hundredths of the year.
  private static let season = [85, 85, 105, 100, 100, 108, 98, 98, 103, 100, 103, 115]
}
