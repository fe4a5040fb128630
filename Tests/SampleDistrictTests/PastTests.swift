import Definitions
import Foundation
import Quantities
import SampleDistrict
import Testing

/// A district whose five years before the story are told as well.
private let told = SampleDistrict(entities: 1_000, seed: 11, history: 5)

/// The last value that the files gave of each column of each subject.
private let replayed: [String: [String: [String: Value]]] = {
  var registers: [String: [String: [String: Value]]] = [:]
  for batch in told.batches(until: Day("2022-12-31") ?? .init(number: 0)) {
    for row in batch.table.rows {
      guard case .text(let code)? = row.first ?? nil else { continue }
      for (head, value) in zip(batch.table.heads, row).dropFirst() where value != nil {
        registers[batch.register, default: [:]][code, default: [:]][head] = value
      }
    }
  }
  return registers
}()

@Suite("The years before the story") struct PastTests {
  private let past = told.past

  @Test func `leave the story itself as it is`() {
    let story = SampleDistrict(entities: 1_000, seed: 11)
    #expect(story.past == nil)
    #expect(story.firms == told.firms)
    #expect(story.projects == told.projects)
    #expect(story.platforms == told.platforms)
  }

  @Test func `are the same for the same seed and others for another`() throws {
    let again = SampleDistrict(entities: 1_000, seed: 11, history: 5)
    #expect(again.past?.outcomes == past?.outcomes)
    #expect(
      again.batches(until: Day("2019-06-30") ?? .init(number: 0)).map(\.table)
        == told.batches(until: Day("2019-06-30") ?? .init(number: 0)).map(\.table))
    #expect(SampleDistrict(entities: 1_000, seed: 12, history: 5).past?.outcomes != past?.outcomes)
  }

  // MARK: Published series

  @Test func `never release January, and release December of every year`() throws {
    let releases = try #require(past).published.releases
    #expect(releases.allSatisfy { $0.period.numberInYear > 1 })
    for year in 2017...2021 {
      let december = releases.filter { $0.period == Period(.month, number: 12, of: year) }
      #expect(Set(december.map(\.series)) == Set(Release.Series.allCases))
    }
  }

  @Test(arguments: [1, 2, 3, 2022] as [UInt64])
  func `have gaps, late releases and revisions, and end at the final value`(seed: UInt64) {
    let published = PublishedSeries(seed: seed)
    let months = Set(published.releases.filter { $0.series == .retailGrowth }.map(\.period))
    let all = Release.Series.allCases.flatMap { series in
      published.releases.filter { $0.series == series && !$0.isCity }
    }
    #expect(Set(all.map { "\($0.series) \($0.period)" }).count < 4 * 55, "no gap")
    #expect(months.count > 45)
    #expect(all.contains { $0.isRevision })
    #expect(all.contains { !$0.isRevision && Day.days(from: $0.period.last, to: $0.day) > 14 })
    for group in Dictionary(
      grouping: published.releases,
      by: {
        "\($0.isCity) \($0.series) \($0.period)"
      }
    ).values {
      let last = group.max { $0.day < $1.day }
      #expect(
        last.map { published.final($0.series, isCity: $0.isCity, of: $0.period) == $0.value }
          == true)
    }
  }

  // MARK: Firms and projects

  @Test func `let a firm cross the line before it enters, and report as late as real ones`() throws
  {
    let past = try #require(past)
    var (late, wrong, candidates, all) = (0, 0, 0, 0)
    for firm in past.firms where firm.isIndustrial {
      let revenue = PastRevenue(of: firm, seed: past.seed)
      if let entry = firm.aboveScaleOn?.year, (2018...2021).contains(entry),
        let before = revenue.total(entry - 1)
      {
        #expect(before >= PastRevenue.line, "\(firm.code)")
      }
      for year in 2017...2021 {
        if let total = revenue.total(year), !revenue.months(year).isEmpty {
          #expect(revenue.months(year).reduce(0, +) == total)
        }
        for report in past.reports(of: firm, in: year) {
          all += 1
          if report.lateBy > 0 { late += 1 }
          if report.firstSaid != nil { wrong += 1 }
          if report.isCandidate { candidates += 1 }
        }
      }
    }
    #expect(all > 10_000)
    #expect((35...80).contains(late * 1000 / all), "\(late) of \(all)")
    #expect((12...30).contains(wrong * 1000 / all), "\(wrong) of \(all)")
    #expect(candidates > 500)
  }

  @Test func `take projects from stage to stage at the published rates`() {
    let signed = (1...12).flatMap { seed in
      PastProjects(seed: seed, years: 2017...2019).all.filter { $0.signedOn != nil }
    }
    let share = { (count: Int, whole: Int) in count * 100 / max(whole, 1) }
    let registered = signed.count { project in
      project.within(60, from: project.signedOn, to: project.registeredOn)
    }
    let begun = signed.count { project in
      project.within(180, from: project.signedOn, to: project.startedOn)
    }
    let started = signed.filter { $0.startedOn != nil }
    let produced = started.count { project in
      project.within(548, from: project.startedOn, to: project.producedOn)
    }
    #expect((82...88).contains(share(registered, signed.count)))
    #expect((58...70).contains(share(begun, signed.count)), "\(share(begun, signed.count))")
    #expect((66...74).contains(share(produced, started.count)))
    for project in signed {
      let days = [project.signedOn, project.registeredOn, project.startedOn, project.producedOn]
        .compactMap { $0 }
      #expect(days == days.sorted(), "\(project.code)")
    }
  }

  @Test func `tell the steps of every platform in their order`() throws {
    for platform in try #require(past).platforms {
      let days = [
        platform.appliedOn, platform.reviewedOn, platform.publicisedOn, platform.approvedOn,
      ].compactMap { $0 }
      #expect(days.count == 4 && days == days.sorted(), "\(platform.code)")
    }
  }

  // MARK: Known ends

  @Test func `have promises of which some were kept and some not`() throws {
    let outcomes = try #require(past).outcomes
    #expect(outcomes.count == 5 * 11)
    let kept = outcomes.count(where: \.isKept)
    #expect((15...45).contains(kept), "\(kept) of \(outcomes.count)")
  }

  @Test(arguments: 2017...2021)
  func `end where the files that were handed in end`(year: Int) throws {
    let outcomes = Dictionary(
      uniqueKeysWithValues: try #require(past).outcomes.filter { $0.year == year }
        .map { ($0.metric, $0.value) })
    let firms = replayed["enterprise"] ?? [:]
    let projects = replayed["project"] ?? [:]
    let happened = { (row: [String: Value], head: String) in row[head]?.day?.year == year }
    let last = try #require(Day(year: year, month: 12, day: 31))
    #expect(
      outcomes["new-above-scale-industry"]
        == Number(firms.values.count { happened($0, "规上工业入库批准日") }))
    #expect(
      outcomes["new-cloud-enterprises"]
        == Number(
          firms.values.count { happened($0, "上云日期") && $0["上云依据"] != .text("企业自报") }))
    #expect(
      outcomes["market-entities"]
        == Number(
          firms.values.count { row in
            (row["成立日期"]?.day).map { $0 <= last } == true
              && (row["注销日期"]?.day).map { $0 > last } ?? true
          }))
    #expect(
      outcomes["technical-renovation-projects"]
        == Number(
          projects.filter { $0.key.hasPrefix("X-\(year)") }.values.count {
            happened($0, "开工日期") && $0["是否技改"] == .boolean(true)
          }))
    let investment = projects.values.filter { $0["重点工业项目年度"] == .number(Number(year)) }
      .flatMap { row in (1...12).compactMap { row["当月完成投资（亿元）\(year)年\($0)月"]?.number } }
    #expect(outcomes["key-project-investment"] == investment.reduce(.zero, +))
    let cluster = firms.values.filter { $0["产业集群"] == .text("专用车") }
      .flatMap { row in (1...12).compactMap { row["月度营业收入（万元）\(year)年\($0)月"]?.number } }
    #expect(
      outcomes["special-vehicle-cluster-output"]
        == cluster.reduce(.zero, +) * Number(fixedPoint: 1, places: 4))
  }
}

extension Project {
  fileprivate func within(_ days: Int, from: Day?, to: Day?) -> Bool {
    guard let from, let to else { return false }
    return Day.days(from: from, to: to) <= days
  }
}

extension Value {
  fileprivate var day: Day? { if case .day(let day) = self { day } else { nil } }
  fileprivate var number: Number? { if case .number(let number) = self { number } else { nil } }
}
