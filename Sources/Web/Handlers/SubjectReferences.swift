import Definitions
import Facts
import Frames
import Quantities

/// What a subject refers to, and what refers to it, as far as the reader may see either.
struct SubjectReferences: Sendable {
  private let reading: RegisterReading
  private let row: Int
  private static let mostOfOneField = 200

  init(_ reading: RegisterReading, row: Int) {
    self.reading = reading
    self.row = row
  }

  private var desk: DeskVisit { reading.desk }
  private var code: String { reading.snapshot.codes[row] }

  /// The subjects that fields of this one name.
  var outgoing: [SubjectPage.Relation] {
    reading.visibleFields.compactMap { field in
      guard let target = field.target, let register = desk.site.library.registers[target],
        case .text(let value)? = reading.snapshot.value(field.key, row: row),
        let path = reading.words.path(.text(value), of: field)
      else { return nil }
      return .init(
        kind: register.title, code: value, name: reading.words.name(value, of: field), path: path,
        note: "本\(reading.register.title)的“\(field.label)”")
    }
  }

  /// The subjects of every register that name this one.
  var incoming: [SubjectPage.Relation] {
    get async throws {
      var relations: [SubjectPage.Relation] = []
      for register in desk.site.registers.all where desk.mayOpen(register) {
        let fields = register.fields.filter { $0.target == reading.register.id }
        guard !fields.isEmpty else { continue }
        let other = try await RegisterReading(desk, register)
        for field in fields where other.visibility.mayShow(field) {
          relations += referring(by: field, in: other)
        }
      }
      return relations
    }
  }

  private func referring(
    by field: Field, in other: RegisterReading
  ) -> [SubjectPage.Relation] {
    let scan = ColumnScan(other.snapshot, field.key)
    var rows = scan.rows(holding: code)
    // Offices write the name of a chain or a park where its code is meant.
    let name = reading.snapshot.name(row: row)
    if reading.register.problem(withCode: name) != nil {
      rows.formUnion(scan.rows(holding: name))
    }
    let all = rows.rows
    let shown = all.prefix(Self.mostOfOneField).map { row in
      let code = other.snapshot.codes[row]
      return SubjectPage.Relation(
        kind: other.register.title, code: code, name: other.snapshot.name(row: row),
        path: desk.site.registers.subject(other.register.id, code), note: field.label)
    }
    guard all.count > shown.count else { return shown }
    let list = Address(
      desk.site.registers.list(other.register.id),
      [.init(name: "rule", value: "\(field.label) = \"\(code)\"")])
    return shown + [
      SubjectPage.Relation(
        kind: other.register.title, code: "…",
        name: "另有 \((all.count - shown.count).grouped) 个，打开清单",
        path: list.text, note: field.label)
    ]
  }
}
