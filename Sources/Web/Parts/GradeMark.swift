/// The grade of evidence behind a number (证据等级).
enum GradeMark: Int, CaseIterable, Hashable, Sendable {
  case none, claimed, documented, confirmed, verified

  var code: String { "E\(rawValue)" }

  var title: String {
    switch self {
    case .none: "无数据"
    case .claimed: "自报"
    case .documented: "有据"
    case .confirmed: "他证"
    case .verified: "核验"
    }
  }

  var drawn: HTML {
    #"<span class="grade e\#(rawValue)" title="证据等级 \#(code) \#(title)">\#(code) \#(title)</span>"#
  }
}
