import Commands
package import Definitions
package import Facts
package import Quantities

/// Makes the sums of a month from the register of respondents, ready to be issued.
package struct MonthlyRunDraft: Sendable {
  private let book: RespondentBook
  private let rule: ReleaseRule
  private let month: Period

  package init(_ snapshot: Snapshot, of month: Period, library: Library) throws {
    guard month.length == .month, month.numberInYear > 1 else {
      throw JournalError.invalid("1 月不单独发布，和 2 月合并。请选 2 月或以后的月份")
    }
    guard let rule = ReleaseRule(library, on: month.last) else {
      throw JournalError.invalid("没有规定\(month.chinese)的统计保密门槛，不能汇总。请先在参数里规定")
    }
    book = RespondentBook(snapshot)
    self.rule = rule
    self.month = month
  }

  /// Returns the tables of all measures.
  ///
  /// `earlier` is what was issued of the month, with the respondents as they were known then: what
  /// was kept back stays back, and a correction that would tell single values by comparing the two
  /// issues is refused. `moved` are groups that stay back because few came or went in a year.
  package func tables(
    correcting earlier: (run: MonthlyRun, book: RespondentBook)?, keepingBack moved: [Move] = []
  ) throws -> [String: StatTable] {
    var tables: [String: StatTable] = [:]
    for measure in IndustryMeasure.allCases {
      let now = book.respondents(measure, of: month)
      let kept = (earlier?.run.table(measure).map(Self.kept) ?? [])
        .union(moved.map { [$0.grouping.rawValue, $0.group] })
      let table = StatTableBuilder.table(
        of: now, by: IndustryGrouping.allCases.map(\.rawValue), under: rule, keepingBack: kept)
      if let earlier {
        let before = earlier.book.respondents(measure, of: month)
        guard Self.isSafe(from: before, to: now, under: rule) else {
          throw JournalError.invalid(
            "与已印发的 \(earlier.run.id) 相比，\(measure.title)更正或补报的户数太少，两期相减会暴露单户数据，没有印发。"
              + "请等同一组里至少有 \(rule.leastRespondents) 户更正后再出更正；单户的更正会计入以后月份的上年同期")
        }
      }
      tables[measure.rawValue] = table
    }
    guard tables.values.contains(where: { $0.total.sums != nil }) else {
      throw JournalError.invalid(
        "\(month.reported)的单户数据还不够汇总（至少 \(rule.leastRespondents) 户，最大一户不超过 \(rule.largestShare)%），没有印发。请先导入月报"
      )
    }
    return tables
  }

  /// A group to which, since the issue of the same month a year before, so few respondents came, or
  /// from which so few went, that the two issues side by side tell about them.
  package struct Move: Hashable, Sendable {
    package var grouping: IndustryGrouping
    package var group: String
    package var came: Int
    package var went: Int
  }

  /// Returns such groups, in the order of the groupings; `then` is the register as it was known at
  /// the issue of the year before.
  package func moves(since issue: MonthlyRun, _ then: RespondentBook) -> [Move] {
    let measure = IndustryMeasure.valueAdded
    guard let table = issue.table(measure) else { return [] }
    return IndustryGrouping.allCases.flatMap { grouping -> [Move] in
      let now = members(book, measure, month, grouping)
      let before = members(then, measure, issue.month, grouping)
      return now.keys.sorted().compactMap { group in
        guard table.cell(group, by: grouping.rawValue)?.sums != nil else { return nil }
        let (new, old) = (now[group] ?? [], before[group] ?? [])
        let (came, went) = (new.subtracting(old).count, old.subtracting(new).count)
        let few = 1..<rule.leastRespondents
        guard few.contains(came + went) else { return nil }
        return Move(grouping: grouping, group: group, came: came, went: went)
      }
    }
  }

  private func members(
    _ book: RespondentBook, _ measure: IndustryMeasure, _ month: Period,
    _ grouping: IndustryGrouping
  ) -> [String: Set<String>] {
    var members: [String: Set<String>] = [:]
    for respondent in book.respondents(measure, of: month) {
      members[respondent.groups[grouping.rawValue] ?? "", default: []].insert(respondent.code)
    }
    return members
  }

  private static func kept(_ table: StatTable) -> Set<[String]> {
    Set(
      table.groupings.flatMap { grouping in
        grouping.cells.filter { $0.sums == nil }.map { [grouping.id, $0.group] }
      })
  }

  /// Whether the differences between two issues could be told as sums themselves.
  static func isSafe(
    from before: [Respondent], to now: [Respondent], under rule: ReleaseRule
  ) -> Bool {
    let old = Dictionary(before.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(now.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let changed = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
    guard !changed.isEmpty else { return true }
    let groupings = [nil] + IndustryGrouping.allCases.map { $0.rawValue as String? }
    for grouping in groupings {
      let touched = changed.flatMap { [old[$0], new[$0]] }.compactMap { respondent in
        respondent.map { group(of: $0, grouping) }
      }
      for group in Set(touched) {
        let differences = changed.map { code in
          amount(new[code], grouping, group) - amount(old[code], grouping, group)
        }.filter { !$0.isZero }
        if !differences.isEmpty, rule.objection(to: differences) != nil { return false }
      }
    }
    return true
  }

  private static func group(of respondent: Respondent, _ grouping: String?) -> String {
    grouping.map { respondent.groups[$0] ?? "" } ?? ""
  }

  /// What a respondent adds to a group, both amounts together.
  private static func amount(
    _ respondent: Respondent?, _ grouping: String?, _ group: String
  ) -> Number {
    guard let respondent, self.group(of: respondent, grouping) == group else { return .zero }
    return respondent.amounts[0] + respondent.amounts[1]
  }
}
