import Definitions
import Foundation
import Quantities
import SampleDistrict
import Testing

@Suite("The sample district") struct DistrictTests {
  @Test(arguments: [1_000, 2_000, 7_500])
  func `has exactly as many market entities as asked for`(entities: Int) {
    let district = SampleDistrict(entities: entities, seed: 5)
    #expect(district.firms.all.count == entities)
  }

  @Test(arguments: [1, 2022, 987_654_321] as [UInt64])
  func `gives every entity a right credit code of its own`(seed: UInt64) {
    let codes = SampleDistrict(entities: 3_000, seed: seed).firms.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    let problems = codes.compactMap { CreditCode.problem(with: $0) }
    #expect(problems.isEmpty, "\(problems.prefix(3))")
  }

  @Test func `is the same for the same seed, byte for byte`() throws {
    let first = try SampleDistrict(entities: 1_200, seed: 9).files()
    let second = try SampleDistrict(entities: 1_200, seed: 9).files()
    #expect(first.map(\.path) == second.map(\.path))
    for (left, right) in zip(first, second) {
      #expect(left.bytes == right.bytes, "\(left.path)")
    }
  }

  @Test func `differs for different seeds and keeps its named characters`() throws {
    let one = SampleDistrict(entities: 1_200, seed: 9)
    let other = SampleDistrict(entities: 1_200, seed: 10)
    #expect(one.firms.all.map(\.name) != other.firms.all.map(\.name))
    #expect(one.projects.all != other.projects.all)
    #expect(one.firms.justBelow == other.firms.justBelow)
    #expect(one.projects.late == other.projects.late)
  }

  @Test func `grows in its tail and not in its frame`() {
    let small = SampleDistrict(entities: 1_000, seed: 4)
    let large = SampleDistrict(entities: 4_000, seed: 4)
    #expect(
      small.firms.all.filter { $0.aboveScaleOn != nil }
        == large.firms.all.filter { $0.aboveScaleOn != nil })
    #expect(small.projects == large.projects)
  }

  @Test func `begins with 230 industrial firms above scale`() {
    let newYear = Day("2022-01-01") ?? Day(number: 0)
    let above = district.firms.all.filter { firm in
      firm.aboveScaleOn.map { $0 < newYear } == true
    }
    #expect(above.count == 230)
    #expect(above.allSatisfy { $0.isIndustrial })
    let tooSmall = above.filter { ($0.revenue ?? 0) < 200_000 }
    #expect(tooSmall.map(\.code) == [Firms.Code.exited])
  }

  @Test func `has the characters that tests and handbook speak of`() throws {
    let firms = district.firms
    let justBelow = try #require(firms.justBelow)
    #expect((190_000..<200_000).contains(justBelow.revenue ?? 0))
    #expect(justBelow.aboveScaleOn == nil)
    let justOver = try #require(firms.justOver)
    #expect((200_000..<210_000).contains(justOver.revenue ?? 0))
    #expect(justOver.aboveScaleOn == nil)
    #expect(try #require(firms.missingFact).revenue == nil)
    #expect(try #require(firms.closedInMay).closed?.month == 5)
    #expect(try #require(firms.claimedCloud).cloudProof == "企业自报")
    #expect(try #require(firms.exited).aboveScaleExitOn != nil)
    let late = try #require(district.projects.late)
    #expect(late.startedOn == nil && late.plannedStartOn?.month == 3)
    #expect(try #require(district.projects.unregistered).registeredOn == nil)
    #expect(try #require(district.parcels.idle).state == "闲置")
    #expect(try #require(district.parcels.notStandard).isStandard == false)
    #expect(try #require(district.platforms.expiring).expiresOn?.month == 9)
  }

  @Test(arguments: [1, 2022, 77] as [UInt64])
  func `plans for its key projects what the report says`(seed: UInt64) {
    let key = SampleDistrict(entities: 1_000, seed: seed).projects.key
    #expect(key.count == 60)
    #expect(key.reduce(0) { $0 + $1.investment } == 54_020)
    #expect(key.reduce(0) { $0 + ($1.yearPlan ?? 0) } == 25_200)
    #expect(key.allSatisfy { $0.monthly.count == 12 })
  }

  @Test func `has one person for each role of the grants file`() {
    #expect(Cast.principals.map(\.role).sorted() == library.grants.roles.map(\.code).sorted())
    let posts = Cast.all.map(\.post)
    #expect(Set(posts).count == posts.count)
    let names = Dictionary(grouping: Cast.all, by: \.id)
    for (id, members) in names {
      #expect(Set(members.map(\.name)).count == 1, "\(id)")
    }
  }

  @Test func `appoints a liaison officer wherever data are kept`() {
    let keepers = Set(
      district.batches(until: SampleDistrict.lastDay).map(\.post).filter { $0.hasPrefix("DU") })
    let posts = Set(Cast.all.map(\.post))
    #expect(keepers.isSubset(of: posts), "\(keepers.subtracting(posts))")
  }

  /// Needs the shared lists of places; where they are absent the test is skipped.
  @Test(.enabled(if: Package.shared != nil))
  func `has places that stand in no list of real ones`() throws {
    let folder = try #require(Package.shared).appending(path: "data/regions")
    var real: Set<String> = []
    for file in ["regions-county.tsv", "regions-town-henan.tsv"] {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n").dropFirst() {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        #expect(!cells[0].hasPrefix(Place.region))
        if cells.count > 3 { real.insert(String(cells[3])) }
      }
    }
    let ours = [Place.city, Place.district] + Place.towns.map(\.name)
    #expect(real.isDisjoint(with: ours), "\(real.intersection(ours))")
  }
}
