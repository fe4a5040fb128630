import Definitions
import Documents
import Feel
import Quantities

/// Puts the bytes of one file through everything that is done with DMN models.
package enum ModelExercise {
  package static func run(_ bytes: [UInt8]) {
    guard let tree = try? DmnElement(bytes: bytes) else { return }
    let library = DmnLibrary([("model.dmn", tree)])
    _ = library.tableRemarks(file: "model.dmn")
    let inputs = names(of: tree)
    decide(library, [])
    for value in values {
      decide(library, inputs.map { DmnInput(name: $0, value: value, readsTexts: true) })
    }
    if let kit = DmnKit(tree) { _ = kit.run(library, clock: Register.clock) }
  }

  /// Something of every kind that an input may be given as.
  private static let values: [FeelValue] = [
    .number(Number(coefficient: -1, exponent: -2)), .string("2022-02-28"),
    .list([.boolean(true), .null, .number(3), .context(FeelContext([("a", .string("x"))]))]),
  ]

  private static func names(of tree: DmnElement) -> [String] {
    tree.children.filter { $0.name == "inputData" }.compactMap { $0.attributes["name"] }
  }

  private static func decide(_ library: DmnLibrary, _ inputs: [DmnInput]) {
    let evaluation = Evaluation(clock: Register.clock, steps: 20_000)
    guard
      let run = DmnRun(library, file: "model.dmn", inputs: inputs, evaluation: evaluation)
    else { return }
    for decision in run.decisions { _ = run.decide(decision)?.written }
    for decision in run.decisions { _ = run.invoke(decision, inputs)?.written }
  }
}
