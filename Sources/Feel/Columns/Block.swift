import Frames

/// The rows that are answered together: few enough for the scratch to stay in the cache.
enum Block {
  static let words = 8
  static let rows = words * 64
  /// Blocks that a worker takes at once.
  static let stride = 16
}

/// The scratch of one worker and the answers of the block in it.
struct BlockRunner {
  typealias Words = SIMD8<UInt64>

  private let frame: CodedFrame
  private let scratch: Buffer<Words>
  private let tile: Buffer<UInt64>
  private let groups: [TableGroup]

  init(_ frame: CodedFrame) {
    self.frame = frame
    scratch = Buffer(count: frame.layout.count, repeating: Words())
    scratch.start[RowLayout.ones] = Words(repeating: .max)
    tile = Buffer(count: Block.rows, repeating: 0)
    groups = TableGroup.packed(frame.tables)
  }

  /// Answers all rules for a block: for each rule a row of true answers and a row of unknown ones.
  ///
  /// `ones` counts both, two places a rule.
  func run(
    _ block: Int, into answers: UnsafeMutablePointer<Words>, ones: UnsafeMutablePointer<Int>
  ) {
    prepareKnown(block)
    for group in groups { group.run(block, frame, tile.start, scratch.start) }
    for kernel in frame.kernels { run(kernel, block) }
    for (operand, row) in frame.layout.opposites {
      scratch.start[row] = scratch.start[operand.isKnown] & ~scratch.start[operand.isTrue]
    }
    runProgram(rowsInUse(block), answers, ones)
  }

  private func prepareKnown(_ block: Int) {
    let rows = scratch.start
    for field in frame.columns.indices {
      let words = UnsafeRawPointer(frame.columns[field].valid.start + block * Block.words)
      rows[frame.layout.validity(of: field)] = words.load(as: Words.self)
    }
    for (fields, row) in frame.layout.intersections {
      var known = rows[frame.layout.validity(of: fields[0])]
      for field in fields.dropFirst() { known &= rows[frame.layout.validity(of: field)] }
      rows[row] = known
    }
  }

  /// The rows of the block that the frame has; the last block has fewer.
  private func rowsInUse(_ block: Int) -> Words {
    let left = frame.count - block * Block.rows
    guard left < Block.rows else { return Words(repeating: .max) }
    var mask = Words()
    for word in 0..<Block.words {
      let rows = min(max(left - word * 64, 0), 64)
      mask[word] = rows == 64 ? .max : (1 << UInt64(rows)) - 1
    }
    return mask
  }

  // MARK: Tests

  private func run(_ kernel: CodedFrame.Kernel, _ block: Int) {
    let rows = scratch.start
    switch kernel {
    case .flags(let field, let set, let clear, let target):
      guard case .flags(let bits) = frame.columns[field].content else { return }
      var flags = Words()
      for word in 0..<Block.words where block * Block.words + word < bits.words.count {
        flags[word] = bits.words[block * Block.words + word]
      }
      let answer =
        (set ? flags : Words()) | (clear ? ~flags : Words())
      rows[target] = answer & rows[frame.layout.validity(of: field)]
    case .sign(let sign, let known, let target):
      let words = UnsafeMutableRawPointer(rows + target).assumingMemoryBound(to: UInt64.self)
      sign.run(from: block * Block.rows, rows: frame.count, into: words)
      rows[target] &= rows[known]
    case .rows(let condition, let isTrue, let isKnown):
      interpret(condition, block, isTrue, isKnown)
    }
  }

  private func interpret(_ condition: Condition, _ block: Int, _ isTrue: Int, _ isKnown: Int) {
    var (holds, known) = (Words(), Words())
    let first = block * Block.rows
    for row in first..<min(first + Block.rows, frame.count) {
      let reader = RowReader { field in
        frame.columns[field].column?.value(row: row).flatMap(Datum.init)
      }
      guard let answer = reader.truth(of: condition).answer else { continue }
      let (word, bit) = ((row - first) >> 6, UInt64(1) << UInt64(row & 63))
      known[word] |= bit
      if answer { holds[word] |= bit }
    }
    scratch.start[isTrue] = holds
    scratch.start[isKnown] = known
  }

  // MARK: Rules

  private func runProgram(
    _ inUse: Words, _ answers: UnsafeMutablePointer<Words>, _ ones: UnsafeMutablePointer<Int>
  ) {
    let rows = scratch.start
    frame.program.operands.withUnsafeBufferPointer { operands in
      for step in frame.program.steps {
        var isTrue: Words
        var isFalse: Words
        switch step.operation {
        case .all:
          (isTrue, isFalse) = (Words(repeating: .max), Words())
          for place in step.first..<step.end {
            let operand = operands[place]
            let (holds, known) = (rows[operand.isTrue], rows[operand.isKnown])
            isTrue &= holds
            isFalse |= known & ~holds
          }
        case .any:
          (isTrue, isFalse) = (Words(), Words(repeating: .max))
          for place in step.first..<step.end {
            let operand = operands[place]
            let (holds, known) = (rows[operand.isTrue], rows[operand.isKnown])
            isTrue |= holds
            isFalse &= known & ~holds
          }
        case .choice:
          let (test, then, otherwise) = (
            operands[step.first], operands[step.first + 1], operands[step.first + 2]
          )
          let holds = rows[test.isTrue]
          let fails = rows[test.isKnown] & ~holds
          isTrue = (holds & rows[then.isTrue]) | (fails & rows[otherwise.isTrue])
          isFalse =
            (holds & rows[then.isKnown] & ~rows[then.isTrue])
            | (fails & rows[otherwise.isKnown] & ~rows[otherwise.isTrue])
        }
        if step.isAnswer {
          let unknown = ~(isTrue | isFalse) & inUse
          isTrue &= inUse
          answers[step.target * 2] = isTrue
          answers[step.target * 2 + 1] = unknown
          ones[step.target * 2] &+= Bits.ones(isTrue)
          ones[step.target * 2 + 1] &+= Bits.ones(unknown)
        } else {
          rows[step.target] = isTrue
          rows[step.target + 1] = isTrue | isFalse
        }
      }
    }
  }
}
