import Documents

@testable import Web

extension Words {
  var industry: IndustryPage {
    let w = self
    return IndustryPage(
      shell: shell("/industry"),
      model: .init(
        address: Address("/industry", [.init(name: "by", value: "industry")]),
        menus: [
          FilterMenu(
            name: "by", title: w("分组"), options: [.init(value: "industry", title: w("行业"))],
            chosen: "industry")
        ],
        emptiness: nil, month: w("2022年5月"),
        counters: [
          Counter(
            title: w("2022年5月工业增加值同比"), figure: Figure("3.63", "%"), note: w("可比价"),
            isFirst: true),
          Counter(title: w("全市累计增速"), figure: nil, note: w("统计部门发布")),
        ],
        shortfalls: [w("数据不足：登记簿“地区指标”里没有全市的增速")],
        chart: GrowthChart(
          title: w("工业增加值同比增长"),
          points: [
            .init(
              title: w("2022年4月"), tick: w("4月"), month: -1.5, toDate: 6.9, own: 6.9, city: 6.2,
              words: [w("-1.50"), w("6.90"), w("6.90"), w("6.20")]),
            .init(
              title: w("2022年5月"), tick: w("5月"), month: 3.63, toDate: nil, own: 6.2, city: nil,
              words: [w("3.63"), w("—"), w("6.20"), w("—")]),
          ]),
        groups: .init(
          title: w("分行业拉动"), span: w("2022年5月 · 工业增加值"), heads: [w("户数"), w("拉动（百分点）")],
          rows: [
            .init(name: w("汽车制造业"), cells: [w("22"), w("4.38")]),
            .init(name: w("燃气生产和供应业"), cells: [], reason: w("因统计保密不予显示：不足 3 户")),
          ], total: .init(name: w("合计"), cells: [w("249"), w("5.47")])),
        falls: [
          .init(
            name: w("行业：造纸和纸制品业"), path: nil, level: "重点", because: w("全组下降 10% 以上"),
            facts: [w("同比 -10.72%")], note: w("停产检修（李强）"),
            form: .init(
              month: w("2022-05"), grouping: w("industry"), code: w("22"), words: w("停产检修")))
        ],
        single: [
          .init(
            name: w("某厂"), path: "/respondents/x", level: "关注", because: w("连续三个月以上下降"),
            facts: [w("连降 3 个月")], note: nil, form: nil)
        ],
        rule: w("同比按当月数与上年同期数计算"),
        issues: [
          .init(
            code: w("Y-2022-05"), month: w("2022年5月"), day: w("2022-06-10"),
            corrects: w("Y-2022-04"))
        ],
        waiting: [.init(month: w("2022-06"), title: w("2022年6月"))],
        commitments: [.init(code: w("C-2022-010"), text: w("增速高于全市"), value: w("0.2 个百分点"))],
        problem: w("原因过长")))
  }

  var monthlyRun: MonthlyRunPage {
    let w = self
    return MonthlyRunPage(
      shell: shell("/industry/issues/new"),
      model: .init(
        code: w("Y-2022-05"),
        view: PaperView(
          paper: Paper(
            title: w("运行情况"),
            sections: [
              .init(sheet: .official, numbering: .dashed, blocks: [.text(w("运行情况"), .title)])
            ])),
        state: .draft(
          .init(
            month: w("2022-05"), opening: w("各单位："), closing: w("特此通报。"), isCorrection: true,
            keepsMovesBack: true, moves: [w("规模“中型”新进 1 户")])),
        problem: w("两期相减会暴露单户数据")))
  }
}
