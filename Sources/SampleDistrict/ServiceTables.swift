import Quantities

extension Services {
  /// Loans that were asked for, granted or paid back within some days.
  func loanTable(from first: Day, to last: Day) -> SampleTable {
    let within = { (day: Day?) in day.map { first <= $0 && $0 <= last } ?? false }
    let touched = loans.filter { loan in
      within(loan.asked) || within(loan.granted) || within(loan.due)
        || loan.isRefused && within(loan.asked.adding(days: 60))
    }
    return SampleTable(
      heads: [
        "融资编号", "融资事项", "融资企业", "融资类别", "金融机构", "需求日期", "放款日期", "到期日期", "首贷户", "融资状态",
        "需求金额（万元）", "放款金额（万元）", "年利率",
      ],
      rows: touched.map { loan in
        let granted = loan.granted.flatMap { $0 <= last ? $0 : nil }
        return [
          .text(loan.code), .text("\(loan.kind)（\(loan.asked.year)年）"), .text(loan.firm.code),
          .text(loan.kind), .text(loan.bank), .day(loan.asked), granted.map { .day($0) },
          granted == nil ? nil : loan.due.map { .day($0) }, .boolean(loan.isFirst),
          .text(loan.state(on: last)), .hundredths(loan.amount),
          granted == nil ? nil : .hundredths(loan.amount),
          granted == nil ? nil : .hundredths(loan.rate),
        ]
      })
  }

  func visitTable(from first: Day, to last: Day) -> SampleTable {
    SampleTable(
      heads: [
        "走访编号", "走访事由", "走访企业", "走访日期", "走访方式", "走访单位", "走访岗位", "所属镇街", "所属产业链", "企业诉求",
        "下一步", "下一步日期",
      ],
      rows: visits.filter { first <= $0.day && $0.day <= last }.map { visit in
        [
          .text(visit.code), .text("万人助万企走访"), .text(visit.firm.code), .day(visit.day),
          .text(visit.channel), .text("enterprise-office"), .text("ES"),
          .text(Place.towns[visit.firm.town].code), visit.firm.chain.map { .text($0) },
          visit.needs.map { .text($0) }, visit.needs.map { _ in .text("转诉求办理") },
          visit.needs.map { _ in .day(visit.day.adding(days: 10)) },
        ]
      })
  }

  /// Debts that were taken up or settled within some days.
  func debtTable(from first: Day, to last: Day) -> SampleTable {
    let within = { (day: Day?) in day.map { first <= $0 && $0 <= last } ?? false }
    let touched = debts.filter { within($0.accepted) || within($0.settled) }
    return SampleTable(
      heads: [
        "账款编号", "款项名称", "债权企业", "债务方", "债务方类别", "应付日期", "受理日期", "结清日期", "办理状态", "拖欠金额（万元）",
        "已清偿金额（万元）",
      ],
      rows: touched.map { debt in
        let settled = debt.settled.flatMap { $0 <= last ? $0 : nil }
        return [
          .text(debt.code), .text("货款"), .text(debt.firm.code), .text(debt.debtor),
          .text(debt.kind), .day(debt.due), .day(debt.accepted), settled.map { .day($0) },
          .text(settled != nil ? "已清偿" : debt.isDisputed ? "有分歧" : "无分歧"),
          .hundredths(debt.amount), .hundredths(settled == nil ? 0 : debt.amount),
        ]
      })
  }
}

extension Services.Loan {
  var due: Day? { granted?.adding(months: 12 * years) }

  func state(on day: Day) -> String {
    if let due, due <= day { return "已结清" }
    if let granted, granted <= day { return "已放款" }
    if isRefused, asked.adding(days: 60) <= day { return "未成" }
    return asked.adding(days: 10) <= day ? "对接中" : "待对接"
  }
}
