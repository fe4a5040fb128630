package import Definitions
package import Facts
import Feel
import Frames
import Quantities

/// Checks that what was in stock, with what was born, less what died or moved, is what is in stock.
///
/// An account goes from the end of one day to the end of another: who was founded on the first day is
/// in its opening stock, who was founded on the last is born within. Who came and went in between is
/// counted on both sides. Two views are compared: an earlier day as it was known then, and a later one as it is known now.
/// What was told late is named as late; what neither a birth nor a death explains is an issue.
package struct StockLaw {
  let detector: Detector
  let rule: Detector.Stock
  let before: Snapshot
  let after: Snapshot

  package init?(_ detector: Detector, before: Snapshot, after: Snapshot) {
    guard case .stockLaw(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.before = before
    self.after = after
  }

  /// The account of one day or span of days.
  package struct Balance: Hashable, Sendable {
    package var opening = 0
    package var born = 0
    package var died = 0
    package var movedIn = 0
    package var movedOut = 0
    /// Born or dead before the span and told only now.
    package var bornLate = 0
    package var diedLate = 0
    /// Recorded before the span and taken back within it.
    package var withdrawn = 0
    package var closing = 0
    /// Subjects that came or went without a reason in the register.
    package var unexplained = 0

    /// Whether everything that changed has its reason.
    package var holds: Bool {
      unexplained == 0
        && opening + born + bornLate + movedIn - died - diedLate - movedOut - withdrawn == closing
    }

    /// What is in stock beyond what the account explains.
    package var gap: Int {
      closing - (opening + born + bornLate + movedIn - died - diedLate - movedOut - withdrawn)
    }
  }

  /// The account with its gaps, and beside them the statuses and days that contradict each other.
  package func check() -> (balance: Balance, issues: [DataIssue]) {
    let (balance, gaps) = account()
    let now = inStock(after)
    let contradictions = (0..<after.count).compactMap { contradiction($0, isInStock: now[$0]) }
    return (balance, (gaps + contradictions).ranked())
  }

  /// The account, and the subjects behind its gap.
  package func account() -> (balance: Balance, gaps: [DataIssue]) {
    let was = inStock(before)
    let now = inStock(after)
    var balance = Balance()
    balance.opening = was.ones
    balance.closing = now.ones
    var issues: [DataIssue] = []
    for row in 0..<after.count {
      let earlier = before.frame.row(of: after.frame.subjects[row]).map { was[$0] } ?? false
      if earlier != now[row] {
        count(row, entered: now[row], in: &balance, &issues)
      } else if !now[row], cameAndWent(row) {
        balance.born += 1
        balance.died += 1
      }
    }
    balance.withdrawn = (0..<before.count).count { row in
      was[row] && after.frame.row(of: before.frame.subjects[row]) == nil
    }
    return (balance, issues.ranked())
  }

  /// Whether a subject was born and died within the span, and is in stock at neither end.
  private func cameAndWent(_ row: Int) -> Bool {
    guard let born = day(rule.born, row), let died = day(rule.died, row) else { return false }
    return before.asOf.day < born && born <= died && died <= after.asOf.day
  }

  private func inStock(_ snapshot: Snapshot) -> Bitmap {
    let day = snapshot.asOf.day
    return rule.when.truth(over: snapshot.frame.knowing(day: day, from: day)).isTrue
  }

  private func count(
    _ row: Int, entered: Bool, in balance: inout Balance, _ issues: inout [DataIssue]
  ) {
    let from = before.asOf.day
    let to = after.asOf.day
    if entered {
      let wasThere = before.frame.row(of: after.frame.subjects[row]) != nil
      switch day(rule.born, row) {
      case .some(let born) where born > from && born <= to: balance.born += 1
      case .some(let born) where born <= from && !wasThere: balance.bornLate += 1
      case .some(let born) where born > to:
        unexplained(row, "进入在营，而成立日期 \(born) 还没有到", &balance, &issues)
      case .some where wasThere: balance.movedIn += 1
      default: unexplained(row, "进入在营而没有成立日期", &balance, &issues)
      }
      return
    }
    switch day(rule.died, row) {
    case .some(let died) where died > from && died <= to: balance.died += 1
    case .some(let died) where died <= from: balance.diedLate += 1
    case .some(let died): unexplained(row, "退出在营，而注销日期 \(died) 还没有到", &balance, &issues)
    default:
      if rule.moved.contains(status(row)) {
        balance.movedOut += 1
      } else {
        unexplained(row, "退出在营而没有注销日期", &balance, &issues)
      }
    }
  }

  private func unexplained(
    _ row: Int, _ words: String, _ balance: inout Balance, _ issues: inout [DataIssue]
  ) {
    balance.unexplained += 1
    issues.append(issue(row, [words, "登记状态 \(status(row))"]))
  }

  /// A status and a day that cannot both be true, whether or not anything changed.
  private func contradiction(_ row: Int, isInStock: Bool) -> DataIssue? {
    let died = day(rule.died, row)
    if isInStock, let died, died <= after.asOf.day {
      return issue(row, ["登记状态 \(status(row))，却有注销日期 \(died)"])
    }
    let wasInStock = before.frame.row(of: after.frame.subjects[row]).map { place in
      inStockEarlier(place)
    }
    // One that left in the span is counted above.
    if rule.dead.contains(status(row)), died == nil, wasInStock != true {
      return issue(row, ["登记状态 \(status(row))，没有注销日期"])
    }
    return nil
  }

  private func inStockEarlier(_ row: Int) -> Bool {
    guard case .text(let word)? = before.value(rule.status, row: row) else { return false }
    return !rule.dead.contains(word) && !rule.moved.contains(word)
  }

  private func issue(_ row: Int, _ reasons: [String]) -> DataIssue {
    DataIssue(
      detector: detector, code: after.codes[row], name: after.name(row: row), field: rule.status,
      reasons: reasons, remedy: "请登记机关核对状态和日期",
      evidence: after.evidence(rule.status, row: row),
      keeper: after.register.field(rule.status)?.keeper ?? "", weight: 1)
  }

  private func day(_ key: String, _ row: Int) -> Day? {
    guard case .day(let day)? = after.value(key, row: row) else { return nil }
    return day
  }

  private func status(_ row: Int) -> String {
    guard case .text(let word)? = after.value(rule.status, row: row) else { return "未填" }
    return word
  }
}
