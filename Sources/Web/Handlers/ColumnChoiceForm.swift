import Definitions
import Facts

/// The columns of a file that no word of the register names, with what they may be taken for.
struct ColumnChoiceForm: Hashable, Sendable {
  struct Column: Hashable, Sendable {
    var head: String
    /// The head without periods and units, under which a choice is remembered.
    var word: String
    var chosen: String
  }

  struct Option: Hashable, Sendable {
    var value: String
    var title: String
  }

  var columns: [Column]
  var options: [Option]
  /// Columns beyond those that a page can show.
  var further = 0

  private static let most = 30

  init(columns: [Column], options: [Option], further: Int = 0) {
    self.columns = columns
    self.options = options
    self.further = further
  }

  /// The open columns of a preview, and those that were chosen for it before.
  init(
    _ preview: ImportPreview, _ register: Register, _ choices: [String: ColumnChoices.Choice]
  ) {
    var seen: Set<String> = []
    let open = preview.layouts.flatMap(\.unknown).filter { seen.insert($0.word).inserted }
    let decided = choices.sorted { $0.key < $1.key }.filter { seen.insert($0.key).inserted }
    let all =
      decided.map { Column(head: $0.key, word: $0.key, chosen: $0.value.written) }
      + open.map { Column(head: $0.head, word: $0.word, chosen: "") }
    self.init(
      columns: Array(all.prefix(Self.most)), options: Self.options(of: register, preview),
      further: max(0, all.count - Self.most))
  }

  private static func options(of register: Register, _ preview: ImportPreview) -> [Option] {
    var options = [Option(value: "", title: "不读入")]
    if !preview.isUnderstood {
      options.append(
        Option(value: ColumnChoices.Choice.code.written, title: register.codeLabel))
    }
    return options + register.fields.map { Option(value: $0.key, title: $0.label) }
  }

  /// Reads the form back: the words and what each was chosen to be.
  static func choices(in form: Form) -> [String: ColumnChoices.Choice] {
    var choices: [String: ColumnChoices.Choice] = [:]
    for index in 0..<most {
      let word = form["word-\(index)"]
      let choice = form["choice-\(index)"]
      if !word.isEmpty, !choice.isEmpty { choices[word] = ColumnChoices.Choice(choice) }
    }
    return choices
  }
}
