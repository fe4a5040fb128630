/// Days as whole numbers inside SQL, without a date function that rounds month ends its own way.
extension SQLWriter {
  /// The expression of a packed day over a column.
  func expression(_ source: LinearForm.Source) throws(Misfit) -> String {
    let (name, storage) = try column(source.field)
    let isNumber = storage == .dayNumber
    switch source.view {
    case .value: return isNumber ? name : dayNumber(ofDate: name)
    case .month: return isNumber ? months(ofNumber: name) : months(ofDate: name)
    case .monthEnd where !isNumber && dialect == .sqlite: return monthEnd(ofText: name)
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
    dialect == .spark ? "date_add(\(name), 1)" : "(\(name) + 1)"
  }

  /// By the lengths of the months, because SQLite has no day after 9999-12-31.
  private func monthEnd(ofText name: String) -> String {
    let (year, month, day) = civil(ofText: name)
    let packed = months(ofDate: name)
    return """
      (\(packed) + CASE WHEN \(day) = CASE \(month) \
      WHEN 2 THEN 28 + (\(year) % 4 = 0 AND (\(year) % 100 <> 0 OR \(year) % 400 = 0)) \
      WHEN 4 THEN 30 WHEN 6 THEN 30 WHEN 9 THEN 30 WHEN 11 THEN 30 ELSE 31 END \
      THEN 31 - \(day) ELSE 0 END)
      """
  }

  private func civil(ofText name: String) -> (year: String, month: String, day: String) {
    (
      "CAST(substr(\(name), 1, 4) AS INTEGER)", "CAST(substr(\(name), 6, 2) AS INTEGER)",
      "CAST(substr(\(name), 9, 2) AS INTEGER)"
    )
  }

  private func months(ofDate name: String) -> String {
    switch dialect {
    case .sqlite:
      let (year, month, day) = civil(ofText: name)
      return "((\(year) * 12 + \(month) - 1) * 32 + \(day))"
    case .postgresql:
      return """
        ((date_part('year', \(name))::bigint * 12 + date_part('month', \(name))::bigint - 1) * 32 \
        + date_part('day', \(name))::bigint)
        """
    case .spark: return "((year(\(name)) * 12 + month(\(name)) - 1) * 32 + day(\(name)))"
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
