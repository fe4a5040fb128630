@testable import Web

extension Words {
  var asks: AsksPage {
    let w = self
    return AsksPage(
      shell: shell("/asks"),
      model: .init(
        address: Address("/asks", [.init(name: "group", value: "mine")]),
        tabs: [
          .init(path: Address("/asks"), title: w("待我单位填报"), count: 1, isCurrent: true),
          .init(path: Address("/asks"), title: w("全部"), count: 7, isCurrent: false),
        ],
        menus: [
          FilterMenu(
            name: "state", title: w("状态"),
            options: [.init(value: "open", title: w("填报中"), count: 1)], chosen: "open")
        ],
        rows: [
          .init(
            path: w("/asks/A-2022-001"), code: w("A-2022-001"), title: w("三季度培育企业核对"),
            reason: w("小升规培育调度"), register: w("企业"), unit: w("区工信局"), due: w("2022-10-15"),
            late: 3, state: .open, sent: 1_799, arrived: 12, missing: 1_787, ownMissing: 1_098,
            share: 49),
          .init(
            path: w("/asks/A-2022-002"), code: w("A-2022-002"), title: w("项目开工核对"),
            reason: w("开工调度"), register: w("项目"), unit: w("区政府办"), due: w("2022-09-15"), late: 0,
            state: .refused, sent: 0, arrived: 0, missing: 0, ownMissing: 0, share: 100),
        ], total: 120, page: 2, pages: 3, mayAsk: true, maySeeBurden: true))
  }

  var ask: AskPage {
    let w = self
    return AskPage(
      shell: shell("/asks/A-2022-001"),
      model: .init(
        code: w("A-2022-001"), title: w("三季度培育企业核对"), reason: w("小升规培育调度"),
        register: w("企业"), scope: w("登记状态 = 存续；月度营业收入"), unit: w("区工信局"),
        day: w("2022-09-30"), due: w("2022-10-15"), late: 3, state: .open, ending: w("误撤回，恢复"),
        wanted: 3_555, known: 1_756, repeated: 4, sent: 1_799, arrived: 12, missing: 1_785,
        parts: [
          .init(
            unit: w("区统计局"), arrived: 12, missing: 1_785, returned: 2, total: 1_799,
            file: w("/files/asks/A-2022-001?keeper=statistics"))
        ],
        returned: [
          .init(
            name: w("禾丰专用车辆有限公司"), code: w("91411400MA9K3X7Y2Q"), field: w("产业集群"),
            unit: w("区统计局"), note: w("没有此项"))
        ],
        inputs: [
          .init(
            index: 0, key: w("91411400MA9K3X7Y2Q|cluster|0"), code: w("91411400MA9K3X7Y2Q"),
            name: w("禾丰专用车辆有限公司"), field: w("产业集群"), unit: nil, period: w("现状"),
            last: w("专用车（自 2021-01-01）"), choices: [.init(value: w("1"), title: w("专用车"))],
            isDay: false, isNumber: false, value: w("1")),
          .init(
            index: 1, key: w("91411400MA9K3X7Y2Q|monthly_revenue|202208012"),
            code: w("91411400MA9K3X7Y2Q"), name: w("禾丰专用车辆有限公司"), field: w("月度营业收入"),
            unit: w("万元"), period: w("2022年8月"), last: nil, choices: [], isDay: false,
            isNumber: true, value: w("12")),
        ], ownOpen: 1_785, page: 1, pages: 36, address: Address("/asks/A-2022-001"),
        file: w("/files/asks/A-2022-001?keeper=statistics"),
        units: [.init(value: w("tax"), title: w("区税务局"))],
        ways: [.init(value: w("closed"), title: w("办结"), hint: w("到手的已够用"))],
        again: w("/asks/new?from=A-2022-001"), done: w("已写入，记录号 12。"), problems: [w("第 2 行读不懂")]))
  }

  var askForm: AskFormPage {
    let w = self
    return AskFormPage(
      shell: shell("/asks/new"),
      model: .init(
        registers: [.init(value: w("enterprise"), title: w("企业"))], register: w("enterprise"),
        codeLabel: w("统一社会信用代码"), title: w("三季度培育企业核对"), reason: w("小升规培育调度"),
        due: w("2022-10-15"), today: w("2022-09-30"), rule: w("登记状态 = 存续"), code: w("91"),
        fields: [
          .init(value: w("status"), title: w("登记状态"), note: w("区市场监管局，30 天"), isChosen: true)
        ], period: w("2022-08"),
        periods: [.init(value: w("2022-08"), title: w("2022年8月"), note: "", isChosen: true)],
        hidden: [.init(name: w("field"), value: w("status"))],
        answer: .init(
          subjects: 2, undecided: 3, wanted: 2, known: 1, repeated: 0, left: 1,
          keepers: [.init(unit: w("区市场监管局"), cells: 1)],
          repeatedIn: [.init(code: w("A-2022-001"), path: w("/asks/A-2022-001"), cells: 4)],
          rows: [
            .init(
              code: w("91411400MA9K3X7Y2Q"), name: w("禾丰专用车辆有限公司"), field: w("登记状态"),
              period: w("现状"), value: w("存续"), fate: w("库里有，2022-10-20 前有效"), isLeft: false,
              time: w("自 2022-09-20"), keeper: w("区市场监管局"), grade: .confirmed),
            .init(
              code: w("91411400MA9L0T5R6P"), name: w("恒润电子科技有限公司"), field: w("登记状态"),
              period: w("现状"), value: w("—"), fate: w("要问：库里没有"), isLeft: true, time: w("—"),
              keeper: w("区市场监管局"), grade: nil),
          ], further: 12), refused: w("没有发出"),
        file: Address("/files/asks/answer", [.init(name: w("field"), value: w("status"))]),
        templates: [.init(entry: 41, title: w("月度核对"), path: w("/asks/new?register=enterprise"))],
        problem: w("截止日期已过")))
  }

