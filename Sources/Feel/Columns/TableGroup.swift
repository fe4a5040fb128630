/// Answer tables that together fill one word: 64 tests answered by one gathering and one turning.
struct TableGroup {
  private struct Member {
    let table: Int
    /// Places that the table's bits move up, past those of the tables before it.
    let words: [UInt64]
  }

  private var members: [Member] = []
  private var rows: [Int] = []

  /// Packs tables into groups, the fullest first.
  static func packed(_ tables: [AnswerTable]) -> [TableGroup] {
    var groups: [TableGroup] = []
    let order = tables.indices.filter { !tables[$0].rows.isEmpty }.sorted {
      (tables[$1].rows.count, $0) < (tables[$0].rows.count, $1)
    }
    for place in order {
      let table = tables[place]
      let fitting = groups.firstIndex { $0.rows.count + table.rows.count <= 64 }
      let group = fitting ?? groups.count
      if fitting == nil { groups.append(TableGroup()) }
      let shift = UInt64(groups[group].rows.count)
      groups[group].members.append(
        Member(table: table.codes, words: table.words.map { $0 << shift }))
      groups[group].rows += table.rows
    }
    return groups
  }

  /// Answers the group's tests for a block.
  func run(
    _ block: Int, _ frame: CodedFrame, _ tile: UnsafeMutablePointer<UInt64>,
    _ scratch: UnsafeMutablePointer<SIMD8<UInt64>>
  ) {
    for (place, member) in members.enumerated() {
      member.words.withUnsafeBufferPointer { table in
        guard let table = table.baseAddress else { return }
        switch frame.codes[member.table].storage {
        case .bytes(let codes):
          gather(codes.start + block * Block.rows, table, tile, isFirst: place == 0)
        case .words(let codes):
          gather(codes.start + block * Block.rows, table, tile, isFirst: place == 0)
        }
      }
    }
    for word in 0..<Block.words { Bits.transpose(tile + word * 64) }
    for (bit, row) in rows.enumerated() {
      let words = UnsafeMutableRawPointer(scratch + row).assumingMemoryBound(to: UInt64.self)
      for word in 0..<Block.words { words[word] = tile[word * 64 + bit] }
    }
  }

  @inline(__always)
  private func gather<Code: FixedWidthInteger>(
    _ codes: UnsafeMutablePointer<Code>, _ table: UnsafePointer<UInt64>,
    _ tile: UnsafeMutablePointer<UInt64>, isFirst: Bool
  ) {
    if isFirst {
      for row in 0..<Block.rows { tile[row] = table[Int(codes[row])] }
    } else {
      for row in 0..<Block.rows { tile[row] |= table[Int(codes[row])] }
    }
  }
}
