@testable import Web

extension Words {
  var report: ReportPage {
    let w = self
    return ReportPage(
      shell: shell("/reports/B-2022-1"),
      model: .init(
        code: w("B-2022-1"), title: w("2022年政府工作报告"), year: 2022, edition: 2,
        progress: .init(decided: 2, undecided: 1, questions: 1, pieces: 1),
        coverage: [
          .init(pieceClass: .commitment, characters: 812),
          .init(pieceClass: .measure, characters: 2140),
          .init(pieceClass: .background, characters: 1033),
          .init(pieceClass: .undecided, characters: 48),
        ], paragraphs: reportParagraphs, items: reportItems,
        aside: [item("C-2022-020", "去年的投资", isConfirmed: true)],
        dropped: [item("C-2022-021", "取消的展会", isConfirmed: false)],
        questions: [
          .init(
            id: w("7"), asked: w("这个数指哪些项目？"), words: w("总投资 594.6 亿元"),
            readings: [w("点名的三个项目合计"), w("全部 65 个项目合计")],
            answer: nil, earlier: w("点名的三个项目合计")),
          .init(
            id: w("8"), asked: w("新增还是总数？"), words: w("高新技术企业 5 家"),
            readings: [w("今年新认定"), w("年末总数")],
            answer: w("今年新认定（周敏，2022-02-16）"), undo: .init(entry: 12, title: w("回答问题"))),
        ],
        decisions: [
          .init(
            undo: .init(entry: 12, title: w("回答问题")), at: w("2022-02-16 09:30"), person: w("周敏"),
            reason: w("与起草组核对"), mayUndo: true),
          .init(
            undo: .init(entry: 11, title: w("确认承诺")), at: w("2022-02-16 09:20"), person: w("周敏"),
            reason: "", mayUndo: false),
        ], mayDecide: true, mayMark: true, done: w("第 2 稿已写入")))
  }

  private var reportParagraphs: [ReportPage.Paragraph] {
    let w = self
    return [
      .init(
        isHeading: true,
        pieces: [.init(start: 0, text: w("一、工业强区"), pieceClass: .background)]),
      .init(
        isHeading: false,
        pieces: [
          .init(start: 7, text: w("坚持梯度培育，"), pieceClass: .background),
          .init(
            start: 14, text: w("新增规上工业企业 20 家"), pieceClass: .commitment,
            codes: [w("C-2022-017")]),
          .init(start: 27, text: w("，深化亩均论英雄改革。"), pieceClass: .measure),
          .init(
            start: 38, text: w("实施项目三个，总投资 594.6 亿元。"), pieceClass: .undecided,
            questions: [w("7")]),
        ]),
    ]
  }

  private var reportItems: [ReportPage.Item] {
    let w = self
    var waiting = item("C-2022-017", "规上工业企业", isConfirmed: false)
    waiting.doubt = w("没有写明是否扣除退库")
    waiting.isOpen = true
    waiting.earlier = .init(
      sentence: w("新增规上工业企业 18 家。"), decision: w("已定为承诺——规上工业企业 ≥ 18 家"))
    var split = item("C-2022-018", "开发区改制", isConfirmed: true)
    split.due = nil
    split.metric = nil
    split.origin = w("由 C-2022-009 拆出")
    split.undo = .init(entry: 10, title: w("拆分条目"))
    var task = item("R-2022-0001", "深化亩均论英雄改革", isConfirmed: true)
    task.isTask = true
    task.kind = w("措施")
    return [waiting, split, task]
  }

  private func item(_ code: String, _ subject: String, isConfirmed: Bool) -> ReportPage.Item {
    let w = self
    return .init(
      code: w(code), version: 9, subject: w(subject), target: w("≥ 20 家"), kind: w("增量"),
      due: w("2022-12-31"), metric: w("新增规上工业企业"), isTask: false, isConfirmed: isConfirmed,
      isOpen: false)
  }

