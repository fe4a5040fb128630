@testable import Web

extension Words {
  var enterprises: RegisterListPage {
    let w = self
    return RegisterListPage(
      shell: shell("/enterprises"),
      model: .init(
        title: w("企业"),
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
        find: w("公司"), rule: w("营业收入 >"), ruleHelp: w("营业收入 > 2000万元"),
        ruleProblem: .init(column: 7, message: w("这里应当有一个数")),
        rows: [
          .init(
            path: w("/enterprises/91411400MA9K3X7Y2Q"), code: w("91411400MA9K3X7Y2Q"),
            name: w("禾丰专用车辆有限公司"), cells: [.value(w("存续")), .value(w("3,200"))]),
          .init(
            path: w("/enterprises/91411400MA9L0T5R6P"), code: w("91411400MA9L0T5R6P"),
            name: w("恒润电子科技（集团）股份有限公司经济技术开发区智能装备制造第一分公司"), cells: [.missing, .hidden]),
        ], totals: [nil, w("3,200")], matching: 120, undecided: 4, visible: 2000, hidden: 12,
        page: 2, pages: 9,
        importPath: "/imports?register=enterprise"))
  }

  var noEnterprises: RegisterListPage {
    var page = enterprises
    page.model.rows = []
    page.model.rule = ""
    page.model.find = ""
    page.model.hidden = 0
    page.model.ruleProblem = nil
    page.model.menus = []
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
        ], journal: [journalLine], hiddenFields: 6))
  }

  var registers: RegistersPage {
    let w = self
    return RegistersPage(
      shell: shell("/registers"),
      model: .init(
        rows: [
          .init(
            path: "/enterprises", title: w("企业"), note: w("法人和个体工商户"), subjects: 2000, fields: 41)
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
