import Frames
import Quantities

/// The columns of a frame as a plan reads them: small codes, answer tables and packed days.
///
/// Making it is the dearer part; answering the rules from it is cheap and can be repeated.
package struct CodedFrame {
  let plan: RulePlan
  let count: Int
  let columns: [PlanColumn]
  private(set) var codes: [ColumnCodes] = []
  private(set) var tables: [AnswerTable] = []
  private(set) var kernels: [Kernel] = []
  private(set) var dayViews: [LinearForm.Source: Buffer<Int32>] = [:]
  private(set) var layout = RowLayout()
  private(set) var program = Program()

  /// What fills a row of the scratch, tables apart.
  enum Kernel {
    case flags(field: Int, set: Bool, clear: Bool, target: Int)
    case sign(SignKernel, known: Int, target: Int)
    case rows(Condition, isTrue: Int, isKnown: Int)
  }

  var blocks: Int { (count + Block.rows - 1) / Block.rows }
  private var padded: Int { blocks * Block.rows }

  init(plan: RulePlan, frame: Frame, threads: Int) {
    count = frame.count
    let words = (frame.count + Block.rows - 1) / Block.rows * Block.words
    columns = plan.fields.map {
      PlanColumn(frame.columns[$0.key], type: $0.type, words: words)
    }
    let plan = plan.adapted(to: columns)
    self.plan = plan
    layout = RowLayout(fields: plan.fields.count)
    var operands: [Operand] = []
    var singles: [[(condition: Condition, place: Int)]] = Array(
      repeating: [], count: plan.fields.count)
    for (place, test) in plan.tests.enumerated() {
      if case .single(let field, let condition) = test { singles[field].append((condition, place)) }
      operands.append(operand(for: test))
    }
    for (field, tests) in singles.enumerated() where !tests.isEmpty {
      answer(tests, field, &operands)
    }
    program = Program(plan: plan, operands: operands, layout: &layout)
    fill(threads: threads)
  }

  /// Codes columns and packs days, both cores sharing the rows.
  private func fill(threads: Int) {
    let step = 256
    let words = Bitmap.wordCount(for: count)
    let lookups = dayViews.keys.map { source in
      DayViews.table(columns[source.field].bounds, view: source.view)
    }
    Workers.run((words + step - 1) / step, threads: threads) { _, next in
      while let piece = next() {
        let range = piece * step..<min((piece + 1) * step, words)
        for column in codes { column.code(range) }
        for ((source, buffer), table) in zip(dayViews, lookups) {
          guard case .days(let days) = columns[source.field].content else { continue }
          DayViews.fill(
            range, of: days, from: Int32(columns[source.field].bounds.lowerBound), table: table,
            view: source.view, into: buffer)
        }
      }
    }
  }
}

// MARK: Tests as rows

extension CodedFrame {
  /// Prepares what answers a test and says where its answers will stand.
  private mutating func operand(for test: PlanTest) -> Operand {
    switch test {
    case .known(let field):
      return Operand(isTrue: layout.validity(of: field), isKnown: RowLayout.ones)
    case .single: return .unknown
    case .rows(let condition): return rowByRow(condition)
    case .linear(let test):
      guard !test.isOpen(over: columns), var sign = SignKernel(test, columns) else {
        return .unknown
      }
      sign.attach { dayView($0) }
      let known = layout.validity(ofAll: test.form.fields)
      let target = layout.newRow()
      kernels.append(.sign(sign, known: known, target: target))
      return Operand(isTrue: target, isKnown: known)
    }
  }

  private mutating func rowByRow(_ condition: Condition) -> Operand {
    let (isTrue, isKnown) = (layout.newRow(), layout.newRow())
    kernels.append(.rows(condition, isTrue: isTrue, isKnown: isKnown))
    return Operand(isTrue: isTrue, isKnown: isKnown)
  }

  // MARK: One field

