/// What an office reports by hand for a commitment that no register can count.
package struct Claim: Hashable, Sendable {
  /// Words that occur in the commitment it speaks of, all of them.
  package var words: [String]
  /// Cumulative value by month, from January, in hundredths; nil where nothing was reported.
  package var byMonth: [Int?]
  package var isConfirmed: Bool
}

/// The claims of the district's offices in the year.
package enum Claims {
  package static let all = [
    Claim(
      words: ["5G网络"],
      byMonth: [
        6_000, 6_000, 6_500, 6_500, 7_000, 7_500, 8_000, 8_500, 8_500, 9_000, 9_500, 10_000,
      ],
      isConfirmed: false),
    Claim(
      words: ["地区生产总值"],
      byMonth: [nil, nil, 620, nil, nil, 480, nil, nil, 510, nil, nil, 530], isConfirmed: true),
    Claim(
      words: ["一般公共预算收入"],
      byMonth: [nil, 966, 930, 929, 899, 1_000, 990, 1_045, 1_024, 1_007, 1_007, 1_052],
      isConfirmed: true),
    Claim(
      words: ["幼儿园"], byMonth: [nil, nil, nil, nil, 0, 100, 100, 200, 400, 400, 400, 400],
      isConfirmed: false),
    Claim(
      words: ["学位"],
      byMonth: [nil, nil, nil, nil, 0, 27_000, 27_000, 54_000, 126_000, 126_000, 126_000, 126_000],
      isConfirmed: false),
  ]

  /// The unit that answers for a commitment which no metric measures.
  package static func unit(for subject: String) -> String {
    for (word, unit) in units where subject.contains(word) { return unit }
    return "gov-office"
  }

  private static let units = [
    ("生产总值", "development-reform"), ("预算收入", "finance"), ("居民收入", "development-reform"),
    ("研发", "science-tech"), ("5G", "industry"), ("项目", "development-reform"),
  ]
}
