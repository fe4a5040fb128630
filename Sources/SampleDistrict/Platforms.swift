package import Quantities

/// A research platform of a firm.
package struct Platform: Hashable, Sendable {
  package var code: String
  package var name: String
  package var kind: String
  package var level: String
  package var host: Firm
  package var approvedOn: Day
  /// The steps before the approval: handed in, judged by experts, shown to the public.
  package var appliedOn: Day?
  package var reviewedOn: Day?
  package var publicisedOn: Day?
  package var expiresOn: Day?
  package var revokedOn: Day?
}

/// The platforms of the district, with the characters that tests and handbook speak of.
package struct Platforms: Hashable, Sendable {
  package var all: [Platform]

  package subscript(code: String) -> Platform? { all.first { $0.code == code } }

  package enum Code {
    /// Of the province, valid until the end of September and not renewed.
    package static let expiring = "P-0001"
    /// Of the city, revoked in August.
    package static let revoked = "P-0002"
  }

  package var expiring: Platform? { self[Code.expiring] }
  package var revoked: Platform? { self[Code.revoked] }
}

/// Gives firms that do research their platforms.
struct PlatformBuilder {
  private var random: SeededGenerator
  private var steps: SeededGenerator

  /// Approvals in the year: day, level.
  private static let approvals = [
    (Day.of(2022, 4, 19), "省级"), (Day.of(2022, 6, 9), "市级"), (Day.of(2022, 6, 9), "市级"),
    (Day.of(2022, 6, 9), "市级"), (Day.of(2022, 10, 25), "省级"), (Day.of(2022, 11, 15), "市级"),
    (Day.of(2022, 11, 15), "市级"),
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed, stream: "platforms")
    steps = SeededGenerator(seed: seed, stream: "platform steps")
  }

  mutating func build(hosts: [Firm]) -> [Platform] {
    guard !hosts.isEmpty else { return [] }
    var platforms: [Platform] = []
    for index in 0..<38 {
      let level = index == 0 || (2..<9).contains(index) ? "省级" : "市级"
      var platform = make(index, level: level, host: hosts[index % hosts.count])
      platform.approvedOn = Day.of(2014 + index % 8, 1 + index % 12, 18)
      if index == 0 { platform.expiresOn = Day.of(2022, 9, 30) }
      if index == 1 { platform.revokedOn = Day.of(2022, 8, 16) }
      platforms.append(platform)
    }
    for (offset, approval) in Self.approvals.enumerated() {
      var platform = make(
        38 + offset, level: approval.1, host: hosts[(38 + offset) % hosts.count])
      platform.approvedOn = approval.0
      platforms.append(platform)
    }
    platforms.append(incubator(38 + Self.approvals.count, host: hosts[0]))
    return platforms.map { withSteps($0) }
  }

  /// Tells backwards when the steps before the approval were taken.
  private mutating func withSteps(_ platform: Platform) -> Platform {
    var platform = platform
    let publicised = platform.approvedOn.adding(days: -(7 + steps.below(24)))
    let reviewed = publicised.adding(days: -steps.lognormal(median: 26, spread: 350))
    platform.publicisedOn = publicised
    platform.reviewedOn = reviewed
    platform.appliedOn = reviewed.adding(days: -steps.lognormal(median: 68, spread: 380))
    return platform
  }

  private mutating func make(_ index: Int, level: String, host: Firm) -> Platform {
    let kind = random.pick(level == "省级" ? Self.provincial : Self.municipal)
    return Platform(
      code: "P-\(String(10_001 + index).dropFirst())", name: "\(host.name.dropLast(4))\(kind)",
      kind: kind, level: level, host: host, approvedOn: Day.of(2020, 1, 1))
  }

  private func incubator(_ index: Int, host: Firm) -> Platform {
    Platform(
      code: "P-\(String(10_001 + index).dropFirst())", name: "澄川装备制造科技企业孵化器", kind: "孵化器",
      level: "省级", host: host, approvedOn: Day.of(2019, 5, 21))
  }

  private static let provincial = ["工程技术研究中心", "企业技术中心", "工程研究中心"]
  private static let municipal = ["工程技术研究中心", "重点实验室", "技术创新中心", "企业技术中心"]
}
