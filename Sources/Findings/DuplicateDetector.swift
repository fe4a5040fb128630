package import Definitions
package import Facts
import Frames
import Quantities

/// Finds one firm that stands in the register under two codes.
package struct DuplicateDetector {
  let detector: Detector
  let rule: Detector.Duplicates
  let snapshot: Snapshot
  private let names: NameKey

  /// Takes the names of the places around, which say nothing about which firm it is.
  package init?(_ detector: Detector, snapshot: Snapshot, places: [String]) {
    guard case .duplicates(let rule) = detector.rule else { return nil }
    self.detector = detector
    self.rule = rule
    self.snapshot = snapshot
    names = NameKey(places: places, legalForms: rule.legalForms)
  }

  private struct Record {
    var row: Int
    var name: String
    var address: String?
    var founded: Value?
  }

  package func issues() -> [DataIssue] {
    let records = (0..<snapshot.count).compactMap(record)
    var pairs: Set<[Int]> = []
    for group in blocks(of: records) {
      for (place, left) in group.enumerated() {
        for right in group[(place + 1)...] { pairs.insert([left, right]) }
      }
    }
    return pairs.compactMap { pair in issue(records[pair[0]], records[pair[1]]) }.ranked()
  }

  private func record(_ row: Int) -> Record? {
    if case .text(let word)? = snapshot.value(rule.exceptField, row: row),
      rule.exceptWords.contains(word)
    {
      return nil
    }
    guard case .text(let name)? = snapshot.value(rule.name, row: row) else { return nil }
    var address: String?
    if case .text(let text)? = snapshot.value(rule.address, row: row) { address = text }
    return Record(
      row: row, name: names.key(of: name), address: address,
      founded: snapshot.value(rule.founded, row: row))
  }

  /// Groups of records, by place in the list, that are worth comparing: of one name, of one
  /// address, or founded on one day in one trade.
  private func blocks(of records: [Record]) -> [[Int]] {
    var blocks: [String: [Int]] = [:]
    for (place, record) in records.enumerated() {
      blocks["name " + record.name, default: []].append(place)
      if let address = record.address { blocks["address " + address, default: []].append(place) }
      if case .day(let day)? = record.founded {
        let also = rule.also.map { key in
          snapshot.value(key, row: record.row).map { "\($0)" } ?? ""
        }
        let key = "founded \(day.number) \(also.joined(separator: " "))"
        blocks[key, default: []].append(place)
      }
    }
    return blocks.values.filter { $0.count > 1 && $0.count <= Self.mostAlike }
  }

  /// Records of one block that are still compared; a name or a market hall with more says nothing.
  private static let mostAlike = 60

  // MARK: A pair

  private func issue(_ left: Record, _ right: Record) -> DataIssue? {
    let (points, reasons) = agreement(left, right)
    guard points >= rule.line, let field = snapshot.register.field(rule.name) else { return nil }
    return DataIssue(
      twins: (left.row, right.row), in: snapshot, detector: detector, kind: "同一家", reasons: reasons,
      remedy: "请核对后合并，或注明是两家", field: field, weight: points)
  }

  private func agreement(_ left: Record, _ right: Record) -> (points: Int, reasons: [String]) {
    var points = 0
    var reasons: [String] = []
    func add(_ name: String, _ words: String) {
      points += rule.points[name] ?? 0
      reasons.append(words)
    }
    if left.name == right.name {
      add("name", "字号和行业用语相同：\(left.name)")
    } else if NameKey.isNear(left.name, right.name) {
      add("near-name", "名称只差一字：\(left.name)、\(right.name)")
    }
    if let address = left.address, address == right.address { add("address", "住所相同：\(address)") }
    if let founded = left.founded, founded == right.founded { add("founded", "成立日期相同") }
    if let apart = placesApart(snapshot.codes[left.row], snapshot.codes[right.row]), apart <= 2 {
      add("near-code", apart == 0 ? "代码主体相同" : "代码主体只差 \(apart) 位")
    }
    for key in rule.also {
      guard let value = snapshot.value(key, row: left.row),
        value == snapshot.value(key, row: right.row)
      else { continue }
      add("also", "\(snapshot.register.field(key)?.label ?? key)相同")
    }
    return (points, reasons)
  }

  /// In how many of their eight characters the bodies of two credit codes differ.
  private func placesApart(_ left: String, _ right: String) -> Int? {
    guard left.utf8.count == 18, right.utf8.count == 18 else { return nil }
    let bodies = zip(left.utf8.dropFirst(8).prefix(8), right.utf8.dropFirst(8).prefix(8))
    return bodies.count { $0 != $1 }
  }
}
