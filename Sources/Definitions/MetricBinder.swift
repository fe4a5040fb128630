import Quantities

/// A metric proposed for a commitment, with the reasons in words.
package struct MetricProposal: Hashable, Sendable {
  package var metric: String
  package var title: String
  package var reasons: [String]
  /// Characters of the commitment that speak for the metric; more is better.
  package var weight: Int
}

/// Proposes the metric that measures a commitment, from its subject, unit and kind.
package struct MetricBinder: Sendable {
  private let metrics: [Metric]

  package init(metrics: some Sequence<Metric>) {
    self.metrics = metrics.sorted { $0.id < $1.id }
  }

  /// Returns the best metric, or nil when none fits or two fit equally well.
  package func propose(
    subject: String, unit: String?, kind: String, sentence: String = ""
  ) -> MetricProposal? {
    let proposals = proposals(subject: subject, unit: unit, kind: kind, sentence: sentence)
    guard let best = proposals.first else { return nil }
    return proposals.dropFirst().contains { $0.weight == best.weight } ? nil : best
  }

  /// Returns every metric that fits, the best first.
  package func proposals(
    subject: String, unit: String?, kind: String, sentence: String = ""
  ) -> [MetricProposal] {
    let folded = PhraseText(subject)
    let around = PhraseText(sentence)
    return metrics.compactMap { metric in
      proposal(metric, subject: folded, unit: unit, kind: kind, sentence: around)
    }
    .sorted { ($1.weight, $0.metric) < ($0.weight, $1.metric) }
  }

  private func proposal(
    _ metric: Metric, subject: PhraseText, unit: String?, kind: String, sentence: PhraseText
  ) -> MetricProposal? {
    let binds = metric.binds
    guard binds.kinds.contains(kind), fits(unit, binds.units) else { return nil }
    guard binds.unless.allSatisfy({ !subject.contains($0) }) else { return nil }
    var found: [String] = []
    for group in binds.subject {
      guard let phrase = subject.longest(of: group) else { return nil }
      found.append(phrase)
    }
    var around: [String] = []
    for group in binds.context {
      guard let phrase = subject.longest(of: group) ?? sentence.longest(of: group) else {
        return nil
      }
      around.append(phrase)
    }
    var reasons = ["事项含“\(found.joined(separator: "”“"))”"]
    if !around.isEmpty { reasons.append("所在句子含“\(around.joined(separator: "”“"))”") }
    if let unit { reasons.append("单位是“\(unit)”") }
    reasons.append("口径：\(metric.definition)")
    return MetricProposal(
      metric: metric.id, title: metric.title, reasons: reasons,
      weight: found.reduce(0) { $0 + $1.count } * 2 + around.reduce(0) { $0 + $1.count })
  }

  /// 万户 fits 户: what counts is the kind of thing, not the multiple.
  private func fits(_ unit: String?, _ allowed: [String]) -> Bool {
    guard let unit, !allowed.isEmpty, !allowed.contains(unit) else { return true }
    guard let dimension = MeasureUnit.named(unit)?.dimension else { return false }
    return allowed.contains { MeasureUnit.named($0)?.dimension == dimension }
  }
}

/// Text in which phrases are looked for, without quotation marks and white space.
struct PhraseText {
  private let text: [Character]

  init(_ text: String) {
    let dropped: Set<Character> = ["“", "”", "‘", "’", "\"", "'", "《", "》", "「", "」"]
    self.text = ChineseNumeral.fold(text).filter { !$0.isWhitespace && !dropped.contains($0) }
      .map { $0 }
  }

  func longest(of phrases: [String]) -> String? {
    phrases.filter(contains).max { $0.count < $1.count }
  }

  /// Whether a phrase occurs; one that begins with a number or a multiple must not continue a
  /// longer number, so that 亿元以上 is not found in 30亿元以上.
  func contains(_ phrase: String) -> Bool {
    let phrase = Array(PhraseText(phrase).text)
    guard let first = phrase.first, phrase.count <= text.count else { return false }
    let isNumeric = Self.numeric.contains(first)
    for start in 0...(text.count - phrase.count)
    where text[start] == first && text[start..<(start + phrase.count)].elementsEqual(phrase) {
      if isNumeric, start > 0, Self.numeric.contains(text[start - 1]) { continue }
      return true
    }
    return false
  }

  private static let numeric: Set<Character> = Set("0123456789.一二两三四五六七八九十百千万亿")
}
