import Commands
import Definitions
import Facts
import Frames
import Quantities
import Storage

/// Every version of a subject's facts that the reader may see, with the entries that wrote them.
struct RecordedFacts: Sendable {
  private let reading: RegisterReading
  private let row: Int
  private let versions: [FactVersion]
  private let fields: [Int64: Field]
  private let entries: [Int64: JournalEntry]
  private let journal: JournalReading
  private let acts: FactActs
  private let precedence: Precedence
  /// The last entry of the ledger's first day: what fell due before was not late, but loaded.
  private let opened: Day?
  /// The entries whose word counts, of each field and period.
  private let counting: [[Int64]: Int64]
  /// What entries found unchanged about the subject, the latest first.
  private let confirmations: [Confirmation]

  init(_ reading: RegisterReading, row: Int) async throws {
    self.reading = reading
    self.row = row
    let subject = reading.snapshot.frame.subjects[row]
    let knownAt = reading.desk.asOf.knownAt
    let register = reading.register
    let stored = try await reading.desk.site.database.read { session in
      let versions = try FactStore.versions(of: subject, knownAt: knownAt, in: session)
      let fields = try FactStore.fields(of: register.id, in: session)
      let confirmations = try Confirmation.read(
        of: Set(versions.map(\.field)), knownAt: knownAt ?? .max, in: session
      ).filter { $0.subjects.contains(subject) }
      let entries = try Set(versions.map(\.seq) + confirmations.map(\.seq)).compactMap {
        try JournalEntry.entry($0, in: session)
      }
      return (
        versions, fields, entries, try Precedence(among: versions, knownAt: knownAt, in: session),
        try JournalEntry.entry(1, in: session)?.day, confirmations
      )
    }
    versions = stored.0
    precedence = stored.3
    opened = stored.4
    confirmations = stored.5
    fields = Dictionary(
      stored.1.compactMap { key, id in register.field(key).map { (id, $0) } },
      uniquingKeysWith: { first, _ in first })
    entries = Dictionary(stored.2.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    journal = try await JournalReading(reading.desk)
    let fields = fields
    acts = FactActs(versions, isState: { fields[$0]?.time == .state }, by: precedence)
    var counting: [[Int64]: Int64] = [:]
    for (key, rivals) in Dictionary(grouping: versions, by: { [$0.field, $0.period] }) {
      let rivals = rivals.sorted { $0.seq < $1.seq }
      let place = stored.3.counting(
        among: rivals, at: .init(field: key[0], period: key[1], subject: subject),
        keeper: fields[key[0]]?.keeper ?? "", seq: \.seq,
        evidence: \.evidence.rawValue, isWithdrawn: \.value.isWithdrawn)
      // Where every source has taken its word back, the last to do so stands for that.
      counting[key] = place.map { rivals[$0].seq } ?? rivals.last?.seq
    }
    self.counting = counting
  }

  /// Versions of fields that the reader may see, with what they mean.
  ///
  /// A view of a past day knows nothing of what began after it; today a value that was recorded
  /// before its day or its period's end is shown, and is not yet the one that counts.
  ///
  /// What is about persons is masked here, where the versions leave the store.
  private var visible: [(version: FactVersion, field: Field)] {
    let isPast = !reading.desk.shell.time.isToday
    return versions.compactMap { version in
      guard let field = fields[version.field], !reading.isHidden(field, row: row) else {
        return nil
      }
      if isPast && !hasBegun(version, field) { return nil }
      guard field.isPersonal else { return (version, field) }
      var masked = version
      masked.value.text = version.value.text.map(PersonalMask.masked)
      return (masked, field)
    }
  }

  private func hasBegun(_ version: FactVersion, _ field: Field) -> Bool {
    hasBegun(version.period, field)
  }

  private func hasBegun(_ period: Int64, _ field: Field) -> Bool {
    field.hasBegun(period, by: reading.desk.asOf.day)
  }

  /// The facts, newest first, and which version of each field and period counts.
  var facts: [SubjectPage.Fact] {
    visible.sorted {
      ($1.version.seq, $0.version.field) < ($0.version.seq, $1.version.field)
    }
    .map { version, field in
      fact(version, field, isCurrent: counting[[version.field, version.period]] == version.seq)
    }
  }

  /// The periods of every series that the reader may see, with all values that were recorded.
  var vintages: [VintageTable] {
    let told = Dictionary(grouping: visible, by: \.field)
    return reading.register.fields.compactMap { field in
      guard let versions = told[field]?.map(\.version) else { return nil }
      let vintages = Vintage.read(
        field, versions, on: reading.desk.asOf.day, by: precedence)
      return vintages.isEmpty ? nil : table(field, vintages)
    }
  }

  private func table(_ field: Field, _ vintages: [Vintage]) -> VintageTable {
    VintageTable(
      title: field.label, key: field.key, unit: field.unit?.symbol ?? "",
      rows: vintages.map { vintage in
        .init(
          period: vintage.period, due: field.due(of: vintage.period), vintage: vintage,
          words: vintage.words.map { word($0, field) },
          revision: vintage.revision.map { reading.words.bare(.number($0), of: field) })
      })
  }

  private func word(_ word: Vintage.Word, _ field: Field) -> VintageTable.Word {
    let version = word.version
    let entry = entries[version.seq]
    return .init(
      value: field.value(of: version.value).map { reading.words.bare($0, of: field) },
      act: word.act, seq: version.seq, at: entry?.at ?? "",
      person: entry.map { journal.person($0.post) } ?? "—", source: source(of: version, entry),
      unit: entry.map { journal.unit($0.post) } ?? "—", reason: entry?.reason ?? "",
      grade: GradeMark(version.evidence), evidence: version.evidence,
      isCounting: counting[[version.field, version.period]] == version.seq,
      daysLate: daysLate(version, field))
  }

  /// Days between the day on which a period's value was due and the first that was recorded.
  private func daysLate(_ version: FactVersion, _ field: Field) -> Int? {
    guard acts[version] == .first, let period = Period(code: version.period),
      let due = field.due(of: period), let told = entries[version.seq]?.day,
      let opened, due >= opened, told > due
    else { return nil }
    return Day.days(from: due, to: told)
  }

  private func fact(
    _ version: FactVersion, _ field: Field, isCurrent: Bool
  ) -> SubjectPage.Fact {
    let entry = entries[version.seq]
    let value = field.value(of: version.value).map {
      SubjectPage.FactText.value(
        reading.words.bare($0, of: field), unit: field.unit?.symbol ?? "")
    }
    return .init(
      label: field.label, value: value ?? .withdrawn,
      period: reading.words.period(version.period, of: field),
      grade: GradeMark(version.evidence), source: source(of: version, entry), seq: version.seq,
      at: entry.map { DeskVisit.minute($0.at) } ?? "—",
      person: entry.map { journal.person($0.post) } ?? "—", isCurrent: isCurrent,
      note: note(on: version, field), daysLate: daysLate(version, field),
      confirmed: isCurrent ? confirmed(version, field) : nil)
  }

  /// Who last found the value that counts as it is.
  private func confirmed(_ version: FactVersion, _ field: Field) -> SubjectPage.Fact.Confirmed? {
    let told = confirmations.filter { confirmation in
      guard confirmation.field == version.field, confirmation.seq > version.seq,
        hasBegun(confirmation.period, field)
      else { return false }
      guard field.time == .state else { return confirmation.period == version.period }
      // A later state has taken its place by then.
      return confirmation.period >= version.period
        && !versions.contains { other in
          other.field == version.field && other.period > version.period
            && other.period <= confirmation.period && !other.value.isWithdrawn
        }
    }
    guard let last = told.max(by: { $0.seq < $1.seq }), let entry = entries[last.seq] else {
      return nil
    }
    return .init(
      day: entry.day.description, source: file(of: entry), unit: journal.unit(entry.post),
      grade: GradeMark(last.evidence), seq: entry.seq)
  }

  private func file(of entry: JournalEntry) -> String {
    (try? CanonicalJSON.value(ImportFacts.Body.self, from: entry.body))?.file
      ?? CommandTitles.title(of: entry.command)
  }

  /// What is to be said of a version beside its value; nothing of one that is simply the first.
  private func note(on version: FactVersion, _ field: Field) -> SubjectPage.Fact.Note? {
    guard hasBegun(version, field) else { return .ahead }
    return switch acts[version] {
    case .first, .withdrawal: nil
    case .change: .change
    case .correction: .correction(reason: entries[version.seq]?.reason ?? "")
    case .confirmation: .confirmation
    case .rival: .rival
    }
  }

  private func source(of version: FactVersion, _ entry: JournalEntry?) -> String {
    guard let entry else { return "—" }
    guard entry.command == ImportFacts.name,
      let body = try? CanonicalJSON.value(ImportFacts.Body.self, from: entry.body)
    else {
      return CommandTitles.title(of: entry.command)
    }
    guard let source = version.sourceRow.map(FactChange.Source.init(stored:)) else {
      return body.file
    }
    let sheets = body.sheets ?? []
    let sheet = source.sheet < sheets.count ? "工作表“\(sheets[source.sheet])”" : ""
    return "\(body.file) \(sheet)第 \(source.row) 行"
  }

  /// A fact that counts, for programs.
  struct Current: Sendable {
    var field: Field
    var value: Value
    /// The day from which it holds or the period it belongs to; nil for what always holds.
    var period: String?
    var evidence: Evidence
    var source: String
    var seq: Int64
    var at: String
    var act: FactAct
    var daysLate: Int?
  }

  /// The facts that count on the day, field by field, the oldest period first.
  var current: [Current] {
    let current = visible.filter { version, field in
      hasBegun(version, field) && counting[[version.field, version.period]] == version.seq
    }
    let order = Dictionary(
      reading.register.fields.enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    return current.sorted {
      (order[$0.field.key] ?? 0, $0.version.period) < (order[$1.field.key] ?? 0, $1.version.period)
    }.compactMap { version, field in
      guard let value = field.value(of: version.value) else { return nil }
      let entry = entries[version.seq]
      return Current(
        field: field, value: value,
        period: version.period == 0 ? nil : Period(code: version.period)?.description,
        evidence: version.evidence, source: source(of: version, entry), seq: version.seq,
        at: entry?.at ?? "", act: acts[version], daysLate: daysLate(version, field))
    }
  }

  /// The files from which the facts came that the reader may see, newest first.
  var sources: [SubjectPage.Source] {
    let told = Dictionary(grouping: visible, by: \.version.seq)
    return entries.values.sorted { $0.seq > $1.seq }.compactMap { entry in
      guard let facts = told[entry.seq], entry.command == ImportFacts.name,
        let body = try? CanonicalJSON.value(ImportFacts.Body.self, from: entry.body)
      else { return nil }
      return .init(
        file: body.file, sheet: body.sheet, digest: String(body.digest.prefix(12)),
        facts: facts.count,
        rows: Set(facts.compactMap(\.version.sourceRow)).sorted().map(String.init)
          .joined(separator: "、"), evidence: body.evidence, seq: entry.seq,
        at: DeskVisit.minute(entry.at),
        person: journal.person(entry.post))
    }
  }

  /// The entries that wrote something the reader may see, newest first.
  var lines: [JournalLine] {
    let told = Dictionary(grouping: visible.map(\.version), by: \.seq)
    return entries.values.filter { told[$0.seq] != nil }.sorted { $0.seq > $1.seq }.map { entry in
      var line = journal.line(entry)
      line.action += summary(told[entry.seq] ?? [])
      return line
    }
  }

  /// How many changes and corrections an entry brought, in words.
  private func summary(_ versions: [FactVersion]) -> String {
    let counts = versions.reduce(into: [FactAct: Int]()) { $0[acts[$1], default: 0] += 1 }
    let words = [FactAct.change, .correction, .rival, .withdrawal].compactMap { act in
      counts[act].map { "\(act.title) \($0)" }
    }
    return words.isEmpty ? "" : "（\(words.joined(separator: "，"))）"
  }
}
