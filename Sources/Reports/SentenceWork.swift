import Quantities

/// The clauses without a value: promises that need none, and work.
extension SentenceReading {
  mutating func work(
    _ clause: Clause, _ lead: Lead, _ present: RoleSet, hasSizes: Bool,
    into findings: inout Findings
  ) {
    let text = reader.text
    // 万亿级生产总值 is promised by a size, which is no dated piece of work.
    let own = hasSizes ? nil : lead.time ?? reader.leads.times.first(in: clause.range)
    if let promise = reader.plain.promise(clause.range, lead, own, present, surroundings) {
      for promise in divided(promise) {
        var stated = commitment(promise, clause, own ?? time)
        stated.mechanisms = mechanisms(in: clause.range, present)
        findings.commitments.append(stated)
      }
      findings.classed.append((clause.range.lowerBound..<clause.end, .commitment))
      if promise.kind != .milestone { surroundings.subject = promise.subject }
      surroundings.lastWasPromise = true
      let isWork = reader.leads.verb(at: lead.end, before: clause.range.upperBound) != nil
      if promise.explicitness == .explicit || !isWork { return }
    } else {
      surroundings.lastWasPromise = false
      if !(modality?.strength == .expected) { modality = nil }
    }
    announce(clause, lead, text, into: &findings)
  }

  /// 工资、收入与经济增长同步 promises as much of each.
  private func divided(_ promise: PlainPromise) -> [PlainPromise] {
    guard promise.kind == .relative, promise.comparison != .relativeAtLeast,
      promise.subject.contains("、"), !promise.subject.contains("等")
    else { return [promise] }
    return Subjects(reader.words).members(of: promise.subject, wanted: 1).map {
      var one = promise
      one.subject = $0
      return one
    }
  }

  private mutating func announce(
    _ clause: Clause, _ lead: Lead, _ text: FoldedText, into findings: inout Findings
  ) {
    if reader.tasks.isPrelude(clause.range, lead) {
      prelude = (prelude?.lowerBound ?? clause.range.lowerBound)..<clause.range.upperBound
      return
    }
    guard let task = reader.tasks.task(clause.range, lead) else {
      // A clause without a verb names what the next one is about.
      let words = text.text(clause.range)
      if words.unicodeScalars.count <= 20, !endsWithColon(clause) { surroundings.object = words }
      return
    }
    let named = (prelude?.lowerBound ?? task.span.lowerBound)..<task.span.upperBound
    // What ends with a colon announces what follows and owns none of it.
    surroundings.object = endsWithColon(clause) ? "" : task.object
    surroundings.subject = ""
    surroundings.isScope = false
    surroundings.verb = ""
    findings.tasks.append(
      StatedTask(
        span: text.original(task.span), sentence: text.original(sentence.range),
        section: place.section, part: place.part, verb: task.verb, object: task.object,
        mechanisms: reader.mechanisms.mechanisms(in: named), isWeak: task.isWeak))
    prelude = nil
    findings.classed.append(
      (clause.range.lowerBound..<clause.end, task.isWeak ? .background : .measure))
  }

  private func commitment(
    _ promise: PlainPromise, _ clause: Clause, _ time: TimeExpression?
  ) -> StatedCommitment {
    let text = reader.text
    var stated = StatedCommitment(
      span: text.original(clause.range), sentence: text.original(sentence.range),
      section: place.section, part: place.part, subject: promise.subject,
      comparison: promise.comparison, kind: promise.kind, reference: promise.reference,
      grade: promise.grade, direction: promise.direction, explicitness: promise.explicitness)
    colour(&stated)
    stated.period = period(time, isYearly: false)
    return stated
  }
}
