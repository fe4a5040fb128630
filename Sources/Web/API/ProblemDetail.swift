import Commands
import Definitions

/// What went wrong, for programs and people, as RFC 9457 asks for it.
struct ProblemDetail: Hashable, Sendable {
  var status: Int
  /// A word that stays the same, for programs to tell problems apart.
  var code: String
  var title: String
  /// What happened, what was kept and what to do, in Chinese.
  var detail: String
  /// Further members, such as the place of a mistake in a condition.
  var members: [String: Int] = [:]

  var json: JSON {
    .object(
      [
        ("type", .text("urn:hefu:problem:\(code)")), ("title", .text(title)),
        ("status", .number(status)), ("code", .text(code)), ("detail", .text(detail)),
      ] + members.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
  }

  /// The codes that stay, with their status.
  static let codes = [
    "unauthenticated": 401, "denied": 403, "not-found": 404, "invalid-parameter": 400,
    "invalid-condition": 400, "fault": 500,
  ]
}

extension ProblemDetail {
  static let unauthenticated = ProblemDetail(
    status: 401, code: "unauthenticated", title: "没有登录",
    detail: "没有登录或会话已结束，没有返回任何数据。请先在网页登录，再带会话 cookie 请求。")
  static let notFound = ProblemDetail(
    status: 404, code: "not-found", title: "没有这个对象",
    detail: "没有找到这个地址或编号对应的内容。请核对编号，或从清单接口重新取得。")
  static let fault = ProblemDetail(
    status: 500, code: "fault", title: "服务出错",
    detail: "处理时出错，没有返回数据，也没有改动数据。请稍后再试；仍不行请把时间告诉系统管理员。")

  static func denied(_ words: String) -> ProblemDetail {
    ProblemDetail(status: 403, code: "denied", title: "没有权限", detail: words)
  }

  static func invalid(_ name: String, _ value: String, expected: String) -> ProblemDetail {
    ProblemDetail(
      status: 400, code: "invalid-parameter", title: "参数不对",
      detail: "参数 \(name) 写的是“\(value)”，应当是\(expected)。没有返回数据。")
  }

  static func condition(_ problem: RegisterListPage.RuleProblem) -> ProblemDetail {
    ProblemDetail(
      status: 400, code: "invalid-condition", title: "条件看不懂",
      detail: "第 \(problem.column) 个字符处：\(problem.message)。没有返回数据。",
      members: ["column": problem.column])
  }
}

/// Ends a request of the interface with a problem.
struct ProblemError: Error, Hashable {
  var problem: ProblemDetail

  init(_ problem: ProblemDetail) { self.problem = problem }
}

extension ProblemDetail {
  /// The problem that an error of a handler stands for; nil when it is a fault of ours.
  init?(_ error: any Error, in site: Site) {
    switch error {
    case let error as ProblemError: self = error.problem
    case let denial as Denial: self = .denied(site.words(for: denial))
    case Refusal.notFound: self = .notFound
    default: return nil
    }
  }
}
