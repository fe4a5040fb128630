package import Commands
package import Definitions
import Facts
package import Quantities

/// Says how far a commitment is at the end of a month, where no register can compute it.
package struct ClaimProgress: Command {
  package static let name = "claim-progress"
  package static let title = "自报进展"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var period: Period
    var value: Number
    var note: String
    var file: String
    var evidence: Evidence
  }

  package let body: Body

  package init(
    _ commitment: Commitment.ID, period: Period, value: Number, note: String, file: String,
    evidence: Evidence
  ) {
    body = Body(
      commitment: commitment, period: period, value: value, note: note, file: file,
      evidence: evidence)
  }

  package static let needed = Permission("commitment.claim", "C")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    let code = body.commitment
    guard let item = try LedgerStore.item(code, in: transaction)?.commitment, item.isPromise else {
      throw JournalError.invalid("没有承诺 \(code)，没有写入")
    }
    // Progress that a register computes is never typed.
    if let metric = item.metric.flatMap({ context.library.metrics[$0] }), metric.isMeasurable {
      throw JournalError.invalid(
        "\(code) 由指标“\(metric.title)”从登记簿算出，不用填报，没有写入。数不对的，请更正登记簿里的数据")
    }
    try check(in: context)
    try writeFacts(in: context)
    try ClaimStore.write(
      Claim(
        commitment: code, period: body.period, value: body.value, note: body.note, file: body.file,
        evidence: body.evidence, given: Act(context.permit.actor, on: context.day)),
      seq: context.seq, in: transaction)
  }

  private func check(in context: CommandContext) throws {
    guard body.period.length == .month, body.period.first <= context.day else {
      throw JournalError.invalid("\(body.period.chinese)还没有开始，没有写入。请填报已经开始的月份")
    }
    guard !body.value.isNegative else { throw JournalError.invalid("自报值不能小于 0，没有写入") }
    guard (Evidence.claimed...Evidence.documented).contains(body.evidence) else {
      throw JournalError.invalid("自报的证据等级只能是 E1 或 E2，没有写入。E4 由督查核验给出")
    }
    guard body.evidence == .claimed || !body.file.isEmpty else {
      throw JournalError.invalid("证据等级 E2 要写明证明文件的名称，没有写入")
    }
    let present = try ClaimStore.claim(body.commitment, body.period, in: context.transaction)
    guard present?.verdict?.kind != .verified || present?.isWithdrawn == true else {
      throw JournalError.invalid("\(body.period.chinese)的自报值已经核验，没有改动。确需更正的，请督查部门先撤销核验")
    }
  }

  private func writeFacts(in context: CommandContext) throws {
    let transaction = context.transaction
    let key = ClaimMeasurement.Key.self
    guard let register = context.library.registers[key.register],
      let field = register.field(key.value), let stored = field.stored(.number(body.value))
    else {
      throw JournalError.invalid("自报值 \(body.value) 的小数位太多，没有写入。最多保留 4 位小数")
    }
    var values = [(key.value, stored)]
    if let remark = register.field(key.remark)?.stored(.text(body.note)) {
      values.append((key.remark, remark))
    }
    let fields = try FactStore.ensureFields(
      values.map(\.0), of: register.id, seq: context.seq, in: transaction)
    let subjects = try FactStore.ensureSubjects(
      [body.commitment], register: register.id, region: context.region, seq: context.seq,
      in: transaction)
    guard let subject = subjects[body.commitment] else { return }
    try FactStore.write(
      values.compactMap { name, value in
        fields[name].map { field in
          FactVersion(
            field: field, period: body.period.code, subject: subject, seq: context.seq,
            value: value, evidence: body.evidence)
        }
      }, in: transaction)
  }
}

/// Sends a claim back with a reason, after which it no longer counts, or verifies it (E4).
package struct JudgeClaim: Command {
  package static let name = "judge-claim"
  package static let title = "核验自报"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var period: Period
    var verdict: Claim.Verdict.Kind
    var words: String
  }

  package let body: Body

  package init(
    _ commitment: Commitment.ID, period: Period, verdict: Claim.Verdict.Kind, words: String
  ) {
    body = Body(commitment: commitment, period: period, verdict: verdict, words: words)
  }

  package static let needed = Permission("verify", "A")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    let stored = try ClaimStore.claim(body.commitment, body.period, in: context.transaction)
    guard var claim = stored, claim.isWithdrawn != true else {
      throw JournalError.invalid("\(body.commitment) 没有\(body.period.chinese)的自报，没有核验")
    }
    guard claim.verdict == nil else {
      throw JournalError.invalid(
        "\(body.commitment) \(body.period.chinese)的自报\(claim.standing)，没有再次核验")
    }
    let actor = context.permit.actor
    guard claim.given.person != actor.person.id else {
      throw JournalError.invalid("自报的人不能核验自己报的数，没有改动。请由另一人核验")
    }
    guard !body.words.isEmpty else {
      throw JournalError.invalid(
        body.verdict == .returned ? "退回要写明理由，没有改动" : "核验要写明怎么核的，没有改动")
    }
    claim.verdict = Claim.Verdict(
      kind: body.verdict, words: body.words, act: Act(actor, on: context.day))
    try ClaimStore.write(claim, seq: context.seq, in: context.transaction)
  }
}
