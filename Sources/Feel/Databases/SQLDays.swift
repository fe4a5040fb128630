/// Days as whole numbers inside SQL, without a date function that rounds month ends its own way.
extension SQLWriter {
  /// The expression of a packed day over a column.
  func expression(_ source: LinearForm.Source) throws(Misfit) -> String {
    let (name, storage) = try column(source.field)
    let isNumber = storage == .dayNumber
    switch source.view {
    case .value: return isNumber ? name : dayNumber(ofDate: name)
    case .month: return isNumber ? months(ofNumber: name) : months(ofDate: name)
    case .monthEnd:
      // From the next day: the first of a month is two past 31, any other day one past this one.
      let next =
        isNumber ? months(ofNumber: "(\(name) + 1)") : months(ofDate: nextDate(name))
      return "(\(next) - CASE WHEN (\(next)) % 32 = 1 THEN 2 ELSE 1 END)"
    }
  }

  private func dayNumber(ofDate name: String) -> String {
    switch dialect {
    case .sqlite: "CAST(julianday(\(name)) - 2440587.5 AS INTEGER)"
    case .postgresql: "(\(name) - DATE '1970-01-01')"
    case .spark: "datediff(\(name), DATE'1970-01-01')"
    }
  }

  private func nextDate(_ name: String) -> String {
    switch dialect {
    case .sqlite: "date(\(name), '+1 day')"
    case .postgresql: "(\(name) + 1)"
    case .spark: "date_add(\(name), 1)"
    }
  }

  private func months(ofDate name: String) -> String {
    switch dialect {
    case .sqlite:
      """
      ((CAST(substr(\(name), 1, 4) AS INTEGER) * 12 + CAST(substr(\(name), 6, 2) AS INTEGER) - 1) \
      * 32 + CAST(substr(\(name), 9, 2) AS INTEGER))
      """
    case .postgresql:
      """
      (((EXTRACT(YEAR FROM \(name)) * 12 + EXTRACT(MONTH FROM \(name)) - 1) * 32 \
      + EXTRACT(DAY FROM \(name)))::bigint)
      """
    case .spark: "((year(\(name)) * 12 + month(\(name)) - 1) * 32 + day(\(name)))"
    }
  }

  /// The calendar in whole numbers: years begin in March, so that the leap day comes last, and 700
  /// turns of 400 years are added, so that no division meets a negative number.
  private func months(ofNumber name: String) -> String {
    let divide = dialect == .spark ? " DIV " : " / "
    let days = "(\(name) + 102987368)"
    let turn = "(\(days)\(divide)146097)"
    let dayOfTurn = "(\(days) % 146097)"
    let year =
      "((\(dayOfTurn) - \(dayOfTurn)\(divide)1460 + \(dayOfTurn)\(divide)36524 "
      + "- \(dayOfTurn)\(divide)146096)\(divide)365)"
    let dayOfYear =
      "(\(dayOfTurn) - (365 * \(year) + \(year)\(divide)4 - \(year)\(divide)100))"
    let month = "((5 * \(dayOfYear) + 2)\(divide)153)"
    let day = "(\(dayOfYear) - (153 * \(month) + 2)\(divide)5 + 1)"
    return "((12 * (400 * \(turn) + \(year) - 280000) + \(month) + 2) * 32 + \(day))"
  }
}
