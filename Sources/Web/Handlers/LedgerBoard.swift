import Definitions
import Ledgers

/// The ledger as columns of cards: by light, by unit or by leader.
struct LedgerBoard: Sendable {
  private let list: CommitmentList
  private let aspect: LedgerAspect

  init(_ list: CommitmentList) {
    self.list = list
    let asked = list.desk.address["group"].flatMap(LedgerAspect.init)
    aspect = asked.flatMap { [.light, .unit, .leader].contains($0) ? $0 : nil } ?? .light
  }

  /// A card stands once, under the light it has or the unit or leader that leads it.
  var columns: [CommitmentsPage.Column] {
    guard aspect == .light else {
      return list.grouped(aspect).map { group in
        .init(
          title: list.title(aspect, group.value), light: nil, rows: group.readings.map(list.row))
      }
    }
    let groups = Dictionary(
      grouping: list.narrowed(), by: { LightMark($0.light.light) })
    return Self.order.map { light in
      .init(
        title: "\(light.letter)灯", light: light, rows: (groups[light] ?? []).map(list.row))
    }
  }

  /// What needs somebody first.
  private static let order: [LightMark] = [.red, .yellow, .grey, .green, .blue]
}
