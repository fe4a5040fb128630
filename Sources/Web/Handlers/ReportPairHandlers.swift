import Commands
import Definitions
import Ledgers
import Quantities
import Storage

/// Two reports beside each other, and the links that a person confirms there.
struct ReportPairHandlers: Sendable {
  func routes() -> [Route] {
    let path = "/reports/:code/beside/:other"
    return [
      .desk(.get, path, Permissions.readReports, answer: page),
      .desk(.post, path + "/links", Permissions.link, answer: link),
      .desk(.post, path + "/remainders/:key", Permissions.link, answer: carry),
      .desk(.post, path + "/entries/:entry/undo", Permissions.link, answer: undo),
    ]
  }

  private func page(_ desk: DeskVisit) async throws -> Answer {
    _ = try desk.permit(Permissions.readReports)
    return .page(
      ReportPairPage(shell: desk.shell, model: try await ReportPairReading(desk).model()))
  }

  private func link(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.link)
    let reading = try await ReportPairReading(desk)
    return try await deciding(reading) {
      switch reading.pair.relation {
      case .years:
        let command = LinkYears(in: reading.later.id, try years(reading))
        try await desk.site.journal.commit(command, permit: permit, reason: desk.form["reason"])
      case .levels:
        // One entry a share, because each has to keep the law of the sum by itself.
        let shares = try levels(reading)
        guard !shares.isEmpty else { throw JournalError.invalid("没有选要确认的关联，没有改动") }
        for share in shares {
          try await desk.site.journal.commit(share, permit: permit, reason: desk.form["reason"])
        }
      }
    }
  }

  /// Shows the page again with what was wrong, or goes back to it.
  private func deciding(
    _ reading: ReportPairReading, _ decide: () async throws -> Void
  ) async throws -> Answer {
    let desk = reading.desk
    do {
      try await decide()
    } catch let error as JournalError {
      return .page(
        ReportPairPage(shell: desk.shell, model: reading.model(problem: error.description)),
        status: 422)
    }
    return .onward(
      to:
        "/reports/\(Address.encoded(reading.later.id))/beside/\(Address.encoded(reading.earlier.id))"
    )
  }

  private func chosen(_ desk: DeskVisit) -> Set<String> {
    Set(desk.form.items.filter { $0.name == "pair" }.map { $0.value })
  }

  private func years(_ reading: ReportPairReading) throws -> [LinkYears.Pair] {
    let form = reading.desk.form
    if !form["earlier"].isEmpty {
      return [
        .init(
          earlier: form["earlier"], later: form["later"].nonempty,
          reasons: ["手工关联：\(form["why"])"])
      ]
    }
    let keys = chosen(reading.desk)
    return reading.rows.filter { keys.contains(ReportPairReading.key($0)) }.compactMap { row in
      row.earlier.map { .init(earlier: $0.id, later: row.later?.id, reasons: row.reasons) }
    }
  }

  private func levels(_ reading: ReportPairReading) throws -> [LinkLevels] {
    let form = reading.desk.form
    let mayExceed = form["exceed"] == "1"
    if !form["earlier"].isEmpty {
      return [
        LinkLevels(
          form["later"], under: form["earlier"], assigned: try assigned(form["assigned"]),
          mayExceed: mayExceed, reasons: ["手工关联：\(form["why"])"])
      ]
    }
    let keys = chosen(reading.desk)
    return try reading.rows.compactMap { row in
      let key = ReportPairReading.key(row)
      guard keys.contains(key), let upper = row.earlier, let lower = row.later else { return nil }
      return LinkLevels(
        lower.id, under: upper.id, assigned: try assigned(form["assigned-\(key)"]),
        mayExceed: mayExceed, reasons: row.reasons)
    }
  }

  private func assigned(_ text: String) throws -> Number? {
    guard !text.isEmpty else { return nil }
    guard let number = Number(text) else {
      throw JournalError.invalid("下达数“\(text)”不是数字，没有写入。请改为数字，如 20")
    }
    return number
  }

  private func carry(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.link)
    let reading = try await ReportPairReading(desk)
    let key = try desk.parameter("key")
    guard let row = reading.rows.first(where: { ReportPairReading.key($0) == key }),
      let remainder = reading.remainder(row)
    else { throw Refusal.notFound }
    return try await deciding(reading) {
      try await desk.site.journal.commit(
        CarryOver(
          remainder.earlier.id, into: reading.later.id, remainder: remainder.amount,
          unit: remainder.unit, basis: remainder.basis), permit: permit,
        reason: desk.form["reason"].nonempty ?? remainder.words)
    }
  }

  private func undo(_ desk: DeskVisit) async throws -> Answer {
    let permit = try desk.permit(Permissions.link)
    let reading = try await ReportPairReading(desk)
    guard let entry = Int64(try desk.parameter("entry")), reading.mayUndo(entry) else {
      throw Refusal.notFound
    }
    return try await deciding(reading) {
      try await desk.site.journal.commit(
        UndoLink(entry: entry), permit: permit, reason: "撤销第 \(entry) 号记录")
    }
  }
}
