/// Targets of a report, to be found by what they are about.
struct TargetIndex: Sendable {
  private let targets: [StatedCommitment]
  private let subjects: [ComparedSubject]
  private let series: [ComparedSeries]
  private let buckets: [[Unicode.Scalar]: [Int]]
  private var taken: Set<Int> = []

  init(_ targets: [StatedCommitment]) {
    self.targets = targets
    subjects = targets.map { ComparedSubject($0.subject) }
    series = targets.map { ComparedSeries($0) }
    buckets = Dictionary(grouping: targets.indices) { [subjects] in subjects[$0].bucket }
  }

  /// Finds a target about the same; the very same words go before shorter or longer ones.
  func match(for target: StatedCommitment, inAnySeries: Bool = false) -> StatedCommitment? {
    index(of: target, inAnySeries: inAnySeries).map { targets[$0] }
  }

  /// Finds a target about the same and takes it out, so that nothing else is compared with it.
  mutating func takeMatch(for target: StatedCommitment) -> StatedCommitment? {
    guard let index = index(of: target, inAnySeries: false) else { return nil }
    taken.insert(index)
    return targets[index]
  }

  /// The targets that were not taken, in their order.
  var rest: [StatedCommitment] {
    targets.indices.filter { !taken.contains($0) }.map { targets[$0] }
  }

  private func index(of target: StatedCommitment, inAnySeries: Bool) -> Int? {
    let subject = ComparedSubject(target.subject)
    let wanted = ComparedSeries(target)
    var alike: Int?
    for index in buckets[subject.bucket] ?? []
    where !taken.contains(index) && (inAnySeries || series[index] == wanted) {
      if subjects[index] == subject { return index }
      if alike == nil, subjects[index].isAlike(subject) { alike = index }
    }
    return alike
  }
}
