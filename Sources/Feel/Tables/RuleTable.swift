package import Quantities

/// A decision table of the rule profile: conditions on facts in the columns, a rule in every row.
///
/// It is written as people write it in a worksheet and checked as strictly as a rule. Logic is
/// three-valued: while a row is open that could still count, so is the table.
package struct RuleTable: Sendable {
  /// What several rows that apply together come to; the sign stands in the table's first cell.
  package enum HitPolicy: String, Sendable, CaseIterable {
    case unique = "U"
    case any = "A"
    case first = "F"
    case collect = "C"
    case ruleOrder = "R"
    case sum = "C+"
    case least = "C<"
    case greatest = "C>"
    case count = "C#"
  }

  package struct Output: Hashable, Sendable {
    package var name: String
    package var type: ValueType
  }

  struct Input: Sendable {
    var title: String
    var value: Term
    var type: ValueType
  }

  struct Row: Sendable {
    /// Row of the sheet, from 1.
    var number: Int
    /// Tests on the inputs, which stand in the first slots.
    var tests: [Condition]
    var outputs: [Term]
  }

  package let policy: HitPolicy
  package let outputs: [Output]
  let inputs: [Input]
  let rows: [Row]
  /// The inputs, then the facts that inputs, tests and outputs look at.
  let slots: [Vocabulary.Name]

  package var rowCount: Int { rows.count }

  /// Keys of the facts it looks at.
  package var names: [String] { slots.dropFirst(inputs.count).map(\.key) }
}

// MARK: One subject

extension RuleTable {
  /// A row that applies, with its results.
  package struct Hit: Hashable, Sendable {
    /// Row of the sheet, from 1.
    package var row: Int
    package var results: [Rule.Outcome]

    package init(row: Int, results: [Rule.Outcome]) {
      self.row = row
      self.results = results
    }
  }

  package enum Outcome: Hashable, Sendable {
    /// The rows that count, or the one result they were put together to.
    case decided([Hit])
    case aggregated(Rule.Outcome, hits: [Hit])
    /// No row applies.
    case noRow
    case unknown(missing: [String], reason: String?)
  }

  /// Applies the table to one subject, whose facts are looked up by key.
  package func outcome(_ lookup: (String) -> Value?) -> Outcome {
    withoutActuallyEscaping(lookup) { lookup in
      TableReader(table: self) { slot in lookup(slots[slot].key).flatMap(Datum.init) }.outcome()
    }
  }
}

/// Runs a table for one subject.
private struct TableReader {
  let table: RuleTable
  let facts: RowReader
  /// What each input comes to.
  private let inputs: [Reading]
  private let cells: RowReader

  init(table: RuleTable, lookup: @escaping (Int) -> Datum?) {
    self.table = table
    let facts = RowReader(lookup: lookup)
    let inputs = table.inputs.map { facts.value(of: $0.value) }
    self.facts = facts
    self.inputs = inputs
    cells = RowReader { slot in
      guard slot < inputs.count else { return lookup(slot) }
      if case .known(let datum) = inputs[slot] { return datum }
      return nil
    }
  }

  func outcome() -> RuleTable.Outcome {
    var hits: [RuleTable.Row] = []
    var gap: Gap?
    for row in table.rows {
      switch cells.truth(of: .all(row.tests)) {
      case .holds(true): hits.append(row)
      case .holds(false): continue
      case .open(let open):
        let found = resolved(open)
        gap = gap?.union(found) ?? found
      }
      if table.policy == .first, !hits.isEmpty || gap != nil { break }
    }
    return settled(hits, gap)
  }

  private func settled(_ hits: [RuleTable.Row], _ gap: Gap?) -> RuleTable.Outcome {
    switch table.policy {
    case .unique where hits.count > 1:
      return .unknown(
        missing: [], reason: "第 \(hits[0].number) 行和第 \(hits[1].number) 行同时适用")
    case .unique, .any:
      if let hit = hits.first { return .decided([made(hit)]) }
    case .first:
      if let hit = hits.first, gap == nil { return .decided([made(hit)]) }
    case .collect, .ruleOrder, .sum, .least, .greatest, .count:
      if gap == nil { return collected(hits.map(made)) }
    }
    guard let gap else { return .noRow }
    return .unknown(missing: names(gap), reason: gap.reason)
  }

  /// Replaces inputs that are open by what keeps them open.
  private func resolved(_ gap: Gap) -> Gap {
    var result = Gap(reason: gap.reason)
    for slot in gap.missing {
      if slot < inputs.count, case .unknown(let inner) = inputs[slot] {
        result = result.union(inner)
      } else {
        result = result.union(Gap(missing: [slot]))
      }
    }
    return result
  }

  private func names(_ gap: Gap) -> [String] { gap.missing.map { table.slots[$0].key } }

  private func made(_ row: RuleTable.Row) -> RuleTable.Hit {
    RuleTable.Hit(row: row.number, results: row.outputs.map { outcome(facts.value(of: $0)) })
  }

  private func outcome(_ reading: Reading) -> Rule.Outcome {
    switch reading {
    case .known(let datum):
      datum.value.map { .value($0) } ?? .unknown(missing: [], reason: Gap.wrongValue.reason)
    case .unknown(let gap): .unknown(missing: names(gap), reason: gap.reason)
    }
  }

  private func collected(_ hits: [RuleTable.Hit]) -> RuleTable.Outcome {
    if hits.isEmpty, table.policy != .count { return .noRow }
    let terms = table.rows.filter { row in hits.contains { $0.row == row.number } }
      .compactMap(\.outputs.first)
    switch table.policy {
    case .sum:
      let zero = Term.constant(.number(.zero))
      return .aggregated(outcome(facts.value(of: terms.reduce(zero) { .sum($0, $1) })), hits: hits)
    case .least: return .aggregated(outcome(facts.value(of: .least(terms))), hits: hits)
    case .greatest: return .aggregated(outcome(facts.value(of: .greatest(terms))), hits: hits)
    case .count: return .aggregated(.value(.number(Number(hits.count))), hits: hits)
    case .unique, .any, .first, .collect, .ruleOrder: return .decided(hits)
    }
  }
}
