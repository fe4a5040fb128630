package import Definitions
package import Ledgers
package import Quantities

/// Answers the questions that the blocks of a bulletin ask of the ledger.
package struct BulletinBlocks: Sendable {
  /// Every reading of the day that the bulletin speaks of.
  package var readings: [Reading]
  package var splits: [Commitment.ID: Split]
  /// The issue before it, with the commitments as they were known then.
  package var previous: Bulletin?
  package var earlier: [Commitment]
  package var library: Library
  package var day: Day
  package var unitName: @Sendable (String) -> String

  package init(
    readings: [Reading], splits: [Commitment.ID: Split], previous: Bulletin?,
    earlier: [Commitment], library: Library, day: Day,
    unitName: @escaping @Sendable (String) -> String
  ) {
    self.readings = readings
    self.splits = splits
    self.previous = previous
    self.earlier = earlier
    self.library = library
    self.day = day
    self.unitName = unitName
  }

  /// The state of each commitment, kept for the comparison of the next issue.
  package var marks: [Bulletin.Mark] {
    readings.map {
      Bulletin.Mark(
        commitment: $0.id, light: $0.light.light.letter, claimed: $0.claimed,
        verified: $0.verified)
    }
  }

  package func block(_ kind: Bulletin.Kind) -> Bulletin.Block {
    switch kind {
    case .overview: overview
    case .changes: changes
    case .red: late(kind, .red)
    case .yellow: late(kind, .yellow)
    case .targets: targets
    case .coordination: coordination
    case .table: table
    }
  }

  // MARK: Blocks

  private var overview: Bulletin.Block {
    let read = readings.count { !$0.isUnread }
    let met = readings.count { $0.isMet == true }
    let verified = readings.count { $0.isMet == true && $0.isVerified }
    let lights = [Light.blue, .green, .yellow, .red, .grey].map { light in
      "\(light.letter)灯 \(readings.count { $0.light.light == light }) 项"
    }
    return Bulletin.Block(
      kind: .overview,
      lines: [
        "截至\(day.chinese)，纳入台账的承诺共 \(readings.count) 项，其中有数可查 \(read) 项，数据不足 \(readings.count - read) 项。",
        "自报达到目标 \(met) 项，其中已证实 \(verified) 项。亮灯情况：\(lights.joined(separator: "，"))。",
      ], commitments: readings.map(\.id))
  }

  private var changes: Bulletin.Block {
    guard let previous, let issue = previous.issue else {
      return Bulletin.Block(kind: .changes, lines: ["本期为首期，没有上期可比。"])
    }
    let before = Dictionary(
      issue.marks.map { ($0.commitment, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [[String]] = []
    var codes: [String] = []
    for reading in readings {
      guard let mark = before[reading.id] else { continue }
      let letter = reading.light.light.letter
      guard mark.light != letter || mark.claimed != reading.claimed else { continue }
      codes.append(reading.id)
      rows.append([
        reading.commitment.text, mark.light, letter,
        mark.claimed.map { number($0, reading) } ?? "—", claimed(reading),
      ])
    }
    let turned = rows.count { $0[1] != $0[2] }
    let new = readings.count { before[$0.id] == nil }
    return Bulletin.Block(
      kind: .changes,
      lines: [
        "与上期（\(previous.id)，\(issue.day.chinese)）相比，亮灯变化 \(turned) 项，自报数变化 \(rows.count(where: { $0[3] != $0[4] })) 项"
          + (new > 0 ? "，新列入 \(new) 项。" : "。")
      ], heads: ["承诺", "上期", "本期", "上期自报", "本期自报"], rows: rows, commitments: codes)
  }

  private func late(_ kind: Bulletin.Kind, _ light: Light) -> Bulletin.Block {
    let late = readings.filter { $0.light.light == light }
    guard !late.isEmpty else {
      return Bulletin.Block(kind: kind, lines: ["本期没有亮\(light.letter)灯的事项。"])
    }
    return Bulletin.Block(
      kind: kind, lines: ["本期亮\(light.letter)灯 \(late.count) 项。"],
      heads: ["承诺", "责任单位", "目标", "自报", "已证实", "亮灯原因"],
      rows: late.map {
        [
          $0.commitment.text, unit(of: $0.commitment), $0.commitment.target.words,
          claimed($0), verified($0), reason($0),
        ]
      }, commitments: late.map(\.id))
  }

  /// Targets that were changed after the issue before.
  private var targets: Bulletin.Block {
    guard let previous else {
      return Bulletin.Block(kind: .targets, lines: ["本期为首期，没有上期可比。"])
    }
    let before = Dictionary(earlier.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let changed = readings.map(\.commitment).filter { commitment in
      guard let old = before[commitment.id] else { return false }
      return old.target != commitment.target || old.due != commitment.due
    }
    let since = previous.id
    guard !changed.isEmpty else {
      return Bulletin.Block(kind: .targets, lines: ["上期（\(since)）以来，没有调整目标。"])
    }
    return Bulletin.Block(
      kind: .targets, lines: ["上期（\(since)）以来，调整目标或期限 \(changed.count) 项。"],
      heads: ["承诺", "原目标", "原期限", "现目标", "现期限"],
      rows: changed.map { commitment in
        let old = before[commitment.id]
        return [
          commitment.text, old?.target.words ?? "",
          old?.due?.description ?? "", commitment.target.words, commitment.due?.description ?? "",
        ]
      }, commitments: changed.map(\.id))
  }

  /// What cannot go on without somebody else: no unit, no signature, no data, past its day.
  private var coordination: Bulletin.Block {
    var rows: [[String]] = []
    var codes: [String] = []
    for reading in readings {
      let reasons = obstacles(reading)
      guard !reasons.isEmpty else { continue }
      codes.append(reading.id)
      rows.append([
        reading.commitment.text, unit(of: reading.commitment),
        reasons.joined(separator: "；"),
      ])
    }
    return Bulletin.Block(
      kind: .coordination,
      lines: [rows.isEmpty ? "本期没有需要协调的事项。" : "需要协调的事项 \(rows.count) 项。"],
      heads: rows.isEmpty ? [] : ["承诺", "责任单位", "需协调的问题"], rows: rows, commitments: codes)
  }

  private func obstacles(_ reading: Reading) -> [String] {
    let commitment = reading.commitment
    var obstacles: [String] = []
    if commitment.unit == nil, splits[commitment.id] == nil { obstacles.append("没有责任单位") }
    let days = library.signingDays(on: day)
    for part in splits[commitment.id]?.parts ?? [] {
      let standing = Split.standing(of: part, on: day, days: days, calendar: library.calendar)
      if case .deemed = standing { obstacles.append("\(unitName(part.unit))逾期未签收") }
    }
    if reading.due < day, reading.isMet == false { obstacles.append("已过期限，没有达到目标") }
    if reading.isUnread { obstacles += reading.measurement.missing.prefix(1) }
    return obstacles
  }

  private var table: Bulletin.Block {
    Bulletin.Block(
      kind: .table, lines: [],
      heads: ["序号", "编号", "承诺", "责任单位", "目标", "自报", "已证实", "路径应达", "亮灯", "期限"],
      rows: readings.enumerated().map { index, reading in
        [
          String(index + 1), reading.id, reading.commitment.text, unit(of: reading.commitment),
          reading.commitment.target.words, claimed(reading), verified(reading),
          reading.expected.map { number($0, reading) } ?? "—", reading.light.light.letter,
          reading.due.description,
        ]
      }, commitments: readings.map(\.id))
  }

  // MARK: Words

  private func unit(of commitment: Commitment) -> String {
    (splits[commitment.id]?.parts.first?.unit ?? commitment.unit).map(unitName) ?? "未分解到单位"
  }

  /// By how much it lies behind its path, or what the rule of the light says.
  private func reason(_ reading: Reading) -> String {
    guard let behind = reading.behind, !behind.isNegative, !behind.isZero else {
      return reading.light.because
    }
    return "落后路径 \(behind.rounded(toPlaces: 1, .halfUp)) 个百分点"
  }

  private func claimed(_ reading: Reading) -> String {
    reading.claimed.map { number($0, reading) } ?? "数据不足"
  }

  private func verified(_ reading: Reading) -> String {
    reading.verified.map { number($0, reading) } ?? "—"
  }

  private func number(_ number: Number, _ reading: Reading) -> String {
    let text = number.rounded(toPlaces: 2, .halfUp).description
    let unit = reading.unit?.symbol ?? reading.commitment.target.unit ?? ""
    return unit == "%" ? "\(text)%" : text + unit
  }
}
