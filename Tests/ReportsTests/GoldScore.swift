import Foundation
import Quantities
import Reports

/// Scores a reading against annotated records, by the rules of the annotation guideline.
///
/// Detection asks for an overlapping value with the same canonical number and unit, or for half of
/// the clause where there is no value; strict detection also for the restored subject.
struct GoldScore {
  private(set) var required = 0
  private(set) var found = 0
  private(set) var strict = 0
  private(set) var invented: [String] = []
  private(set) var missed: [String] = []
  /// Detected records whose kind, comparison or period is as annotated.
  private(set) var kinds = 0
  private(set) var comparisons = 0

  var detection: Double { Self.harmonic(found, required, found + invented.count) }
  var strictness: Double { Self.harmonic(strict, required, found + invented.count) }

  private static func harmonic(_ right: Int, _ wanted: Int, _ given: Int) -> Double {
    wanted + given == 0 ? 0 : 2 * Double(right) / Double(wanted + given)
  }

  static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.required += right.required
    sum.found += right.found
    sum.strict += right.strict
    sum.invented += right.invented
    sum.missed += right.missed
    sum.kinds += right.kinds
    sum.comparisons += right.comparisons
    return sum
  }

  init() {}

  init(_ understanding: Understanding, gold: Gold) {
    let stated = understanding.commitments.filter { commitment in
      gold.scope.contains { $0.contains((commitment.valueSpan ?? commitment.span).lowerBound) }
    }
    var pairs: [(weight: Double, stated: Int, record: Int)] = []
    for (index, commitment) in stated.enumerated() {
      for (number, record) in gold.records.enumerated() where record.matches(commitment) {
        let overlap = Double(commitment.span.clamped(to: record.span).count) / 1000
        let weight = (record.restores(commitment) ? 4.0 : 0) + (record.isRequired ? 2 : 0) + overlap
        pairs.append((weight, index, number))
      }
    }
    var taken: [Int: Int] = [:]
    for pair in pairs.sorted(by: { $0.weight > $1.weight })
    where taken[pair.stated] == nil && !taken.values.contains(pair.record) {
      taken[pair.stated] = pair.record
    }
    required = gold.records.count(where: \.isRequired)
    for (index, number) in taken where gold.records[number].isRequired {
      let record = gold.records[number]
      found += 1
      strict += record.restores(stated[index]) ? 1 : 0
      kinds += record.kinds.contains(stated[index].kind.rawValue) ? 1 : 0
      comparisons += record.comparisons.contains(stated[index].comparison.rawValue) ? 1 : 0
    }
    invented = stated.indices.filter { taken[$0] == nil }.map { stated[$0].subject }
    missed = gold.records.indices
      .filter { gold.records[$0].isRequired && !taken.values.contains($0) }
      .map { gold.records[$0].subject }
  }
}

/// The annotation of one report.
struct Gold {
  var scope: [Range<Int>] = []
  var records: [Record] = []
  var year: Int?

  init(contentsOf file: URL) throws {
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      guard let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      else { continue }
      switch fields["type"] as? String {
      case "document":
        year = fields["year"] as? Int
        scope = (fields["scope_spans"] as? [[Int]] ?? []).map { $0[0]..<$0[1] }
      case "commitment": records.append(Record(fields))
      default: break
      }
    }
  }

  struct Record {
    var span: Range<Int>
    var valueSpan: Range<Int>?
    var value: Double?
    var high: Double?
    var unit: String
    var valueText: String
    var subject: String
    var core: [String]
    var otherCores: [String]
    var isRequired: Bool
    var kinds: [String]
    var comparisons: [String]

    init(_ fields: [String: Any]) {
      let ends = { (key: String) in (fields[key] as? [Int]).map { $0[0]..<$0[1] } }
      let words = { (key: String) in fields[key] as? [String] ?? [] }
      span = ends("span") ?? 0..<0
      valueSpan = ends("value_span")
      value = (fields["value_canon"] as? NSNumber)?.doubleValue
      high = (fields["value_hi_canon"] as? NSNumber)?.doubleValue
      unit = fields["unit_canon"] as? String ?? ""
      valueText = fields["value_text"] as? String ?? ""
      subject = fields["subject"] as? String ?? ""
      core = words("core")
      otherCores = words("core_ok")
      let kind = fields["kind"] as? String ?? ""
      isRequired = fields["explicitness"] as? String == "explicit" && kind != "scope"
      kinds = [kind] + words("kind_ok")
      comparisons = [fields["op"] as? String ?? ""] + words("op_ok")
    }

    func matches(_ stated: StatedCommitment) -> Bool {
      guard let valueSpan else {
        let overlap = stated.span.clamped(to: span).count
        return stated.valueSpan == nil && overlap * 2 >= min(stated.span.count, span.count)
      }
      guard let place = stated.valueSpan, place.overlaps(valueSpan), let number = stated.value,
        let written = stated.unit
      else { return false }
      let (factor, plain) = Self.canonical(written)
      let isNear = { (left: Double, right: Double) in abs(left - right) <= 1e-9 * max(1, abs(left))
      }
      guard let value, isNear(number.double * factor, value), plain == unit else { return false }
      guard let high else { return true }
      return stated.valueHigh.map { isNear($0.double * factor, high) } ?? false
    }

    private static let multiples: [(String, Double)] = [
      ("万亿", 1e12), ("千亿", 1e11), ("百亿", 1e10), ("亿", 1e8), ("万", 1e4), ("千", 1e3),
      ("百", 1e2),
    ]

    private static func canonical(_ unit: String) -> (factor: Double, unit: String) {
      guard let (word, factor) = multiples.first(where: { unit.hasPrefix($0.0) }) else {
        return (1, unit)
      }
      let rest = String(unit.dropFirst(word.count))
      return (factor, rest.isEmpty || rest == "级" || rest == "元级" ? "元" : rest)
    }

    func restores(_ stated: StatedCommitment) -> Bool {
      let said = Self.plain(stated.subject)
      let holds = { (phrase: String) in said.contains(Self.plain(phrase)) }
      guard core.allSatisfy(holds) || otherCores.contains(where: holds) else { return false }
      if !valueText.isEmpty, holds(valueText) { return false }
      guard !subject.isEmpty else { return true }
      var left = Self.plain(subject).reduce(into: [Character: Int]()) { $0[$1, default: 0] += 1 }
      let total = left.values.reduce(0, +) + said.count
      let common = said.count { character in
        guard let count = left[character], count > 0 else { return false }
        left[character] = count - 1
        return true
      }
      return common > 0 && Double(2 * common) / Double(total) >= 0.6
    }

    private static func plain(_ text: String) -> String {
      text.filter { !$0.isWhitespace && !"“”\"‘’'（）()".contains($0) }
    }
  }
}