  var burden: BurdenPage {
    let w = self
    return BurdenPage(
      shell: shell("/burden"),
      model: .init(
        year: w("2022年"), previous: w("2021"), next: w("2023"),
        asked: [
          .init(
            month: w("2022年9月"), asker: w("区工信局"), asked: w("区统计局"), cells: 1_799, asks: 2)
        ],
        spared: [
          .init(
            month: w("2022年9月"), asker: w("区工信局"), wanted: 3_555, known: 1_756, repeated: 0,
            sent: 1_799)
        ], wanted: 3_555, known: 1_756, isOwnOnly: true,
        file: Address("/burden/file", [.init(name: w("from"), value: w("2022"))])))
  }

  var doubts: DoubtsPage {
    let w = self
    return DoubtsPage(
      shell: shell("/quality/issues"),
      model: .init(
        isPairsOnly: false, address: Address("/quality/issues"),
        menus: [
          FilterMenu(
            name: "state", title: w("状态"),
            options: [.init(value: "open", title: w("待处理"), count: 12)], chosen: "open")
        ], open: 12, asked: 1, decided: 3,
        rows: [
          .init(
            path: w("/quality/issues/0123456789abcdef"), kind: w("项目重复计数"), name: w("砚川储能电池（一期）"),
            code: w("X-2022-0002"), reasons: [w("投资方相同"), w("投资额相近")], keeper: w("区发改委"),
            state: .reopened, decision: w("相同：合同为同一份（李强，2022-06-30）"))
        ], total: 1, page: 1, pages: 2))
  }

  var doubtPair: DoubtPage {
    let w = self
    return DoubtPage(
      shell: shell("/quality/issues/0123456789abcdef"),
      model: .init(
        key: w("0123456789abcdef"), kind: w("项目重复计数"), name: w("砚川储能电池（一期）"),
        register: w("项目"), isPair: true, reasons: [w("投资方相同")], remedy: w("请核对"),
        keeper: w("区发改委"), state: .reopened,
        records: [
          .init(code: w("X-2022-0001"), name: w("砚川储能电池项目"), path: w("/projects/X-2022-0001")),
          .init(code: w("X-2022-0002"), name: w("砚川储能电池（一期）"), path: w("/projects/X-2022-0002")),
        ],
        lines: [
          .init(label: w("投资方"), values: [w("砚川"), w("砚川")], differs: false, isInDoubt: false),
          .init(label: w("计划总投资"), values: [w("12"), w("13")], differs: true, isInDoubt: false),
        ], claims: [],
        decision: .init(
          entry: 41, verdict: w("相同"), reason: w("合同为同一份"), person: w("李强"), day: w("2022-06-30"),
          source: nil, askPath: nil), basis: w("fedcba9876543210"),
        verdicts: [
          .init(value: w("same"), title: w("相同")), .init(value: "different", title: w("不同")),
        ],
        typed: .init(verdict: "different", source: "", reason: w("两份合同"), due: ""),
        today: w("2022-06-30"), done: w("已写入"), problem: w("请写理由")))
  }

  var doubtConflict: DoubtPage {
    let w = self
    var page = doubtPair
    page.model.isPair = false
    page.model.records.removeLast()
    page.model.lines = [
      .init(label: w("入统日期"), values: [w("2022-06-10")], differs: false, isInDoubt: true)
    ]
    page.model.claims = [
      .init(
        source: w("statistics"), unit: w("区统计局"), value: w("2022-06-10"), day: w("2022-06-12"),
        grade: .confirmed, isKeeper: true, counts: true),
      .init(
        source: w("commerce"), unit: w("区商务局"), value: w("2022-05-10"), day: w("2022-05-12"),
        grade: .confirmed, isKeeper: false, counts: false),
    ]
    page.model.decision?.source = w("区统计局")
    page.model.decision?.askPath = w("/asks/A-2022-001")
    page.model.verdicts = [
      .init(value: "counts", title: w("按选定的来源计")), .init(value: "asked", title: w("问主管单位")),
    ]
    return page
  }
}
