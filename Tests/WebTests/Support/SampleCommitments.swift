@testable import Web

extension Words {
  var ledger: CommitmentsPage {
    let w = self
    return CommitmentsPage(
      shell: shell("/commitments"),
      model: .init(
        title: w("2022年政府工作报告承诺台账"), report: .init(code: w("B-2022-1"), title: w("2022年政府工作报告")),
        address: Address("/commitments", [.init(name: "unit", value: w("u1"))]),
        counters: [
          Counter(title: w("承诺"), figure: Figure(w("23")), note: w("其中 21 项已确认")),
          Counter(title: w("自报完成"), figure: Figure(w("4"), w("项")), note: ""),
          Counter(
            title: w("已证实完成"), figure: Figure(w("2"), w("项")), note: w("E3 及以上"), isFirst: true),
        ],
        lights: LightMark.allCases.enumerated().map { .init(light: $1, count: 6 - $0) },
        menus: [
          FilterMenu(
            name: w("unit"), title: w("单位"),
            options: [
              .init(value: w("u1"), title: w("区工信局"), count: 9),
              .init(value: w("u2"), title: w("区科技局"), count: 5),
            ], chosen: w("u1")),
          FilterMenu(name: "kind", title: w("类型"), options: [], chosen: nil),
        ],
        groups: [
          .init(title: w("一、工业强区"), rows: [ledgerRow, ledgerRowWithoutNumbers]),
          .init(title: w("二、科技创新"), rows: []),
        ], total: 23, hidden: 2))
  }

  private var ledgerRow: CommitmentsPage.Row {
    let w = self
    return .init(
      code: w("C-2022-017"), text: w("新增规上工业企业 20 家"), matter: nil,
      kind: w("增量"), target: w("≥ 20 家"),
      claimed: Figure(w("12"), w("家"), grade: .claimed, path: w("/commitments/C-2022-017#origin")),
      verified: Figure(
        w("9"), w("家"), grade: .confirmed, path: w("/commitments/C-2022-017#origin")),
      progress: ProgressBar(claimed: 0.6, verified: 0.45, path: 0.5), path: w("10"),
      light: .green, note: nil, unit: w("区工信局"), due: w("2022-12-31"), isProposed: false)
  }

  private var ledgerRowWithoutNumbers: CommitmentsPage.Row {
    let w = self
    return .init(
      code: w("C-2022-018"),
      text: w("推进以“三化三制”为核心、涵盖领导班子任期制与员工全员聘任制与绩效工资制的开发区管理体制机制改革，于六月底前全部完成改制任务"),
      matter: w("开发区改制"), kind: w("节点"), target: w("完成"), claimed: nil, verified: nil,
      progress: nil, path: nil,
      light: .grey, note: w("不能判断，缺少改制完成日"), unit: nil, due: nil, isProposed: true)
  }

  var emptyLedger: CommitmentsPage {
    var page = ledger
    page.model.total = 0
    page.model.groups = []
    page.model.hidden = 0
    return page
  }

  var unmatchedLedger: CommitmentsPage {
    var page = ledger
    page.shell.time = past
    page.model.groups = []
    return page
  }

