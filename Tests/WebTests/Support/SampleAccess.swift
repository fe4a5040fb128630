@testable import Web

extension Words {
  var export: ExportPage {
    let w = self
    return ExportPage(
      shell: shell("/files/enterprise/list"),
      model: .init(
        title: w("企业"), list: "/enterprises",
        address: Address("/files/enterprise/list", [.init(name: "q", value: w("公司"))]), rows: 1200,
        columns: [w("登记状态"), w("注册资本")], kept: [w("联系电话")], conditions: [w("登记状态：存续")],
        formats: [
          .init(path: "/files/enterprise/list", title: w("Excel（.xlsx）")),
          .init(path: "/lists/enterprise", title: w("CSV（.csv）")),
        ]))
  }

  var unmask: UnmaskPage {
    let w = self
    return UnmaskPage(
      shell: shell("/unmask/enterprise"),
      model: .init(
        action: "/unmask/enterprise", back: "/enterprises/1", name: w("禾丰专用车辆有限公司"),
        code: w("91411400MA9K3X7Y2Q"), field: w("contact_phone"), label: w("联系电话"),
        keptFor: w("企业服务联系"), purposes: [.init(value: w("case"), title: w("办理诉求"))],
        problem: w("没有写明理由，没有显示。")))
  }

  var unmasked: UnmaskPage {
    var page = unmask
    page.model.problem = nil
    page.model.value = self("13800000000")
    return page
  }

  var viewers: SubjectPage {
    let w = self
    var page = subject(.viewers)
    page.model.tabs = SubjectPage.Tab.allCases
    page.model.owner = [.init(label: w("主要数据单位"), value: .value(w("区市场监管局")))]
    page.model.next = .init(label: w("下一日期"), value: .value(w("2022-07-01 有效期至")))
    page.model.primary = .init(title: w("更正"), path: "/records/enterprise?code=1")
    page.model.viewers = [
      .init(
        day: "2022-06-30", unit: w("区财政局"), matter: w("商业信息"), manner: w("看档案"),
        purpose: w("兑现资金"))
    ]
    return page
  }

  /// A subject of which the reader may ask for more: a masked value, a purpose.
  var maskedSubject: SubjectPage {
    let w = self
    var page = subject(.overview)
    page.model.overview[0].lines.append(
      .init(label: w("联系电话"), value: .value(w("138****00")), unmask: "/unmask/enterprise?code=1"))
    page.model.purposes = [.init(value: w("payment"), title: w("兑现资金"))]
    return page
  }

  var changeableEnterprises: RegisterListPage {
    let w = self
    var page = enterprises
    page.model.filePath = nil
    page.model.bulk = .init(
      action: "/bulk/enterprise", fields: [.init(value: w("status"), title: w("登记状态"))])
    return page
  }
}
