import Commands
import Definitions
import Facts
import Ledgers
import Quantities

/// The ledger as units by months: in each cell how a unit's commitment stood at the end of that
/// month, as it was known then.
///
/// Every commitment stands in exactly one row of each unit that answers for it or did. A month in
/// which nobody answered for it yet is shown with the units that do now.
struct LedgerMatrix: Sendable {
  private struct Place: Hashable {
    var unit: String
    var code: Commitment.ID
  }

  private let list: CommitmentList
  private let months: [LightMonth]
  private let chosen: [Reading]

  init(_ list: CommitmentList) async throws {
    self.list = list
    months = try await list.desk.lightMonths(since: list.start, now: list.readings)
    chosen = list.narrowed()
  }

  var matrix: CommitmentsPage.Matrix {
    let places = places
    let wanted = list.desk.address["unit"]
    let units = order(places).filter { wanted == nil || $0 == wanted }
    let year = list.desk.asOf.day.year
    return .init(
      months: months.map { .init(title: $0.title(in: year), day: $0.asOf.day.description) },
      groups: units.map { group(of: $0, places) },
      totals: months.map { month in
        CommitmentsPage.LightCount.all(of: chosen.compactMap { month.readings[$0.id] })
      }, shows: list.desk.address["show"] == "progress" ? .progress : .light,
      address: list.desk.address)
  }

  // MARK: Who answered for what

  /// The months in which each unit answered for each commitment, by their place in the list.
  private var places: [Place: Set<Int>] {
    var places: [Place: Set<Int>] = [:]
    for reading in chosen {
      for (index, month) in months.enumerated() {
        guard let then = month.readings[reading.id] else { continue }
        for unit in units(of: then, in: month, now: reading) {
          places[Place(unit: unit, code: reading.id), default: []].insert(index)
        }
      }
    }
    return places
  }

  private func units(of then: Reading, in month: LightMonth, now: Reading) -> [String] {
    let units = month.shares.units(of: then.commitment)
    return units.isEmpty ? list.values(.unit, of: now) : units
  }

  /// Units as the ledger names them first; the one without a name last.
  private func order(_ places: [Place: Set<Int>]) -> [String] {
    var order: [String] = []
    let current = chosen.flatMap { list.values(.unit, of: $0) }
    for unit in current + places.keys.map(\.unit).sorted() where !order.contains(unit) {
      if places.keys.contains(where: { $0.unit == unit }) { order.append(unit) }
    }
    return order.filter { !$0.isEmpty } + order.filter(\.isEmpty)
  }

  // MARK: Rows

  private func group(
    of unit: String, _ places: [Place: Set<Int>]
  ) -> CommitmentsPage.Matrix.Group {
    let rows = chosen.compactMap { reading in
      places[Place(unit: unit, code: reading.id)].map { (reading, $0) }
    }
    return .init(
      title: list.title(.unit, unit), unit: unit,
      counts: months.indices.map { index in
        CommitmentsPage.LightCount.all(
          of: rows.compactMap { reading, held in
            held.contains(index) ? months[index].readings[reading.id] : nil
          })
      }, rows: rows.map { row($0.0, held: $0.1) })
  }

  private func row(_ reading: Reading, held: Set<Int>) -> CommitmentsPage.Matrix.Row {
    .init(
      code: reading.id, text: reading.commitment.text,
      cells: months.enumerated().map { index, month in
        held.contains(index) ? month.readings[reading.id].map { cell($0, in: month) } : nil
      })
  }

  private func cell(_ reading: Reading, in month: LightMonth) -> CommitmentsPage.Matrix.Cell {
    let figures = ReadingFigures(reading)
    let progress = figures.progress
    let address = Address("/commitments/\(Address.encoded(reading.id))")
    return .init(
      light: figures.light,
      claimed: progress.map { ProgressBar.percent($0.claimed) },
      verified: progress.map { ProgressBar.percent($0.verified) },
      words: "\(month.words(figures.light))：\(Self.words(figures, reading))",
      address: month.isPage
        ? list.desk.shell.time.keeping(in: address)
        : address.setting("day", to: month.asOf.day.description))
  }

  /// The numbers of a cell in words, for a pointer that rests on it.
  private static func words(_ figures: ReadingFigures, _ reading: Reading) -> String {
    guard let claimed = reading.claimed else { return reading.light.because }
    let verified = reading.verified.map(figures.titled) ?? "无"
    return "自报 \(figures.titled(claimed))，已证实 \(verified)"
  }
}
