@testable import Web

extension Words {
  var report: ReportPage {
    let w = self
    return ReportPage(
      shell: shell("/reports/B-2022-1"),
      model: .init(
        code: w("B-2022-1"), title: w("2022年政府工作报告"), year: 2022,
        coverage: [
          .init(pieceClass: .commitment, characters: 812),
          .init(pieceClass: .measure, characters: 2140),
          .init(pieceClass: .background, characters: 1033),
          .init(pieceClass: .undecided, characters: 48),
        ],
        paragraphs: [
          .init(isHeading: true, pieces: [.init(text: w("一、工业强区"), pieceClass: .background)]),
          .init(
            isHeading: false,
            pieces: [
              .init(text: w("坚持梯度培育，"), pieceClass: .background),
              .init(text: w("新增规上工业企业 20 家"), pieceClass: .commitment, codes: [w("C-2022-017")]),
              .init(text: w("，深化亩均论英雄改革。"), pieceClass: .measure),
              .init(
                text: w("实施项目三个，总投资 594.6 亿元。"), pieceClass: .undecided, questions: [w("7")]),
            ]),
        ],
        items: [
          .init(
            code: w("C-2022-017"), subject: w("规上工业企业"), target: w("≥ 20 家"), kind: w("增量"),
            due: w("2022-12-31"), metric: w("新增规上工业企业"), isConfirmed: false, doubt: w("没有写明是否扣除退库"),
            isOpen: true),
          .init(
            code: w("C-2022-018"), subject: w("开发区改制"), target: w("完成"), kind: w("节点"), due: nil,
            metric: nil, isConfirmed: true, doubt: nil, isOpen: false),
        ],
        questions: [
          .init(
            id: w("7"), asked: w("这个数指哪些项目？"), words: w("总投资 594.6 亿元"),
            readings: [w("点名的三个项目合计"), w("全部 65 个项目合计")],
            answer: nil),
          .init(
            id: w("8"), asked: w("新增还是总数？"), words: w("高新技术企业 5 家"),
            readings: [w("今年新认定"), w("年末总数")],
            answer: w("今年新认定（周敏，2022-02-16）")),
        ], mayDecide: true))
  }

  var reports: ReportsListPage {
    let w = self
    return ReportsListPage(
      shell: shell("/reports"),
      model: .init(
        rows: [
          .init(
            code: w("B-2022-1"), title: w("2022年政府工作报告"), year: 2022, takenIn: w("2022-02-15"),
            commitments: 23, confirmed: 21, undecided: 48)
        ], mayAdd: true, year: 2022, problem: w("这份报告已登记为 B-2022-1，没有再次登记")))
  }

  var noReports: ReportsListPage {
    ReportsListPage(
      shell: shell("/reports"), model: .init(rows: [], mayAdd: false, year: 2022, problem: nil))
  }
}
