@testable import Web

/// The other forms of the ledger, made of the rows of the table.
extension Words {
  private var rows: [CommitmentsPage.Row] { ledger.model.groups.flatMap(\.rows) }

  var comparedLedger: CommitmentsPage {
    let w = self
    var page = ledger
    page.model.comparison = .init(
      title: w("上期通报 N-2022-001（2022-05-31）"), words: w("亮灯变化 1 项（转好 1 项）。"),
      onlyChanged: Address("/commitments", [.init(name: "changed", value: "1")]),
      isOnlyChanged: false)
    page.model.groups[0].rows[0].changes = [w("黄灯 → 绿灯"), w("自报 9 家 → 12 家")]
    page.model.files = [
      .init(title: w("亮灯表（.xlsx）"), address: Address("/commitments/lights/xlsx"))
    ]
    return page
  }

  var ledgerBoard: CommitmentsPage {
    var page = ledger
    page.model.form = .board
    page.model.columns = [
      .init(title: self("红灯"), light: .red, rows: []),
      .init(title: self("绿灯"), light: .green, rows: [rows[0]]),
      .init(title: self("区科技局"), light: nil, rows: [rows[1]]),
    ]
    return page
  }

  private func matrix(_ shows: CommitmentsPage.Matrix.Content) -> CommitmentsPage.Matrix {
    let w = self
    func counts(_ green: Int) -> [CommitmentsPage.LightCount] {
      [.init(light: .green, count: green), .init(light: .red, count: 0)]
    }
    func cell(_ light: LightMark, _ day: String) -> CommitmentsPage.Matrix.Cell {
      .init(
        light: light, claimed: light == .grey ? nil : w("60%"),
        verified: light == .grey ? nil : w("45%"), words: w("2022年5月31日\(light.letter)灯：自报 12 家"),
        address: Address("/commitments/C-2022-017", [.init(name: "day", value: day)]))
    }
    return .init(
      months: [
        .init(title: w("5月"), day: w("2022-05-31")), .init(title: w("6月"), day: w("2022-06-30")),
      ],
      groups: [
        .init(
          title: w("区工信局"), unit: "industry", counts: [counts(1), counts(0)],
          rows: [
            .init(
              code: w("C-2022-017"), text: w("新增规上工业企业 20 家"),
              cells: [cell(.green, "2022-05-31"), cell(.grey, "2022-06-30")]),
            .init(code: w("C-2022-018"), text: w("完成改制"), cells: [nil, cell(.red, "2022-06-30")]),
          ])
      ], totals: [counts(1), counts(2)], shows: shows,
      address: Address("/commitments", [.init(name: "view", value: "matrix")]))
  }

  var ledgerMatrix: CommitmentsPage {
    var page = ledger
    page.model.form = .matrix
    page.model.matrix = matrix(.light)
    return page
  }

  var ledgerMatrixOfProgress: CommitmentsPage {
    var page = ledger
    page.shell.time = past
    page.model.form = .matrix
    page.model.matrix = matrix(.progress)
    return page
  }

  var ledgerCharts: CommitmentsPage {
    let w = self
    var page = ledger
    page.model.form = .charts
    page.model.multiples = [
      .init(
        title: w("一、工业强区"),
        charts: [
          .init(
            row: rows[0], chart: commitment.model.chart, forecast: w("22 家（19—25 家）"),
            absence: w("还没有可以画出来的数值"), gap: Figure(w("11"), w("家"))),
          .init(row: rows[1], chart: nil, forecast: nil, absence: w("缺少登记簿"), gap: nil),
        ])
    ]
    return page
  }

  /// A commitment with the months behind it and a chart that one can look into.
  var trackedCommitment: CommitmentPage {
    let w = self
    var page = commitment
    page.model.chart?.library = w("/assets/echarts-0.js")
    page.model.chart?.forecast = [
      .init(
        day: 180, low: 12, middle: 12, high: 12, dayTitle: w("第 180 天"), title: w("12 家")),
      .init(
        day: 364, low: 18, middle: 22, high: 26, dayTitle: w("第 364 天"), title: w("22 家（18—26 家）")),
    ]
    page.model.track = LightTrack(
      squares: [
        .init(
          light: nil, title: w("1月"), words: w("2022年1月31日还没有列入"),
          address: Address("/commitments/C-2022-017", [.init(name: "day", value: "2022-01-31")])),
        .init(
          light: .yellow, title: w("2月"), words: w("2022年2月28日黄灯"),
          address: Address("/commitments/C-2022-017", [.init(name: "day", value: "2022-02-28")])),
      ])
    return page
  }
}
