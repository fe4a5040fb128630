import Definitions

@testable import Web

extension Words {
  var enterprises: RegisterListPage {
    let w = self
    return RegisterListPage(
      shell: shell("/enterprises"),
      model: .init(
        register: w("enterprise"), title: w("企业"),
        address: Address(
          "/enterprises",
          [.init(name: "sort", value: "-revenue"), .init(name: "rule", value: w("营业收入 >"))]),
        columns: [
          .init(key: "status", title: w("登记状态"), unit: nil, isNumber: false),
          .init(key: "revenue", title: w("营业收入"), unit: w("万元"), isNumber: true),
        ],
        choices: [
          .init(key: w("status"), title: w("登记状态"), isShown: true),
          .init(key: w("town"), title: w("所在乡镇"), isShown: false),
        ],
        menus: [
          FilterMenu(
            name: "status", title: w("登记状态"),
            options: [.init(value: w("1"), title: w("存续"), count: nil)], chosen: w("1"))
        ],
        grouping: FilterMenu(
          name: "group", title: w("分组"),
          options: [.init(value: w("status"), title: w("按登记状态"), count: nil)], chosen: nil,
          none: w("不分组")),
        find: w("公司"), rule: w("营业收入 >"), ruleHelp: w("营业收入 > 2000万元"),
        ruleProblem: .init(column: 7, message: w("这里应当有一个数")),
        rows: [
          .init(
            path: w("/enterprises/91411400MA9K3X7Y2Q"), code: w("91411400MA9K3X7Y2Q"),
            name: w("禾丰专用车辆有限公司"), cells: [.value(w("存续")), .value(w("3,200"))]),
          .init(
            path: w("/enterprises/91411400MA9L0T5R6P"), code: w("91411400MA9L0T5R6P"),
            name: w("恒润电子科技（集团）股份有限公司经济技术开发区智能装备制造第一分公司"), cells: [.missing, .hidden]),
          .init(
            path: w("/enterprises/91411400MA9M2B8C4D"), code: w("91411400MA9M2B8C4D"),
            name: w("安和轴承有限公司"), cells: [.reference(w("专用车"), path: w("/chains/L-01")), .missing]),
        ], totals: [nil, .init(sum: w("3,200"), missing: 18)], groups: nil, matching: 120,
        undecided: 4, visible: 2000, hidden: 12, page: 2, pages: 9, pageSize: 50,
        filePath: Address("/lists/enterprise", [.init(name: "sort", value: "-revenue")]),
        pageSizes: [50, 200],
        views: [
          .init(
            entry: 31, title: w("规上企业"), path: w("/enterprises?group=town"), sharer: nil,
            isCurrent: true),
          .init(
            entry: 32, title: w("本月新增"), path: w("/enterprises?sort=-founded_on"), sharer: w("李强"),
            isCurrent: false),
        ],
        importPath: "/imports?register=enterprise"))
  }

  var groupedEnterprises: RegisterListPage {
    let w = self
    var page = enterprises
    page.model.groups = .init(
      title: w("登记状态"),
      groups: [
        .init(
          title: w("存续"), count: 100, totals: [nil, .init(sum: w("3,200"), missing: 3)],
          item: .init(name: "f.status", value: w("存续"))),
        .init(
          title: w("没有数据"), count: 20, totals: [nil, .init(sum: nil, missing: 15)],
          item: .init(name: "state.status", value: "missing")),
        .init(title: w("无权查看"), count: 4, totals: [nil, nil], item: nil),
      ], left: 2)
    page.model.rows = []
    page.model.pages = 1
    page.model.pageSizes = []
    return page
  }

  var noEnterprises: RegisterListPage {
    var page = enterprises
    page.model.rows = []
    page.model.rule = ""
    page.model.find = ""
    page.model.hidden = 0
    page.model.ruleProblem = nil
    page.model.menus = []
    page.model.views = []
    page.model.pages = 1
    page.model.pageSizes = []
    page.model.undecided = 0
    page.model.matching = 0
    page.model.visible = 0
    page.model.importPath = nil
    return page
  }

