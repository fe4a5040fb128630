import Definitions
import Quantities

extension PastYears {
  /// The stages that projects reached in a month, also in the months of the story.
  func stages(_ month: Period) -> [SampleBatch] {
    let all = projects.all
    let happens = { (day: Day?) in day.map(month.contains) ?? false }
    let last = month.last
    return [
      file(
        month, "project", "DU-commerce", "项目-合同",
        OtherTables.contracts(
          all.filter { happens($0.signedOn) || happens($0.registeredOn) }, until: last)),
      file(
        month, "project", "DU-development-reform", "项目-开工",
        OtherTables.starts(all.filter { happens($0.startedOn) }, until: last)),
      file(
        month, "project", "DU-statistics", "项目-入统",
        OtherTables.statistics(all.filter { happens($0.statisticsOn) }, until: last)),
      file(
        month, "project", "DU-development-reform", "项目-投产",
        OtherTables.productions(all.filter { happens($0.producedOn) }, until: last)),
    ]
  }

  // MARK: Making batches

  /// A file of a month, handed in with the others.
  func file(
    _ month: Period, _ register: String, _ post: String, _ name: String, _ table: SampleTable,
    _ evidence: Evidence = .confirmed
  ) -> SampleBatch {
    file(
      MonthlyBatches.handInDay(after: month.last), month.last, register, post,
      "\(name)-往年-\(month.year)年\(month.numberInYear)月", table, evidence)
  }

  func file(
    _ day: Day, _ validFrom: Day, _ register: String, _ post: String, _ name: String,
    _ table: SampleTable, _ evidence: Evidence = .confirmed
  ) -> SampleBatch {
    SampleBatch(
      day: day, register: register, post: post, name: name, validFrom: validFrom,
      evidence: evidence, reason: "往年资料", table: table)
  }
}
