/// The page that says what went wrong, what was kept, and what to do next.
struct ProblemPage: Page {
  struct Model: Hashable, Sendable {
    var status: Int
    /// A few words that stand in the heading, such as 没有这个页面.
    var title: String
    /// What happened, and what was or was not changed by it.
    var happened: String
    /// What the reader can do now.
    var advice: String
    /// Where to go from here; nil when there is nowhere.
    var way: Way?

    /// Whether a form was sent that can be mended and sent again.
    var isRefused: Bool { [400, 409].contains(status) }
  }

  struct Way: Hashable, Sendable {
    var title: String
    var path: String
  }

  var surround: Surround
  var model: Model

  var title: String { model.title }

  var body: HTML {
    """
    <div class="headline"\(when: model.isRefused, " data-refused")><h1>\(model.title)<small>\(model.status)</small></h1></div>
    <p>\(model.happened)</p>
    <p>\(model.advice)</p>
    \(model.way.map { #"<p><a class="button" href="\#($0.path)">\#($0.title)</a></p>"# })
    """
  }
}

extension ProblemPage.Model {
  static let notFound = Self(
    status: 404, title: "没有这个页面",
    happened: "地址写错了，或者要找的对象在这个时点还不存在。",
    advice: "可以用页面上方的搜索框，按名称或编号查找。", way: .home)

  static func denied(_ why: String) -> Self {
    Self(
      status: 403, title: "没有权限",
      happened: why,
      advice: "如果确实需要，请切换到有权限的岗位，或请系统管理员申请授权。这次访问已记入安全日志。",
      way: .home)
  }

  static let forged = Self(
    status: 403, title: "表单已失效",
    happened: "这张表单不是从当前登录中打开的，没有办理，也没有改动任何数据。",
    advice: "请返回原来的页面，刷新后再提交一次。", way: .home)

  static let tooLarge = Self(
    status: 413, title: "文件太大",
    happened: "上传的内容超过上限（导入的表格 200 MB，其他 32 MB），没有读取，也没有改动任何数据。",
    advice: "可以按年度或按乡镇拆分后再传。", way: .home)

  static let tooMany = Self(
    status: 429, title: "请求太频繁",
    happened: "短时间内登录次数过多，这一次没有核对。",
    advice: "请过一分钟再试。", way: nil)

  static func unreadable(_ what: String) -> Self {
    Self(
      status: 400, title: "没有读懂这次提交",
      happened: "\(what)，没有改动任何数据。",
      advice: "请返回原来的页面，检查后再提交一次。", way: .home)
  }

  static func refused(_ why: String) -> Self {
    Self(
      status: 409, title: "没有办成",
      happened: why, advice: "请返回原来的页面，按提示处理后再试。", way: .home)
  }

  static let fault = Self(
    status: 500, title: "程序出错",
    happened: "服务器没有完成这次请求。正在写入的内容已整笔撤回，原有数据没有改动。",
    advice: "请稍后再试；如果一再出现，请把时间告诉系统管理员。", way: .home)
}

extension ProblemPage.Way {
  static let home = Self(title: "回到首页", path: "/")
}
