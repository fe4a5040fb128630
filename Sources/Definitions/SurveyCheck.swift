/// Keeps single answers of statistical surveys (class S) away from everything that decides.
///
/// By law they serve sums and counts of several respondents and nothing else: no metric, ladder,
/// policy or list may turn on what one of them answered.
enum SurveyCheck {
  /// Fewest respondents of a figure, and the largest part that one of them may have, in per cent.
  static let least = 3
  static let largestShare = 80

  /// Puts a remark where a rule reads such an answer; whether it reads none.
  static func check(_ names: some Sequence<String>, of register: Register, at entry: Entry) -> Bool
  {
    let single = names.compactMap { register.field($0) }.filter { $0.fieldClass == .statistical }
    for field in single {
      entry.error(
        "“\(field.label)”是统计调查的单户数据（S 级），不能用在这里",
        "指标、阶梯、政策和清单规则不得逐户使用统计调查数据；"
          + "只能用不少于 \(least) 户、最大一户不超过 \(largestShare)% 的汇总数")
    }
    return single.isEmpty
  }
}
