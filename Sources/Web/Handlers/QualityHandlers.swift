import Commands
import Definitions
import Facts

/// The state of the data (W93) and the library of metrics (W90).
struct QualityHandlers: Sendable {
  func routes(_ site: Site) -> [Route] {
    [
      Route.registers(site.registers.all.map(\.id), "/quality", answer: quality),
      .desk(.get, "/indicators", Permissions.readIndicators, answer: indicators),
      .desk(.get, "/indicators/:id", Permissions.readIndicators, answer: indicator),
    ]
  }

  private func quality(_ desk: DeskVisit) async throws -> Answer {
    let all = try await QualityReport(desk).items
    let address = desk.address
    func matching(except name: String? = nil) -> [QualityReport.Item] {
      all.filter { item in
        let words = ["register": item.register, "keeper": item.keeper, "kind": item.state.rawValue]
        return words.allSatisfy { key, value in
          key == name || address[key] == nil || address[key] == value
        }
      }
    }
    func menu(
      _ name: String, _ title: String, _ value: (QualityReport.Item) -> (String, String)
    ) -> FilterMenu {
      var order: [String] = []
      var titles: [String: String] = [:]
      var counts: [String: Int] = [:]
      for item in matching(except: name) {
        let (key, title) = value(item)
        if counts[key] == nil { order.append(key) }
        titles[key] = title
        counts[key, default: 0] += item.count
      }
      return FilterMenu(
        name: name, title: title,
        options: order.map { .init(value: $0, title: titles[$0] ?? $0, count: counts[$0]) },
        chosen: address[name])
    }
    let menus = [
      menu("kind", "问题") { ($0.state.rawValue, Self.title($0.state)) },
      menu("keeper", "主管单位") { ($0.keeper, desk.units($0.keeper)) },
      menu("register", "登记簿") { ($0.register, $0.registerTitle) },
    ]
    let rows = matching().sorted { ($1.count, $0.fieldTitle) < ($0.count, $1.fieldTitle) }
    return .page(
      QualityPage(
        shell: desk.shell,
        model: .init(
          address: address, menus: menus,
          rows: rows.map { item in
            .init(
              kind: Self.title(item.state), register: item.registerTitle, field: item.fieldTitle,
              keeper: desk.units(item.keeper), count: item.count, among: item.among,
              path: item.list)
          }, total: all.reduce(0) { $0 + $1.count }, stock: try await StockTables(desk).all,
          late: try await LateReport(desk).table(at: address))))
  }

  private static func title(_ state: FieldState) -> String {
    state == .missing ? "缺必填项" : state.title
  }

  private func indicator(_ desk: DeskVisit) async throws -> Answer {
    .page(IndicatorPage(shell: desk.shell, model: try await IndicatorFile(desk).model))
  }

  private func indicators(_ desk: DeskVisit) async throws -> Answer {
    .page(IndicatorsPage(shell: desk.shell, model: try await IndicatorList(desk).model))
  }
}
