@testable import Web

extension Words {
  func shell(_ path: String = "/commitments", at time: TimeView? = nil) -> Shell {
    let w = self
    return Shell(
      district: w("示例区"), person: w("周敏"), post: w("督查员 · 区政府办公室"),
      posts: [
        PostChoice(id: w("SV-1"), title: w("督查员 · 区政府办公室"), isActing: true),
        PostChoice(id: w("DU-4"), title: w("部门联络员 · 区工信局"), isActing: false),
      ],
      navigation: [
        NavigationItem(
          icon: .commitments, title: w("承诺"), path: "/commitments",
          isCurrent: path.hasPrefix("/commitments"), waiting: 2),
        NavigationItem(
          icon: .reports, title: w("报告"), path: "/reports", isCurrent: path.hasPrefix("/reports")),
        NavigationItem(
          icon: .projects, title: w("项目"), path: "/projects", isCurrent: false),
        NavigationItem(
          icon: .enterprises, title: w("企业"), path: "/enterprises",
          isCurrent: path.hasPrefix("/enterprises")),
        NavigationItem(
          icon: .data, title: w("数据"), path: "/registers",
          isCurrent: path.hasPrefix("/registers") || path.hasPrefix("/imports")),
      ],
      time: time ?? today, here: Address(path, [.init(name: "q", value: w("条件"))]),
      csrf: w("c5a1"),
      foot: PrintFoot(
        asOf: w("2022-06-30"), knownAt: w("第 41 号记录"), madeAt: w("2022-06-30 09:00"),
        unit: w("区政府办公室")))
  }

  var today: TimeView {
    TimeView(today: "2022-06-30", day: "2022-06-30", title: "2022年6月30日", knowledge: .then)
  }

  var past: TimeView {
    TimeView(today: "2022-06-30", day: "2022-03-31", title: "2022年3月31日", knowledge: .then)
  }
}
