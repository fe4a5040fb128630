package import Commands
import Definitions
import Facts
import Quantities
import Storage

/// Divides a commitment among units, or divides it anew.
///
/// A part that stays as it was keeps its signature; a unit whose part changes signs again.
package struct DivideCommitment: Command {
  package static let name = "divide-commitment"
  package static let title = "任务分解"

  package struct Body: Codable, Sendable {
    var commitment: Commitment.ID
    var parts: [Split.Part]
    var mayExceed: Bool
  }

  package var commitment: Commitment.ID
  /// Entry that wrote the split that the person had in view; 0 when there was none.
  package var version: Int64
  package var parts: [Split.Part]
  package var mayExceed: Bool

  package init(
    commitment: Commitment.ID, version: Int64, parts: [Split.Part], mayExceed: Bool
  ) {
    self.commitment = commitment
    self.version = version
    self.parts = parts
    self.mayExceed = mayExceed
  }

  package static let needed = Permission("commitment", "U")
  package static let most = 40
  package var permission: Permission { Self.needed }
  package var body: Body { Body(commitment: commitment, parts: parts, mayExceed: mayExceed) }

  package func run(in context: CommandContext) throws {
    let transaction = context.transaction
    guard let item = try LedgerStore.item(commitment, in: transaction)?.commitment, item.isPromise
    else { throw JournalError.invalid("没有承诺 \(commitment)，没有分解") }
    let present = try SplitStore.split(of: commitment, in: transaction)
    guard present?.version ?? 0 == version else {
      throw JournalError.invalid("\(commitment) 的分解在您打开之后又有改动，这次没有写入。请刷新后再办")
    }
    try checkUnits(in: context)
    try checkNodes()
    let whole = item.isDivisible ? item.target.value : nil
    var split = Split(
      commitment: commitment, whole: whole, parts: parts, mayExceed: mayExceed)
    if let whole { try checkSum(split, whole, unit: item.target.unit ?? "") }
    for index in split.parts.indices {
      let before = present?.split.parts.first { $0.says(same: split.parts[index]) }
      split.parts[index].sentOn = before?.sentOn
      split.parts[index].signature = before?.signature
    }
    try SplitStore.write(split, seq: context.seq, in: transaction)
  }

  private func checkUnits(in context: CommandContext) throws {
    guard (1...Self.most).contains(parts.count) else {
      throw JournalError.invalid("分解要有 1 至 \(Self.most) 个单位，没有写入")
    }
    for part in parts {
      let known = try FactStore.subject(
        register: "unit", region: context.region, code: part.unit, in: context.transaction)
      guard known != nil else {
        throw JournalError.invalid("登记簿里没有单位“\(part.unit)”，没有写入。请从列出的单位中选一个")
      }
      guard parts.count(where: { $0.unit == part.unit }) == 1 else {
        throw JournalError.invalid("单位“\(part.unit)”列了两次，没有写入。请合并成一行")
      }
    }
  }

  /// Parts of a number add up to it, or are more by declaration.
  private func checkSum(_ split: Split, _ whole: Number, unit: String) throws {
    guard parts.allSatisfy({ $0.value != nil }), let total = split.total else {
      throw JournalError.invalid("目标 \(whole) \(unit)要分到各单位，有单位没有写任务数，没有写入。不承担数量的写 0")
    }
    if total < whole {
      throw JournalError.invalid(
        "各单位合计 \(total) \(unit)，比目标 \(whole) 少 \(whole - total)，没有写入。请补足后再保存")
    }
    if total > whole, !mayExceed {
      throw JournalError.invalid(
        "各单位合计 \(total) \(unit)，比目标 \(whole) 多 \(total - whole)，没有写入。确需加码的，请勾选“允许超过目标”")
    }
  }

  /// Nodes are cumulative and end at the part.
  private func checkNodes() throws {
    for (number, part) in parts.enumerated() {
      guard part.nodes.isEmpty || part.nodes.count == Split.quarters else {
        throw JournalError.invalid("第 \(number + 1) 个单位要有四个季度节点，没有写入")
      }
      let numbers = part.nodes.compactMap { node -> Number? in
        if case .number(let number) = node { number } else { nil }
      }
      guard zip(numbers, numbers.dropFirst()).allSatisfy(<=) else {
        throw JournalError.invalid("第 \(number + 1) 个单位的季度节点是累计数，后一季度不能小于前一季度，没有写入")
      }
      if let value = part.value, let last = numbers.last, last > value {
        throw JournalError.invalid("第 \(number + 1) 个单位的季度节点 \(last) 超过任务数 \(value)，没有写入")
      }
    }
  }
}
