extension ReportPage {
  struct Model: Hashable, Sendable {
    var code: String
    var title: String
    var year: Int
    /// Which text of the report this is, from 1.
    var edition: Int
    var progress: Progress
    var coverage: [Coverage]
    var paragraphs: [Paragraph]
    /// What stands as a promise or as work, in the order of the text.
    var items: [Item]
    /// What was set aside as background, and what the corrected text no longer says.
    var aside: [Item]
    var dropped: [Item]
    var questions: [Question]
    /// Decisions that can still be taken back, newest first.
    var decisions: [Decision]
    /// What was odd in reading, and the names that the report itself explains.
    var remarks: [Remark] = []
    var glossary: [Term] = []
    /// Whether the reader may decide about what was found and answer questions.
    var mayDecide: Bool
    /// Whether the reader may mark words and bring a corrected text.
    var mayMark: Bool
    /// Whose report it is, as the form has it and in words.
    var level = ""
    var place = ""
    var placeTitle = "本区"
    var beside: [ReportsListPage.Beside] = []
    var done: String?
  }

  /// Something odd in the text, with its line.
  struct Remark: Hashable, Sendable {
    var line: Int
    var summary: String
  }

  /// A name that the report explains.
  struct Term: Hashable, Sendable {
    var name: String
    var meaning: String
  }

  /// How much has been decided.
  struct Progress: Hashable, Sendable {
    var decided: Int
    var undecided: Int
    var questions: Int
    /// Pieces of the text that belong to no class yet.
    var pieces: Int
  }

  /// The class of a piece of text; every character has exactly one.
  enum PieceClass: String, CaseIterable, Hashable, Sendable {
    case commitment, measure, background, undecided

    var title: String {
      switch self {
      case .commitment: "承诺"
      case .measure: "措施"
      case .background: "背景"
      case .undecided: "未定"
      }
    }
  }

  struct Coverage: Hashable, Sendable {
    var pieceClass: PieceClass
    var characters: Int
  }

  struct Paragraph: Hashable, Sendable {
    var isHeading: Bool
    var pieces: [Piece]

    var start: Int { pieces.first?.start ?? 0 }
    var end: Int { pieces.last.map { $0.start + $0.text.unicodeScalars.count } ?? 0 }
  }

  struct Piece: Hashable, Sendable {
    /// Where it begins in the report, in Unicode scalars.
    var start: Int
    var text: String
    var pieceClass: PieceClass
    /// Codes of the items that were read from it.
    var codes: [String] = []
    /// Ids of the questions it raises.
    var questions: [String] = []
  }

  struct Item: Hashable, Sendable {
    var code: String
    /// The entry that wrote it as it stands.
    var version: Int64
    var subject: String
    var target: String
    var kind: String
    var due: String?
    var metric: String?
    var isTask: Bool
    var isConfirmed: Bool
    /// Why the reader is not sure; nil when it is.
    var doubt: String?
    /// Whether the reader of the page may open it.
    var isOpen: Bool
    /// What it was split from or merged of, in words.
    var origin: String?
    /// What had been decided before the text was corrected.
    var earlier: Earlier?
    /// The decision about it that can be taken back.
    var undo: Undo?
  }

  struct Earlier: Hashable, Sendable {
    var sentence: String
    var decision: String
  }

  struct Undo: Hashable, Sendable {
    var entry: Int64
    /// What was decided, in words.
    var title: String
  }

  struct Decision: Hashable, Sendable {
    var undo: Undo
    var at: String
    var person: String
    var reason: String
    /// Whether the reader of the page may take it back.
    var mayUndo: Bool
  }

  struct Question: Hashable, Sendable {
    var id: String
    /// What is asked.
    var asked: String
    /// The words of the report that it is about.
    var words: String
    var readings: [String]
    /// The reading that was chosen, with who and when, in words.
    var answer: String?
    /// The reading that had been chosen before the words were corrected.
    var earlier: String?
    var undo: Undo?
  }
}
