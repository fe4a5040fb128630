extension SubjectPage.Fact {
  /// What the value did to what was known before it, where that is worth a word.
  enum Note: Hashable, Sendable {
    /// Another value from a later day on: the world moved.
    case change
    /// Another value for the same day or period: it was wrong.
    case correction(reason: String)
    case confirmation
    case rival
    /// Recorded before its day, or before the end of its period.
    case ahead
  }

  /// The note and the days late, as marks beside the label.
  var marks: HTML {
    let late: HTML? = daysLate.map { #" <span class="tag bad">迟报 \#($0) 天</span>"# }
    return "\(noted)\(late)"
  }

  /// Who last found the value unchanged.
  var confirmation: HTML? {
    confirmed.map { last in
      """
      <small class="below">最近一次确认 \(last.day)，\(last.unit)，\(last.source)（第 \(last.seq) 号记录）\(last.grade.drawn)</small>
      """
    }
  }

  private var noted: HTML {
    switch note {
    case nil: ""
    case .change: #" <span class="tag">变动</span>"#
    case .correction(let reason):
      #" <span class="tag wait" title="\#(reason)">更正</span>"#
    case .confirmation: #" <span class="tag">复核</span>"#
    case .rival: #" <span class="tag">另一来源</span>"#
    case .ahead: #" <span class="tag">未到期</span>"#
    }
  }
}
