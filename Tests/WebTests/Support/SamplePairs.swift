@testable import Web

extension Words {
  /// Two years, with what is proposed, confirmed, given up and new.
  var years: ReportPairPage {
    let w = self
    return ReportPairPage(
      shell: shell("/reports/B-2022-1/beside/B-2021-1"),
      model: .init(
        later: .init(code: w("B-2022-1"), title: w("2022年政府工作报告"), head: w("2022年目标")),
        earlier: .init(code: w("B-2021-1"), title: w("2021年政府工作报告"), head: w("2021年目标")),
        isOfLevels: false, summary: w("共 3 项：提高 1，未再提出 1，新提出 1；按后一份报告自己的说法，达到 1，未达到 0。"),
        rows: [
          .init(
            key: w("C-2021-003~C-2022-017"), change: w("提高"), subject: w("新增规上工业企业"),
            earlier: .init(
              code: w("C-2021-003"), target: w("≥ 18 家"), reading: w("2021-12-31 自报 19家，已证实 19家"),
              path: w("/commitments/C-2021-003")),
            later: .init(code: w("C-2022-017"), target: w("≥ 20 家"), reading: nil, path: nil),
            achieved: w("19家，达到"), reasons: [w("都写“新增规上工业企业”")], standing: .proposed,
            assigned: nil, remainder: nil),
          .init(
            key: w("C-2021-004~"), change: w("未再提出"), subject: w("新建标准厂房"),
            earlier: .init(
              code: w("C-2021-004"), target: w("= 30 万平方米"), reading: w("数据不足"), path: nil),
            later: nil, achieved: nil, reasons: [w("后一份报告没有再提“新建标准厂房”")],
            standing: .confirmed(w("方芷岚 2022-02-16 确认")), assigned: nil,
            remainder: w("还差 6万平方米")),
          .init(
            key: w("~C-2022-018"), change: w("新提出"), subject: w("企业上云"), earlier: nil,
            later: .init(code: w("C-2022-018"), target: w("≥ 100 家"), reading: nil, path: nil),
            achieved: nil, reasons: [], standing: .new, assigned: nil, remainder: nil),
        ],
        manual: .init(
          earlier: [.init(value: w("C-2021-004"), title: w("C-2021-004 新建标准厂房"))],
          later: [.init(value: w("C-2022-018"), title: w("C-2022-018 企业上云"))]),
        undo: [.init(entry: 812, title: w("确认上年承接"), links: w("B-2022-1←C-2021-004"))],
        problem: w("C-2021-004 的承接关系已经确认，没有再次确认")))
  }

  var levels: ReportPairPage {
    let w = self
    var page = years
    page.model.isOfLevels = true
    page.model.earlier.head = w("上级目标")
    page.model.later.head = w("本级目标")
    page.model.rows = [page.model.rows[0]]
    page.model.rows[0].change = w("上下级")
    page.model.rows[0].assigned = w("18")
    page.model.problem = nil
    page.model.undo = []
    return page
  }
}
