import Frames
import Quantities

/// Sums respondents by groups and keeps back what may not be told, and as much more as is needed
/// so that nobody can work it out from what is told.
package struct StatTableBuilder {
  private let respondents: [Respondent]
  private let groupings: [String]
  private let rule: ReleaseRule
  private var cells: [Cell] = []
  private var totalSuppression: Suppression?

  private struct Cell {
    var grouping: Int
    var group: String
    var members: Bitmap
    var suppression: Suppression?
    /// Whether it stays back in any case, so that it may not be all that is left either.
    var isKept: Bool
    /// Size by which the least loss is told.
    var size: Number
  }

  /// Returns the table of some respondents; `kept` are cells that stay back in any case.
  package static func table(
    of respondents: [Respondent], by groupings: [String], under rule: ReleaseRule,
    keepingBack kept: Set<[String]> = []
  ) -> StatTable {
    var builder = Self(respondents, groupings, rule, kept)
    builder.suppress()
    return builder.table
  }

  private init(
    _ respondents: [Respondent], _ groupings: [String], _ rule: ReleaseRule, _ kept: Set<[String]>
  ) {
    self.respondents = respondents
    self.groupings = groupings
    self.rule = rule
    for (place, id) in groupings.enumerated() {
      let rows = Dictionary(grouping: respondents.indices) { respondents[$0].groups[id] ?? "" }
      for (group, rows) in rows.sorted(by: { $0.key < $1.key }) {
        let members = Bitmap(count: respondents.count, rows: rows)
        cells.append(
          Cell(
            grouping: place, group: group, members: members,
            suppression: objection(to: members)
              ?? (kept.contains([id, group]) ? .complementary : nil),
            isKept: kept.contains([id, group]),
            size: rows.reduce(.zero) { $0 + (respondents[$1].amounts.first ?? .zero).magnitude }))
      }
    }
    totalSuppression = objection(to: everybody)
  }

  private var everybody: Bitmap { Bitmap(count: respondents.count, repeating: true) }

  /// Why the sums over some respondents may not be told; every amount must pass.
  private func objection(to members: Bitmap) -> Suppression? {
    let rows = members.rows
    let amounts = respondents.first?.amounts.count ?? 0
    guard amounts > 0 else { return .tooFew }
    for place in 0..<amounts {
      let column = rows.map { respondents[$0].amounts[place] }
      if let found = rule.objection(to: column) { return found }
    }
    return nil
  }

  // MARK: Keeping back

  private mutating func suppress() {
    guard totalSuppression == nil else {
      for place in cells.indices where cells[place].suppression == nil {
        cells[place].suppression = .complementary
      }
      return
    }
    // Each step keeps back one more cell, so it ends.
    while let place = weakness { cells[place].suppression = .complementary }
  }

  private var told: [Int] { cells.indices.filter { cells[$0].suppression == nil } }

  /// The next cell that must not be told; nil when what is told gives nothing away.
  private var weakness: Int? { remainderWeakness ?? differenceWeakness ?? auditWeakness }

  /// What is left of the total beside the cells of a grouping must pass the rule itself.
  private var remainderWeakness: Int? {
    for grouping in groupings.indices {
      let hidden = cells.filter { $0.grouping == grouping && $0.suppression != nil }
      let isAlone = hidden.count == 1 && hidden[0].isKept
      if !hidden.isEmpty, isAlone || objection(to: remainder(of: grouping)) != nil,
        let place = smallest(of: grouping)
      {
        return place
      }
    }
    return nil
  }

  /// A sum that everybody knows, less what lies in it of another grouping, and what covers it there
  /// less the sum, must pass the rule; so must a sum less any one in it.
  private var differenceWeakness: Int? {
    for grouping in groupings.indices {
      for sum in known(in: grouping) {
        for other in groupings.indices
        where other != grouping && isExposed(sum.members, beside: known(in: other).map(\.members)) {
          return sum.place ?? smallest(of: grouping) ?? smallest(of: other)
        }
      }
    }
    return nil
  }

  /// The sums over a grouping that everybody knows: its told cells, and the rest together.
  private func known(in grouping: Int) -> [(place: Int?, members: Bitmap)] {
    let sums = told.filter { cells[$0].grouping == grouping }.map {
      (place: $0 as Int?, members: cells[$0].members)
    }
    let rest = remainder(of: grouping)
    return rest.isEmpty ? sums : sums + [(nil, rest)]
  }

  private func isExposed(_ sum: Bitmap, beside others: [Bitmap]) -> Bool {
    let inside = others.filter { $0.subtracting(sum).isEmpty }
    let cover = union(others.filter { !$0.isDisjoint(with: sum) })
    return isExposed(sum, less: union(inside)) || isExposed(cover, less: sum)
      || inside.contains { isExposed(sum, less: $0) }
  }

  private func union(_ sets: [Bitmap]) -> Bitmap {
    sets.reduce(Bitmap(count: respondents.count, repeating: false)) { $0.union($1) }
  }

  private func isExposed(_ outer: Bitmap, less inner: Bitmap) -> Bool {
    guard inner.subtracting(outer).isEmpty else { return false }
    let rest = outer.subtracting(inner)
    return !rest.isEmpty && objection(to: rest) != nil
  }

  /// What sums and differences of any number of cells would give away.
  private var auditWeakness: Int? {
    let told = told
    let audit = DisclosureAudit(
      [everybody] + told.map { cells[$0].members }, count: respondents.count)
    guard let exposed = audit.exposed(where: { objection(to: $0) != nil }) else { return nil }
    let touching = told.filter { !cells[$0].members.isDisjoint(with: exposed) }
    return (touching.isEmpty ? told : touching).min { cells[$0].size < cells[$1].size }
  }

  private func remainder(of grouping: Int) -> Bitmap {
    union(cells.filter { $0.grouping == grouping && $0.suppression != nil }.map(\.members))
  }

  private func smallest(of grouping: Int) -> Int? {
    told.filter { cells[$0].grouping == grouping }.min { cells[$0].size < cells[$1].size }
  }

  // MARK: Result

  private var table: StatTable {
    StatTable(
      total: told(everybody, "", totalSuppression),
      groupings: groupings.enumerated().map { place, id in
        StatTable.Grouping(
          id: id,
          cells: cells.filter { $0.grouping == place }.map {
            told($0.members, $0.group, $0.suppression)
          })
      }, rule: rule)
  }

  private func told(
    _ members: Bitmap, _ group: String, _ suppression: Suppression?
  ) -> StatTable.Cell {
    guard suppression == nil else {
      return StatTable.Cell(group: group, respondents: nil, sums: nil, suppression: suppression)
    }
    let rows = members.rows
    let amounts = respondents.first?.amounts.count ?? 0
    return StatTable.Cell(
      group: group, respondents: rows.count,
      sums: (0..<amounts).map { place in
        rows.reduce(.zero) { $0 + respondents[$1].amounts[place] }
      }, suppression: nil)
  }
}