  var commitment: CommitmentPage {
    let w = self
    return CommitmentPage(
      shell: shell("/commitments/C-2022-017"),
      model: .init(
        code: w("C-2022-017"), text: w("新增规上工业企业 20 家"), matter: w("规上工业企业"),
        section: [w("工作安排"), w("一、工业强区")],
        context: .init(
          report: w("B-2022-1"), reportTitle: w("2022年政府工作报告"), before: w("坚持梯度培育，"),
          clause: w("全年新增规上工业企业 20 家以上"), after: w("，规上工业增加值增速高于全市。")),
        kind: w("增量"), strength: w("力争"), target: w("≥ 20 家"), period: w("2022年"),
        due: w("2022-12-31"), unit: w("区工信局"), isProposed: false, doubts: [],
        light: .yellow,
        reason: w("已证实 9 家，应达 12.3 家，落后 16 个百分点"), rule: w("默认亮灯规则 第 1 版"),
        claimed: Figure(w("12"), w("家"), grade: .claimed, path: "#origin"),
        verified: Figure(w("9"), w("家"), grade: .confirmed, path: "#origin"),
        expected: Figure(w("12.3"), w("家")), gap: Figure(w("11"), w("家")),
        forecast: .init(lines: [], grounds: [], absence: w("只有 2 期观测，至少要 3 期。")), chart: chart,
        counted: counted,
        candidates: candidates,
        origin: .init(
          metric: w("新增规上工业企业"), definition: w("当年经批准纳入规模以上工业统计的企业"),
          formula: w("计数（企业：规上工业入库批准日在当年内）"), proof: w("入库批复文件"),
          inputs: [.init(label: w("分母"), value: w("62"), time: w("2022-06-30"), grade: .verified)],
          sources: [w("企业登记簿"), w("第 38 号导入")], keeper: w("区统计局"), leastGrade: .confirmed,
          valueTime: w("2022-06-20"), recordedAt: w("2022-06-28 16:02")),
        targets: [
          .init(from: w("2022-02-15"), target: w("≥ 20 家"), ground: w("报告原文"), person: w("周敏"))
        ],
        journal: [journalLine],
        decision: .init(
          metrics: [
            .init(value: w("new-above-scale-industry"), title: w("新增规上工业企业"), isChosen: true),
            .init(value: w("market-entities"), title: w("市场主体")),
          ], units: [.init(value: w("gxj"), title: w("区工信局"), isChosen: true)],
          reasons: [w("句中有“规上工业企业”"), w("单位是“家”")])))
  }

  var silentCommitment: CommitmentPage {
    var page = commitment
    page.shell.time = past
    page.model.isProposed = true
    page.model.doubts = [self("没有写明是否扣除退库")]
    page.model.light = .grey
    page.model.claimed = nil
    page.model.verified = nil
    page.model.expected = nil
    page.model.gap = nil
    page.model.chart = nil
    page.model.counted = nil
    page.model.candidates = nil
    page.model.origin = .init(
      metric: nil, definition: self("还没有计数口径：区里尚未建立研发费用的登记簿"), inputs: [], sources: [])
    page.model.decision = nil
    page.model.journal = []
    return page
  }

  private var counted: CommitmentPage.CountedList {
    let w = self
    return .init(
      rows: [
        .init(
          path: w("/enterprises/91411400MA9K3X7Y2Q"), code: w("91411400MA9K3X7Y2Q"),
          name: w("禾丰专用车辆有限公司"), reasons: [w("规上工业入库批准日 2022-03-15")], grade: .confirmed,
          amount: w("3,200")),
        .init(
          path: nil, code: w("91411400MA9L0T5R6P"), name: w("恒润电子科技有限公司"),
          reasons: [w("规上工业入库批准日 2022-05-10"), w("登记状态 存续")], grade: .claimed, amount: nil),
      ], amountTitle: w("万元"), sum: w("3,200"), hidden: 3, undecided: 1)
  }

  private var candidates: CommitmentPage.CandidateList {
    let w = self
    return .init(
      title: w("候选"),
      rows: [
        .init(
          path: w("/enterprises/91411400MA9M2B8C4D"), code: w("91411400MA9M2B8C4D"),
          name: w("安和轴承有限公司"), title: w("准规上"), reached: [w("近 12 个月营业收入 2,036 万元")],
          wanting: [w("缺规上工业入库批准日")])
      ], hidden: 2)
  }

  private var chart: PathChart {
    let w = self
    func point(_ day: Int, _ value: Double) -> PathChart.Point {
      .init(day: day, value: value, dayTitle: w("第 \(day) 天"), valueTitle: w("\(Int(value)) 家"))
    }
    return PathChart(
      title: w("新增规上工业企业的进度"), unit: w("家"), firstDay: 0, lastDay: 364,
      ticks: [0, 90, 181, 273].map { .init(day: $0, title: w("\($0 / 30 + 1)月")) }, target: 20,
      targetTitle: w("目标 20 家"), path: [point(0, 0), point(364, 20)],
      claimed: [point(73, 5), point(129, 12)], verified: [point(73, 4), point(129, 9)], today: 180)
  }

  var journalLine: JournalLine {
    let w = self
    return JournalLine(
      seq: 38, at: w("2022-06-28 16:02"), person: w("李强"), post: w("部门联络员 · 区工信局"),
      action: w("导入数据：企业名录.xlsx"), reason: w("6 月名录"), digest: w("9f2c41aa07be"))
  }
}
