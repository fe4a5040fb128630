@testable import Web

extension Words {
  var imports: ImportsPage {
    let w = self
    return ImportsPage(
      shell: shell("/imports"),
      model: .init(
        registers: [
          .init(value: w("enterprise"), title: w("企业")), .init(value: "project", title: w("项目")),
        ],
        register: w("enterprise"), validFrom: "2022-06-30", today: "2022-06-30",
        problem: w("没有选择文件"), done: w("已写入，记录号 38"),
        batches: [
          .init(
            seq: 38, at: w("2022-06-28 16:02"), file: w("企业名录.xlsx"), register: w("企业"),
            person: w("李强"),
            post: w("部门联络员 · 区工信局"), added: 2000, changed: 0, values: 31_200, reversedBy: nil,
            mayReverse: true),
          .init(
            seq: 35, at: w("2022-06-20 09:12"), file: w("项目调度表.csv"), register: w("项目"),
            person: w("王芳"),
            post: w("招商专员 · 区商务局"), added: 0, changed: 12, values: 40, reversedBy: 36,
            mayReverse: false),
        ],
        files: [
          .init(
            title: w("企业"), form: "/files/enterprise/form", list: "/files/enterprise/list",
            record: "/records/enterprise"),
          .init(title: w("地块"), form: nil, list: "/files/parcel/list"),
        ]))
  }

  var importPreview: ImportPreviewPage {
    let w = self
    return ImportPreviewPage(
      shell: shell("/imports/previews/t1"),
      model: .init(
        ticket: w("t1"), file: w("企业名录.xlsx"), register: w("企业"), sheet: w("名录"),
        validFrom: w("2022-06-30"),
        evidence: w("E2 有据"), rows: 120, added: 1, changed: 2, unchanged: 115, refused: 2,
        conflicts: 1, values: 5,
        remarks: [
          .init(
            place: w("第 17 行 · 注册资本"), written: w("叁佰万"), expected: w("请填写数字，单位万元，例如 300"),
            message: w("第 17 行“注册资本”写的是“叁佰万”，请改为数字，例如 300（万元）"))
        ],
        changes: [
          .init(
            code: w("91411400MA9K3X7Y2Q"), name: w("禾丰专用车辆有限公司"), isNew: false, field: w("营业收入"),
            period: w("2022年5月"), before: w("180 万元"), after: w("196 万元"), standing: w("E3 他证")),
          .init(
            code: w("91411400MA9M2B8C4D"), name: w("安和轴承有限公司"), isNew: true, field: w("登记状态"),
            period: w("自 2022-06-30"), before: nil, after: w("存续")),
        ],
        columns: .init(
          columns: [.init(head: w("产值2022年5月"), word: w("产值"), chosen: "")],
          options: [
            .init(value: "", title: "不读入"), .init(value: "revenue", title: w("营业收入")),
          ]),
        matches: [
          .init(
            place: "第 9 行", name: w("安和轴承"),
            candidates: [.init(value: w("91411400MA9M2B8C4D"), title: w("安和轴承有限公司"))])
        ], isUnderstood: true, problem: w("预览之后“企业”又有改动，本次未写入。请重新预览再提交")))
  }

  var journal: JournalPage {
    let w = self
    return JournalPage(
      shell: shell("/journal"),
      model: .init(
        entries: 41,
        verdict: .init(entries: 41, root: w("9f2c41aa07be9f2c41aa07be"), faults: []),
        verifyPath: "/journal/verification", lines: [journalLine],
        older: Address("/journal", [.init(name: "below", value: w("38"))])))
  }

  var brokenJournal: JournalPage {
    var page = journal
    page.model.verdict?.faults = [.init(seq: 12, message: self("记录内容被改动过"))]
    page.model.older = nil
    return page
  }

  var security: SecurityPage {
    let w = self
    return SecurityPage(
      shell: shell("/security"),
      model: .init(
        rows: [
          .init(
            at: w("2022-06-30 08:58"), event: w("拒绝访问"), person: w("李强"), post: w("DU-4"),
            detail: w("GET /journal"))
        ], older: nil))
  }

  var account: AccountPage {
    let w = self
    return AccountPage(
      shell: shell("/account"),
      model: .init(
        person: w("周敏"), account: w("zhoumin"),
        posts: [
          .init(
            code: w("SV-1"), role: w("督查员"), unit: w("区政府办公室"), scope: w("—"),
            from: w("2021-01-01"),
            to: w("未定"), isActing: true)
        ], problem: w("现在的密码不对，密码没有改"), done: nil))
  }

  var signIn: SignInPage {
    SignInPage(
      model: .init(
        district: self("示例区"), person: self("zhoumin"), problem: self("账号或密码不对"),
        csrf: self("c5a1"), back: self("/commitments?unit=u1")))
  }

  var setPassword: SetPasswordPage {
    SetPasswordPage(
      model: .init(
        district: self("示例区"), person: self("周敏"), ticket: self("t1"), csrf: self("c5a1"),
        problem: self("密码至少 10 位"), back: self("/")))
  }

  var denied: ProblemPage {
    ProblemPage(
      surround: .desk(shell("/journal")),
      model: .denied(self("当前岗位（督查员）没有“操作记录·查看”的权限，未作任何改动")))
  }

  var notFound: ProblemPage {
    ProblemPage(surround: .bare(district: self("示例区")), model: .notFound)
  }

  /// Every page of the product with every text in it, by the name of its file.
  var pages: [(name: String, page: any Page)] {
    [
      ("commitments", ledger), ("commitments-empty", emptyLedger),
      ("commitments-unmatched-past", unmatchedLedger), ("commitments-compared", comparedLedger),
      ("commitments-board", ledgerBoard), ("commitments-matrix", ledgerMatrix),
      ("commitments-matrix-progress-past", ledgerMatrixOfProgress),
      ("commitments-charts", ledgerCharts), ("commitment", commitment),
      ("commitment-tracked", trackedCommitment), ("brief", brief),
      ("brief-empty-past", emptyBrief), ("next", next), ("next-empty-past", noSteps),
      ("commitment-silent-past", silentCommitment), ("report", report), ("reports", reports),
      ("report-split", splitting), ("report-edition", editionUpload),
      ("report-edition-preview", editionPreview),
      ("reports-empty", noReports), ("report-years", years), ("report-levels", levels),
      ("register", enterprises), ("register-empty", noEnterprises),
      ("register-bulk", changeableEnterprises), ("export", export), ("unmask", unmask),
      ("unmasked", unmasked), ("subject-viewers", viewers), ("subject-masked", maskedSubject),
      ("register-groups", groupedEnterprises), ("subject-files", subject(.files)),
      ("quality", quality), ("indicators", indicators),
      ("subject-overview", subject(.overview)), ("subject-facts", subject(.facts)),
      ("subject-actions", subject(.actions)), ("subject-relations", subject(.relations)),
      ("subject-journal", subject(.journal)), ("registers", registers), ("search", search),
      ("imports", imports), ("import-preview", importPreview), ("journal", journal),
      ("journal-broken", brokenJournal), ("security", security), ("account", account),
      ("sign-in", signIn), ("set-password", setPassword), ("denied", denied),
      ("not-found", notFound), ("asks", asks), ("ask", ask), ("ask-form", askForm),
      ("burden", burden), ("doubts", doubts), ("doubt-pair", doubtPair),
      ("doubt-conflict", doubtConflict), ("industry", industry), ("monthly-run", monthlyRun),
    ]
  }
}
