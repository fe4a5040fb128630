package import Commands
import Definitions
import Facts
import Storage

/// Confirms what the reader found: the metric that measures a commitment and the unit that answers.
package struct ConfirmCommitment: Command {
  package static let name = "confirm-commitment"
  package static let title = "确认承诺"

  package struct Body: Codable, Sendable {
    var commitment: String
    var metric: String?
    var unit: String?
  }

  package var commitment: Commitment.ID
  package var metric: String?
  package var unit: String?
  /// The version that the person had in view; nil takes whichever stands.
  package var version: Int64?

  package init(
    commitment: Commitment.ID, metric: String?, unit: String?, version: Int64? = nil
  ) {
    self.version = version
    self.commitment = commitment
    self.metric = metric
    self.unit = unit
  }

  package static let needed = Permission("commitment", "U")
  package var permission: Permission { Self.needed }
  package var body: Body { Body(commitment: commitment, metric: metric, unit: unit) }

  package func run(in context: CommandContext) throws {
    guard let present = try LedgerStore.item(commitment, in: context.transaction) else {
      throw JournalError.invalid("没有承诺 \(commitment)")
    }
    var confirmed = try ItemVersion(code: commitment, version: version ?? present.version)
      .fresh(in: context)
    if let metric, context.library.metrics[metric] == nil {
      throw JournalError.invalid("没有指标“\(metric)”，承诺 \(commitment) 没有改动")
    }
    try PlaceReport.check(metric: metric, for: confirmed.report, in: context)
    if let unit {
      let known = try FactStore.subject(
        register: "unit", region: context.region, code: unit, in: context.transaction)
      guard known != nil else {
        throw JournalError.invalid("登记簿里没有单位“\(unit)”，承诺 \(commitment) 没有改动")
      }
    }
    confirmed.metric = metric
    confirmed.unit = unit
    confirmed.decide()
    try LedgerStore.write(confirmed, seq: context.seq, in: context.transaction)
  }
}
