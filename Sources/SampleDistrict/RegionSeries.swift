import Quantities

/// The published series of the district and the city, cumulative from the beginning of the year.
enum RegionSeries {
  /// Months with a release: January has none.
  static let months = Array(2...12)

  /// Growth of industrial value added in hundredths of a per cent, by month from February.
  static let industrialGrowth: [Int: (own: [Int], city: [Int])] = [
    2021: (
      [1_420, 1_230, 1_090, 980, 920, 870, 840, 810, 790, 780, 770],
      [1_310, 1_180, 1_060, 950, 890, 860, 830, 800, 780, 760, 750]
    ),
    2022: (
      [860, 810, 690, 620, 640, 630, 660, 680, 650, 640, 650],
      [740, 700, 620, 600, 610, 600, 620, 640, 660, 620, 610]
    ),
  ]

  /// Growth of investment in technical renovation, in hundredths of a per cent.
  static let renovationGrowth: [Int: [Int]] = [
    2021: [2_110, 1_820, 1_640, 1_490, 1_420, 1_370, 1_340, 1_290, 1_260, 1_240, 1_230],
    2022: [920, 1_250, 1_380, 1_490, 1_620, 1_700, 1_760, 1_830, 1_890, 1_940, 1_980],
  ]

  static let retailGrowth: [Int: [Int]] = [
    2021: [1_980, 1_640, 1_390, 1_250, 1_160, 1_090, 1_010, 970, 920, 890, 880],
    2022: [610, 420, 130, 60, 110, 180, 240, 290, 270, 250, 260],
  ]

  /// General public budget revenue in hundredths of 亿元, cumulative, by month from February.
  static let budgetRevenue: [Int: [Int]] = [
    2021: [290, 430, 560, 690, 860, 990, 1_110, 1_260, 1_390, 1_510, 1_720],
    2022: [318, 470, 612, 752, 946, 1_088, 1_226, 1_389, 1_530, 1_662, 1_901],
  ]

  /// Quarterly GDP in hundredths of 亿元 and its growth in hundredths of a per cent, cumulative.
  static let gdp: [Int: [(value: Int, growth: Int)]] = [
    2021: [(6_340, 1_480), (13_520, 1_060), (20_410, 860), (28_640, 710)],
    2022: [(6_790, 620), (14_180, 480), (21_460, 510), (30_270, 530)],
  ]

  /// Research spending of 2021, published in the following year: 亿元 and growth, in hundredths.
  static let research2021 = (industrial: (412, 1_620), total: (465, 1_540))
}
