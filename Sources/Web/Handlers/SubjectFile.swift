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
  private static let mostActions = 10
  private static let mostViewers = 200

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
        tab: tab, overview: [], facts: [], findings: [], relations: [], sources: [], journal: [],
        hiddenFields: register.fields.count { reading.isHidden($0, row: row) })
      try await SubjectHead(reading, row: row).fill(&model)
      switch model.tab {
      case .overview:
        model.overview = overview
        model.shapes = shapes
      case .facts:
        model.series = series
        let recorded = try await recorded
        model.facts = recorded.facts
        model.vintages = recorded.vintages.filter(\.isRevised)
      case .files:
        model.sources = try await recorded.sources
        model.relations = try await references.incoming.filter {
          $0.kind == desk.site.library.registers["document"]?.title
        }
      case .journal: model.journal = try await recorded.lines
      case .actions:
        model.findings = try await places.findings
        model.journal = Array(try await recorded.lines.prefix(Self.mostActions))
        model.relations = try await references.incoming.filter {
          $0.kind == desk.site.library.registers["visit"]?.title
        }
      case .viewers: model.viewers = try await viewers
      case .relations:
        model.relations = try await places.relations + references.outgoing + references.incoming
      }
      return model
    }
  }

  // MARK: Overview

  /// Coded values that stand beside the name: status, town, park.
  private var marks: [SubjectPage.Line] {
    let fields = register.fields.filter { field in
      let isPlace = ["unit", "park"].contains(field.target)
      guard field.type == .code || isPlace else { return false }
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
        $0.keeper == keeper && $0.form != .geometry
          && (!reading.isHidden($0, row: row) || isMasked($0))
      }
      guard !fields.isEmpty else { return nil }
      let known = fields.filter { snapshot.value($0.key, row: row) != nil || isMasked($0) }
      return .init(
        title: desk.units(keeper), lines: known.map(line),
        missing: fields.filter { !known.contains($0) }.map(\.label))
    }
  }

  /// Whether a value is hidden only because the subject is a person's own business, and may be
  /// asked for.
  private func isMasked(_ field: Field) -> Bool {
    guard let persons = register.persons, field.fieldClass == .business,
      snapshot.value(persons.field, row: row) == .text(persons.value)
    else { return false }
    return reading.visibility.mayShow(field) && snapshot.hidden[field.key]?[row] == true
      && unmaskPath(of: field) != nil
  }

  private func line(_ field: Field) -> SubjectPage.Line {
    if isMasked(field) {
      return .init(label: field.label, value: .value("***"), unmask: unmaskPath(of: field))
    }
    let grade = GradeMark(snapshot.evidence(field.key, row: row))
    guard let value = snapshot.value(field.key, row: row) else {
      return .init(label: field.label, value: .missing)
    }
    let period = snapshot.periods[field.key].map { told in
      reading.words.period(told[row], of: field)
        + FieldWords.confirmed(snapshot.confirmed[field.key]?[row] ?? 0)
    }
    return .init(
      label: field.label,
      value: reading.words.path(value, of: field).map {
        .reference(reading.words.bare(value, of: field), path: $0)
      } ?? .value(reading.words.bare(value, of: field), unit: unit(of: field)),
      time: field.time == .constant ? nil : period, grade: grade,
      unmask: field.isPersonal ? unmaskPath(of: field) : nil)
  }

  /// Where one masked value is asked for; nil for a post that may not.
  private func unmaskPath(of field: Field) -> String? {
    guard desk.isWritable, desk.mayUnmask(register) else { return nil }
    return UnmaskHandlers.path(register, code: code, field: field)
  }

  // MARK: Who looked

  private var viewers: [SubjectPage.Viewer] {
    get async throws {
      let (register, code) = (register.id, code)
      let lines = try await desk.site.database.read {
        try AccessLog.lines(register: register, code: code, limit: Self.mostViewers, in: $0)
      }
      return lines.map { line in
        .init(
          day: line.day, unit: desk.units(line.unit),
          matter: FieldClass(rawValue: line.fieldClass).map { "\($0.title)信息" } ?? "",
          manner: line.manner.title, purpose: line.purpose)
      }
    }
  }

  private func unit(of field: Field) -> String { field.unit?.symbol ?? "" }

  private var places: SubjectPlaces {
    get async throws { try await SubjectPlaces(reading, row: row) }
  }

  // MARK: Everything recorded

  private var recorded: RecordedFacts {
    get async throws { try await RecordedFacts(reading, row: row) }
  }

  private var references: SubjectReferences { SubjectReferences(reading, row: row) }

  // MARK: Pictures

  /// Numbers of several periods, each as a small chart.
  private var series: [SeriesChart] {
    register.fields.compactMap { field in
      guard field.isNumber, !reading.isHidden(field, row: row),
        let columns = snapshot.series[field.key]
      else { return nil }
      let points = columns.sorted { $0.key.first < $1.key.first }.compactMap {
        period, column -> SeriesChart.Point? in
        guard case .number(let number)? = column.value(row: row) else { return nil }
        return .init(
          title: period.chinese, valueTitle: reading.words.bare(.number(number), of: field),
          value: number.double)
      }
      guard points.count >= Self.fewestPoints else { return nil }
      return SeriesChart(
        title: field.label, unit: unit(of: field), points: points.suffix(Self.mostPoints))
    }
  }

  private static let fewestPoints = 3
  private static let mostPoints = 36

  /// Places on the map, beside the area that is on record.
  private var shapes: [ShapeDrawing] {
    register.fields.compactMap { field in
      guard field.form == .geometry,
        case .text(let text)? = snapshot.value(field.key, row: row),
        let geometry = try? Geometry(parsing: text)
      else { return nil }
      return ShapeDrawing(title: field.label, geometry: geometry, notes: notes(on: geometry))
    }
  }

  private func notes(on geometry: Geometry) -> [String] {
    guard let mu = geometry.mu else {
      return geometry.isInDegrees ? ["经纬度坐标，不计算面积"] : []
    }
    let measured = "按边界计算 \(mu.rounded(toPlaces: 4, .halfUp)) 亩"
    guard let field = register.fields.first(where: { $0.type == .area && $0.unit == .mu }),
      case .number(let area)? = snapshot.value(field.key, row: row), !area.isZero
    else { return [measured] }
    let gap = mu - area
    let share = (gap * 100).divided(by: area)?.rounded(toPlaces: 2, .halfUp)
    return [
      measured,
      "\(field.label) \(area) 亩，相差 \(gap.rounded(toPlaces: 4, .halfUp)) 亩"
        + (share.map { "（\($0)%）" } ?? ""),
    ]
  }
}

extension GradeMark {
  init(_ evidence: Evidence) { self = GradeMark(rawValue: evidence.rawValue) ?? .none }
}
