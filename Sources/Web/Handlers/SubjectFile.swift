import Commands
import Definitions
import Facts
import Frames
import Ledgers
import Quantities
import Storage

/// Everything about one subject that the acting post may see, for the tab that was asked for.
struct SubjectFile: Sendable {
  let reading: RegisterReading
  let row: Int
  private static let mostMarks = 4

  init(reading: RegisterReading, row: Int) {
    self.reading = reading
    self.row = row
  }

  private var desk: DeskVisit { reading.desk }
  private var snapshot: Snapshot { reading.snapshot }
  private var register: Register { reading.register }
  private var code: String { snapshot.codes[row] }

  var model: SubjectPage.Model {
    get async throws {
      let tab = desk.address["tab"].flatMap(SubjectPage.Tab.init) ?? .overview
      var model = SubjectPage.Model(
        register: register.title, listPath: desk.site.registers.list(register.id),
        name: snapshot.name(row: row), code: code, codeTitle: register.codeLabel, marks: marks,
        tab: tab, overview: [], facts: [], findings: [], relations: [], journal: [],
        hiddenFields: register.fields.count { reading.isHidden($0, row: row) })
      switch tab {
      case .overview: model.overview = overview
      case .facts: model.facts = try await recorded.facts
      case .journal: model.journal = try await recorded.lines
      case .actions: model.findings = try await places.findings
      case .relations: model.relations = try await places.relations + references
      }
      return model
    }
  }

  // MARK: Overview

  /// Coded values that stand beside the name: status, town, park.
  private var marks: [SubjectPage.Line] {
    let fields = register.fields.filter { field in
      guard field.type == .code || field.type == .reference(register: "unit") else { return false }
      return field.fieldClass == .open || field.fieldClass == .office
    }
    let lines = fields.compactMap { field -> SubjectPage.Line? in
      guard let value = snapshot.value(field.key, row: row) else { return nil }
      return .init(label: field.label, value: .value(reading.words.bare(value, of: field)))
    }
    return Array(lines.prefix(Self.mostMarks))
  }

  /// The values that count on the day, by the unit that answers for them.
  private var overview: [SubjectPage.Group] {
    var keepers: [String] = []
    for field in register.fields where !keepers.contains(field.keeper) {
      keepers.append(field.keeper)
    }
    return keepers.compactMap { keeper in
      let fields = register.fields.filter {
        $0.keeper == keeper && !reading.isHidden($0, row: row)
      }
      guard !fields.isEmpty else { return nil }
      let known = fields.filter { snapshot.value($0.key, row: row) != nil }
      return .init(
        title: desk.units(keeper), lines: known.map(line),
        missing: fields.filter { !known.contains($0) }.map(\.label))
    }
  }

  private func line(_ field: Field) -> SubjectPage.Line {
    let grade = GradeMark(snapshot.evidence(field.key, row: row))
    guard let value = snapshot.value(field.key, row: row) else {
      return .init(label: field.label, value: .missing)
    }
    let period = snapshot.periods[field.key].map { reading.words.period($0[row], of: field) }
    return .init(
      label: field.label,
      value: .value(reading.words.bare(value, of: field), unit: unit(of: field)),
      time: field.time == .constant ? nil : period, grade: grade)
  }

  private func unit(of field: Field) -> String { field.unit?.symbol ?? "" }

  private var places: SubjectPlaces {
    get async throws { try await SubjectPlaces(reading, row: row) }
  }

  // MARK: Everything recorded

  private var recorded: RecordedFacts {
    get async throws { try await RecordedFacts(reading, row: row) }
  }

  /// Subjects of other registers that name this one.
  private var references: [SubjectPage.Relation] {
    get async throws {
      var relations: [SubjectPage.Relation] = []
      for other in desk.site.registers.all where desk.mayOpen(other) {
        let fields = other.fields.filter { $0.type == .reference(register: register.id) }
        guard !fields.isEmpty else { continue }
        let reading = try await RegisterReading(desk, other)
        for field in fields where reading.visibility.mayShow(field) {
          relations += referring(by: field, in: reading)
        }
      }
      return relations
    }
  }

  private func referring(
    by field: Field, in reading: RegisterReading
  ) -> [SubjectPage.Relation] {
    let rows = (0..<reading.snapshot.count).filter {
      reading.snapshot.value(field.key, row: $0) == .text(code)
    }
    return rows.prefix(200).map { row in
      let code = reading.snapshot.codes[row]
      return .init(
        kind: reading.register.title, code: code, name: reading.snapshot.name(row: row),
        path: desk.site.registers.subject(reading.register.id, code), note: field.label)
    }
  }
}

extension GradeMark {
  init(_ evidence: Evidence) { self = GradeMark(rawValue: evidence.rawValue) ?? .none }
}
