import Foundation
import Quantities

/// What the years before say of the same month.
struct PastYears {
  /// Logarithms of the whole year over its months so far, in order.
  private(set) var errors: [Double] = []
  private let years: [Int]
  private let line: Double

  init(_ contenders: [Contender], line: Double, before year: Int, months: Int) {
    self.line = line
    let first = (contenders.map(\.months.first).min() ?? year * 12) / 12
    years = first < year ? Array(max(first, year - 4)..<year) : []
    for year in years {
      for contender in contenders {
        guard let whole = contender.amount(of: year, before: (year + 1) * 12),
          let part = contender.amount(of: year, before: year * 12 + months), part > 0,
          whole > line / 4, whole < line * 4
        else { continue }
        errors.append(log(whole / part))
      }
    }
    errors.sort()
  }

  func chance(reaching line: Double, from amount: Double) -> Double {
    let wanted = log(line / amount)
    // The first ratio that is not below what is wanted, by halving.
    var (low, high) = (0, errors.count)
    while low < high {
      let middle = (low + high) / 2
      if errors[middle] < wanted { low = middle + 1 } else { high = middle }
    }
    return (Double(errors.count - low) + 0.5) / Double(errors.count + 1)
  }

  /// The share that was entered in time among those that crossed and were not entered by this day.
  func entering(_ contenders: [Contender], on day: Day, due: Day) -> Double {
    var (inTime, all) = (1.0, 2.0)
    for year in years {
      let (then, end) = moved(day, due, to: year)
      for contender in contenders where contender.enteredOn.map({ $0 > then }) ?? true {
        guard let whole = contender.amount(of: year, before: (year + 1) * 12), whole >= line else {
          continue
        }
        all += 1
        if let entered = contender.enteredOn, entered <= end { inTime += 1 }
      }
    }
    return inTime / all
  }

  /// Those who were entered in the rest of a year without a full year of months over the line.
  func others(_ contenders: [Contender], on day: Day, due: Day) -> (mean: Double, shape: Double) {
    guard !years.isEmpty else { return (0, 1) }
    var number = 0.0
    for year in years {
      let (then, end) = moved(day, due, to: year)
      number += Double(
        contenders.count { contender in
          guard let entered = contender.enteredOn, then < entered, entered <= end else {
            return false
          }
          return (contender.amount(of: year, before: (year + 1) * 12) ?? 0) < line
        })
    }
    return (number / Double(years.count), number + 0.5)
  }

  private func moved(_ day: Day, _ due: Day, to year: Int) -> (Day, Day) {
    let back = year - day.year
    return (day.adding(years: back), due.adding(years: back))
  }
}