  func subject(_ tab: SubjectPage.Tab) -> SubjectPage {
    let w = self
    return SubjectPage(
      shell: shell("/enterprises/91411400MA9K3X7Y2Q"),
      model: .init(
        register: w("企业"), listPath: "/enterprises", name: w("禾丰专用车辆有限公司"),
        code: w("91411400MA9K3X7Y2Q"), codeTitle: w("统一社会信用代码"),
        marks: [.init(label: w("登记状态"), value: .value(w("存续")))], tab: tab,
        overview: [
          .init(
            title: w("公开"),
            lines: [
              .init(
                label: w("注册资本"), value: .value(w("3,200"), unit: w("万元")), time: w("自 2021-03-01"),
                grade: .confirmed),
              .init(label: w("所在园区"), value: .missing),
              .init(label: w("所属产业链"), value: .reference(w("专用车"), path: w("/chains/L-01"))),
            ]),
          .init(
            title: w("区统计局"), lines: [.init(label: w("营业收入"), value: .hidden)],
            missing: [w("研发费用"), w("纳税额")]),
        ],
        facts: [
          .init(
            label: w("注册资本"), value: .value(w("3,200"), unit: w("万元")), period: w("自 2021-03-01"),
            grade: .confirmed,
            source: w("企业名录.xlsx 第 17 行"), seq: 12, at: w("2022-03-01 10:20"), person: w("李强"),
            isCurrent: true),
          .init(
            label: w("注册资本"), value: .withdrawn, period: w("自 2021-03-01"), grade: .none,
            source: w("撤回"),
            seq: 9, at: w("2022-02-01 10:20"), person: w("李强"), isCurrent: false),
        ],
        findings: [
          .init(
            title: w("列入小升规培育名单"), reasons: [w("近 12 个月营业收入 1,936 万元"), w("距 2,000 万元还差 64 万元")],
            path: w("/commitments/C-2022-017"))
        ],
        relations: [
          .init(
            kind: w("承诺"), code: w("C-2022-017"), name: w("新增规上工业企业 20 家"),
            path: w("/commitments/C-2022-017"), note: w("已计入"))
        ],
        sources: [
          .init(
            file: w("企业名录.xlsx"), sheet: w("名录"), digest: w("a1b2c3d4e5f6"), facts: 12,
            evidence: "E3",
            seq: 12, at: w("2022-03-01 10:20"), person: w("李强"))
        ], journal: [journalLine], hiddenFields: 6, shapes: shapes,
        series: [
          SeriesChart(
            title: w("月度营业收入"), unit: w("万元"),
            points: [
              .init(title: w("2022年1月"), valueTitle: w("120"), value: 120),
              .init(title: w("2022年2月"), valueTitle: w("-30"), value: -30),
              .init(title: w("2022年3月"), valueTitle: w("260"), value: 260),
            ])
        ]))
  }

  private var shapes: [ShapeDrawing] {
    let text = "POLYGON((0 0, 200 0, 200 100, 0 100, 0 0))"
    guard let geometry = try? Geometry(parsing: text) else { return [] }
    return [ShapeDrawing(title: self("宗地边界"), geometry: geometry, notes: [self("按边界计算 30 亩")])]
  }

  var quality: QualityPage {
    let w = self
    return QualityPage(
      shell: shell("/quality"),
      model: .init(
        address: Address("/quality", [.init(name: "kind", value: "stale")]),
        menus: [
          FilterMenu(
            name: "kind", title: w("问题"),
            options: [.init(value: "stale", title: w("超期未更新"), count: 35)], chosen: "stale")
        ],
        rows: [
          .init(
            kind: w("超期未更新"), register: w("企业"), field: w("营业收入"), keeper: w("区工信局"), count: 35,
            among: 200,
            path: Address("/enterprises", [.init(name: "state.revenue", value: "stale")]))
        ], total: 47))
  }

  var indicators: IndicatorsPage {
    let w = self
    return IndicatorsPage(
      shell: shell("/indicators"),
      model: .init(
        address: Address("/indicators"), menus: [],
        rows: [
          .init(
            id: w("new-above-scale-industry"), title: w("新增规上工业企业"), kind: w("增量"), unit: w("家"),
            definition: w("当年批准入库的规上工业企业"), proof: w("入库批准文件"), keeper: w("区统计局"),
            calendar: w("次月中旬"), source: w("登记簿“企业”"), basis: [w("统计制度")],
            commitments: [
              .init(code: w("C-2022-017"), path: w("/commitments/C-2022-017"), value: w("12家"))
            ])
        ], total: 26))
  }

  var registers: RegistersPage {
    let w = self
    return RegistersPage(
      shell: shell("/registers"),
      model: .init(
        groups: [
          .init(
            title: w("企业"),
            rows: [
              .init(
                path: "/enterprises", title: w("企业"), note: w("法人和个体工商户"), subjects: 2000,
                fields: 41, isSample: false),
              .init(
                path: "/orders", title: w("订单"), note: w("一份一号"), subjects: 0, fields: 10,
                isSample: true),
            ])
        ], mayImport: true))
  }

  var search: SearchPage {
    let w = self
    return SearchPage(
      shell: shell("/search"),
      model: .init(
        query: w("轴承"),
        groups: [
          .init(
            title: w("企业"),
            rows: [
              .init(
                path: w("/enterprises/91411400MA9M2B8C4D"), code: w("91411400MA9M2B8C4D"),
                name: w("安和轴承有限公司"), note: w("存续"))
            ], count: 3, more: w("/enterprises?q=轴承")),
          .init(title: w("项目"), rows: [], count: 0, more: nil),
        ]))
  }
}
