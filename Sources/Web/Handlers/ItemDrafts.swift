import Commands
import Definitions
import Ledgers
import Quantities
import Reports

extension ItemDraft {
  /// The item as it stands.
  init(_ revision: ItemRevision, words: String = "") {
    self.init(
      words: words, subject: revision.subject, kind: revision.kind,
      comparison: revision.target.comparison.rawValue,
      value: revision.target.value?.description ?? "",
      upper: revision.target.upper?.description ?? "", measure: revision.target.unit ?? "",
      reference: revision.target.reference ?? "", direction: revision.direction.rawValue,
      modality: revision.modality ?? "", strength: revision.strength,
      from: revision.from?.description ?? "", due: revision.due?.description ?? "",
      metric: revision.metric ?? "", unit: revision.unit ?? "")
  }

  /// What a form sent.
  init(_ form: Form, prefix: String = "") {
    func text(_ name: String) -> String { form[prefix + name] }
    self.init(
      words: text("words").replacing("\r\n", with: "\n"), subject: text("subject"),
      kind: text("kind"),
      comparison: text("comparison"), value: text("value"), upper: text("upper"),
      measure: text("measure"), reference: text("reference"), direction: text("direction"),
      modality: text("modality"), strength: text("strength"), from: text("from"),
      due: text("due"), metric: text("metric"), unit: text("unit"))
  }

  /// Returns what was typed as values, or says which field cannot be read.
  func revision(_ present: ItemRevision) throws(JournalError) -> ItemRevision {
    guard let comparison = Comparison(rawValue: comparison) else {
      throw .invalid("没有选择要求（不少于、超过……），没有改动")
    }
    guard let direction = Comparison.Direction(rawValue: direction) else {
      throw .invalid("没有选择方向（越高越好、越低越好），没有改动")
    }
    var revision = present
    revision.subject = subject
    revision.kind = kind
    revision.target = .init(
      comparison: comparison, value: try number(value, "数值"), upper: try number(upper, "上限"),
      unit: measure.nonempty, reference: reference.nonempty)
    revision.direction = direction
    revision.modality = modality.nonempty
    revision.strength = strength
    revision.from = try day(from, "起始日期")
    revision.due = try day(due, "期限")
    revision.metric = metric.nonempty
    revision.unit = unit.nonempty
    return revision
  }

  private func number(_ text: String, _ field: String) throws(JournalError) -> Number? {
    guard let text = text.nonempty else { return nil }
    guard let number = Number(text.replacing(",", with: "")) else {
      throw .invalid("\(field)“\(text)”不是数字，没有改动。请写成 20 或 594.6 的样子，单位另填")
    }
    return number
  }

  private func day(_ text: String, _ field: String) throws(JournalError) -> Day? {
    guard let text = text.nonempty else { return nil }
    guard let day = Day(text) else {
      throw .invalid("\(field)“\(text)”读不懂，没有改动。请写成 2022-12-31 的样子")
    }
    return day
  }
}

extension String {
  /// The text, or nil when there is none.
  var nonempty: String? { isEmpty ? nil : self }
}

extension ItemChoices {
  init(_ desk: DeskVisit) {
    self.init(
      kinds: StatedCommitment.Kind.allCases.map { .init(value: $0.rawValue, title: $0.title) },
      comparisons: Comparison.allCases.map { .init(value: $0.rawValue, title: $0.words) },
      strengths: ItemRevision.strengths.map {
        .init(value: $0, title: Commitment.strengthTitles[$0] ?? $0)
      },
      metrics: desk.site.library.metrics.values.sorted { $0.title < $1.title }
        .map { .init(value: $0.id, title: $0.title) },
      units: desk.units.all.map { .init(value: $0.code, title: $0.name) })
  }
}
