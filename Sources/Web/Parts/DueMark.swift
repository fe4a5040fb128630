/// A day by which something is due, with the working days by which it is late.
struct DueMark: Hashable, Sendable {
  var day: String
  /// 0 while there is time; nil when it is late and the calendars do not reach.
  var late: Int?

  var drawn: HTML {
    switch late {
    case 0: "\(day)"
    case let late?: #"\#(day) <span class="tag bad">逾期 \#(late) 个工作日</span>"#
    case nil: #"\#(day) <span class="tag bad">已逾期，缺工作日历</span>"#
    }
  }
}
