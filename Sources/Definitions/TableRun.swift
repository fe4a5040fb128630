package import Feel
package import Quantities

/// A decision table applied to facts that stand in a file, for the command line.
package struct TableRun: Sendable {
  package let definition: TableDefinition
  /// Rows of the sheet that count; `none` or `unknown` where there is none.
  package let rows: String
  /// Name and words of each result.
  package let results: [(name: String, words: String)]
  /// Labels of the facts that would decide it.
  package let missing: [String]
  package let explanations: [RuleTable.RowExplanation]

  /// Reads facts by label or key from a JSON or YAML file and applies the table; remarks where that fails.
  package static func run(
    _ id: String, of library: Library, facts path: String, day: Day
  ) -> (run: TableRun?, remarks: [Remark]) {
    guard let definition = library.tables[id], let register = library.registers[definition.register]
    else { return (nil, []) }
    let source: SourceFile
    switch SourceFile.read(path: path, name: path) {
    case .failure(let refusal): return (nil, [refusal.remark])
    case .success(let file): source = file
    }
    let sink = RemarkSink(source: source)
    let pairs = source.root(sink)?.pairs() ?? []
    let values = GivenValues(pairs, register: register, codeLists: library.codeLists)
    guard !sink.hasErrors else { return (nil, sink.remarks) }
    let lookup: (String) -> Value? = { $0 == Vocabulary.asOf ? .day(day) : values[$0] }
    let table = definition.table
    let outcome = table.outcome(lookup)
    let run = TableRun(
      definition: definition, rows: outcome.rowWords,
      results: table.outputs.map { ($0.name, outcome.words(of: $0.name, in: table)) },
      missing: outcome.missing.map { register.field($0)?.label ?? $0 },
      explanations: table.explanations(lookup))
    return (run, sink.remarks)
  }
}
