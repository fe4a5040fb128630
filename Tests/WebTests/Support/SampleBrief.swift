import Papers
import Quantities

@testable import Web

/// The one page of a leader and the list of what to do first.
extension Words {
  private var step: NextPage.Row {
    let w = self
    return .init(
      number: 1, name: w("安和轴承有限公司"), path: w("/enterprises/91411400MA9M2B8C4D"),
      step: w("申报入库"), reasons: [w("近 12 个月营业收入 2,036 万元")], wanting: [w("入库批准日")],
      commitment: w("C-2022-017"), text: w("新增规上工业企业 20 家"),
      commitmentPath: w("/commitments/C-2022-017#candidates"), now: w("41%"), after: w("52%"),
      points: w("11.2"), gain: w("1 家"), own: w("38%"), insufficient: nil, due: w("2022-12-31"),
      owners: w("区统计局、区工信局"))
  }

  private var unweighedStep: NextPage.Row {
    var row = step
    row.number = 2
    row.commitmentPath = nil
    row.now = nil
    row.after = nil
    row.points = nil
    row.gain = nil
    row.own = nil
    row.insufficient = self("只有 2 期观测，至少要 3 期")
    return row
  }

  var next: NextPage {
    let w = self
    return NextPage(
      shell: shell("/next"),
      model: .init(
        address: Address("/next"),
        menus: [
          FilterMenu(
            name: "unit", title: w("主管单位"),
            options: [.init(value: w("statistics"), title: w("区统计局"), count: 2)],
            chosen: w("statistics"))
        ], rows: [step, unweighedStep], total: 5, chosen: 2, hidden: 3,
        pager: Pager(address: Address("/next"), page: 1, pages: 1), mayExport: true))
  }

  var noSteps: NextPage {
    var page = next
    page.shell.time = past
    page.model.rows = []
    page.model.total = 0
    page.model.chosen = 0
    page.model.mayExport = false
    return page
  }

  var brief: BriefPage {
    let w = self
    return BriefPage(
      shell: shell("/brief"),
      model: .init(
        brief: Brief(
          title: w("示例区一页纸"), scope: w("全区 23 项承诺，时点 2022年6月30日"), lights: w("红 1，黄 2"),
          items: [
            .init(
              id: w("C-2022-017"), text: w("新增规上工业企业 20 家"), target: w("≥ 20 家"),
              verified: w("9 家"), light: w("黄"), forecast: w("22 家（18—26 家）"),
              chance: w("41%"), due: w("2022-12-31"), unit: w("区工信局"))
          ], steps: [],
          changes: [.init(id: w("C-2022-018"), text: w("完成改制"), before: w("绿"), after: w("黄"))],
          decisions: [w("目标调整 C-2022-017/T1 等您同意")], rule: w("先红灯、再黄灯、绿灯，取前五项。")),
        lights: LightMark.allCases.enumerated().map { .init(light: $1, count: 6 - $0) },
        marks: [w("C-2022-017"): .yellow],
        reasons: [w("C-2022-017"): w("已证实 9 家，应达 12.3 家")], open: [w("C-2022-017")],
        steps: [step],
        decisions: [
          .init(text: w("目标调整等您同意"), path: w("/commitments/C-2022-017#moves"))
        ]))
  }

  var emptyBrief: BriefPage {
    var page = brief
    page.shell.time = past
    page.model.brief = Brief(
      title: self("示例区一页纸"), scope: self("全区 0 项承诺"), lights: "", items: [], steps: [],
      changes: nil, decisions: [], rule: "先红灯、再黄灯、绿灯，取前五项。")
    page.model.steps = []
    page.model.decisions = []
    return page
  }
}