  /// A split of two parts that was sent back with a problem.
  var splitting: DecisionPage {
    let w = self
    let choices = ItemChoices(
      kinds: [.init(value: "increment", title: w("新增数量"))],
      comparisons: [.init(value: "ge", title: w("不少于"))],
      strengths: [.init(value: "plain", title: w("一般"))],
      metrics: [.init(value: "m", title: w("新增规上工业企业"))],
      units: [.init(value: "industry", title: w("区工信局"))])
    func section(_ number: Int) -> DecisionForm.Section {
      let draft = ItemDraft(
        words: w("新增规上工业企业 20 家"), subject: w("规上工业企业"), kind: "increment",
        comparison: "ge", value: w("20"), upper: w(""), measure: w("家"), reference: w(""),
        modality: w("力争"), from: w("2022-01-01"), due: w("2022-12-31"), metric: "m",
        unit: "industry")
      return .init(
        legend: w("第 \(number) 项"),
        fields: ItemForm(
          draft: draft, prefix: "\(number)-", choices: choices, asksWords: true))
    }
    return DecisionPage(
      shell: shell("/reports/B-2022-1/items/C-2022-017/split"), code: w("B-2022-1"),
      form: DecisionForm(
        title: w("拆分 C-2022-017"), action: w("/reports/B-2022-1/items/C-2022-017/split"),
        quotes: [w("新增规上工业企业 20 家。")], hidden: [.init(value: "version", title: w("9"))],
        forms: [.init(value: "commitment", title: w("承诺"))], form: "commitment",
        passage: w("新增规上工业企业 20 家"), sections: [section(1), section(2)],
        reasonHint: w("如：与起草组核对"), reason: w("两件事"), needsReason: true, submit: w("拆成这几项"),
        more: w("/reports/B-2022-1/items/C-2022-017/split?parts=3"),
        problem: w("第 2 项的文字不在原句里，没有改动"), back: w("/reports/B-2022-1#item-C-2022-017")))
  }

  var editionUpload: EditionUploadPage {
    let w = self
    return EditionUploadPage(
      shell: shell("/reports/B-2022-1/editions"),
      model: .init(
        code: w("B-2022-1"), title: w("2022年政府工作报告"), edition: 1, problem: w("没有选择文件")))
  }

  var editionPreview: EditionPreviewPage {
    let w = self
    func row(_ code: String, _ before: String?, _ after: String?) -> EditionPreviewPage.Row {
      .init(
        code: w(code), before: before.map { w($0) }, sentenceBefore: before.map { w("\($0)。") },
        after: after.map { w($0) }, sentenceAfter: after.map { w("\($0)。") },
        decision: before.map { _ in w("已确认") })
    }
    return EditionPreviewPage(
      shell: shell("/reports/B-2022-1/editions/t"),
      model: .init(
        code: w("B-2022-1"), ticket: w("t"), title: w("2022年政府工作报告"), file: w("正式稿.docx"),
        edition: 2, carried: [row("C-2022-017", "市场主体 > 5 万户", "市场主体 > 5 万户")],
        changed: [row("C-2022-018", "规上工业企业 ≥ 20 家", "规上工业企业 ≥ 25 家")],
        dropped: [row("C-2022-019", "展会 = 3 场", nil)],
        added: [row("", nil, "限上商贸企业 = 9 家")], decided: 1, answers: 2, asked: 1,
        problem: w("比对之后报告又有办理，这次没有写入")))
  }

  var reports: ReportsListPage {
    let w = self
    return ReportsListPage(
      shell: shell("/reports"),
      model: .init(
        rows: [
          .init(
            code: w("B-2022-1"), title: w("2022年政府工作报告"), year: 2022,
            place: w("本区"), takenIn: w("2022-02-15"), commitments: 23, confirmed: 21, undecided: 48,
            beside: [.init(code: w("B-2021-1"), title: w("2021年"))])
        ], mayAdd: true, year: 2022, problem: w("这份报告已登记为 B-2022-1，没有再次登记")))
  }

  var noReports: ReportsListPage {
    ReportsListPage(
      shell: shell("/reports"), model: .init(rows: [], mayAdd: false, year: 2022, problem: nil))
  }
}