  private mutating func answer(
    _ tests: [(condition: Condition, place: Int)], _ field: Int, _ operands: inout [Operand]
  ) {
    switch columns[field].content {
    case .absent:
      for test in tests {
        operands[test.place] = .constant(
          RowReader(lookup: { _ in nil }).truth(of: test.condition).answer)
      }
    case .flags: for test in tests { operands[test.place] = flagTest(test.condition, field) }
    case .codes(let codes, let dictionary):
      answer(tests, field, DictionaryAnswers(dictionary), .narrow(codes), &operands)
    case .numbers(let values, places: _): answer(tests, field, .wide(values), &operands)
    case .days(let days): answer(tests, field, .narrow(days), &operands)
    // The rules that read such a column run as a whole.
    case .unexpected: break
    }
  }

  private mutating func flagTest(_ condition: Condition, _ field: Int) -> Operand {
    let answers = [nil, false, true].map { (flag: Bool?) in
      let datum = flag.map { Datum.boolean($0) }
      return RowReader(lookup: { _ in datum }).truth(of: condition).answer
    }
    guard answers[0] == nil, let clear = answers[1], let set = answers[2] else {
      return rowByRow(condition)
    }
    let target = layout.newRow()
    kernels.append(.flags(field: field, set: set, clear: clear, target: target))
    return Operand(isTrue: target, isKnown: layout.validity(of: field))
  }

  /// Tables for numbers or days, by rank among the constants.
  private mutating func answer(
    _ tests: [(condition: Condition, place: Int)], _ field: Int, _ source: ColumnCodes.Source,
    _ operands: inout [Operand]
  ) {
    guard let domain = columns[field].domain else { return }
    for part in domain.parts(tests) {
      let finder = RankFinder(cuts: part.cuts, values: domain.values, rows: count)
      let places = Dictionary(uniqueKeysWithValues: zip(part.cuts, 2...))
      add(source, field, finder, codeCount: part.cuts.count + 2)
      for test in part.tests {
        let answers = domain.answers(
          test.condition, cuts: test.cuts, codeCount: part.cuts.count + 2
        ) { places[$0] ?? 1 }
        operands[test.place] = record(answers, field)
      }
    }
  }

  /// Tables for texts, by classes of words that answer all tests alike.
  private mutating func answer(
    _ tests: [(condition: Condition, place: Int)], _ field: Int, _ words: DictionaryAnswers,
    _ source: ColumnCodes.Source, _ operands: inout [Operand]
  ) {
    for part in words.parts(tests) {
      add(
        source, field, .direct(lowest: 0, ranks: part.classes), codeCount: part.classCount + 1)
      for test in part.tests { operands[test.place] = record(test.answers, field) }
    }
  }

  private mutating func add(
    _ source: ColumnCodes.Source, _ field: Int, _ finder: RankFinder, codeCount: Int
  ) {
    codes.append(
      ColumnCodes(
        source: source, valid: columns[field].valid, finder: finder, codes: codeCount, rows: count,
        padded: padded))
    tables.append(AnswerTable(codes: codes.count - 1, codeCount: codeCount))
  }

  /// Puts a test's answers into the table of the column coded last.
  private mutating func record(_ answers: CodeAnswers, _ field: Int) -> Operand {
    let isTrue = record(answers.isTrue)
    return Operand(
      isTrue: isTrue,
      isKnown: answers.isPlain ? layout.validity(of: field) : record(answers.isKnown))
  }

  private mutating func record(_ ranges: [Range<Int>]) -> Int {
    if let last = tables.last, last.isFull {
      tables.append(AnswerTable(codes: last.codes, codeCount: last.words.count))
    }
    let row = layout.newRow()
    tables[tables.count - 1].add(row: row, trueFor: ranges)
    return row
  }

  /// Days of a field as packed numbers, to be filled once.
  private mutating func dayView(_ source: LinearForm.Source) -> Buffer<Int32> {
    if let buffer = dayViews[source] { return buffer }
    let buffer = Buffer(count: padded, repeating: Int32(0))
    dayViews[source] = buffer
    return buffer
  }
}
