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
  /// The entries whose word counts, of each field and period.
  private let counting: [[Int64]: Int64]

  init(_ reading: RegisterReading, row: Int) async throws {
    self.reading = reading
    self.row = row
    let subject = reading.snapshot.frame.subjects[row]
    let knownAt = reading.desk.asOf.knownAt
    let register = reading.register
    let stored = try await reading.desk.site.database.read { session in
      let versions = try FactStore.versions(of: subject, knownAt: knownAt, in: session)
      let entries = try Set(versions.map(\.seq)).compactMap {
        try JournalEntry.entry($0, in: session)
      }
      return (
        versions, try FactStore.fields(of: register.id, in: session), entries,
        try Precedence(in: session)
      )
    }
    versions = stored.0
    fields = Dictionary(
      stored.1.compactMap { key, id in register.field(key).map { (id, $0) } },
      uniquingKeysWith: { first, _ in first })
    entries = Dictionary(stored.2.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    journal = try await JournalReading(reading.desk)
    var counting: [[Int64]: Int64] = [:]
    for (key, rivals) in Dictionary(grouping: versions, by: { [$0.field, $0.period] }) {
      let rivals = rivals.sorted { $0.seq < $1.seq }
      let place = stored.3.counting(
        among: rivals, keeper: fields[key[0]]?.keeper ?? "", seq: \.seq,
        evidence: \.evidence.rawValue, isWithdrawn: \.value.isWithdrawn)
      // Where every source has taken its word back, the last to do so stands for that.
      counting[key] = place.map { rivals[$0].seq } ?? rivals.last?.seq
    }
    self.counting = counting
  }

  /// Versions of fields that the reader may see, with what they mean.
  private var visible: [(version: FactVersion, field: Field)] {
    versions.compactMap { version in
      guard let field = fields[version.field], !reading.isHidden(field, row: row) else {
        return nil
      }
      return (version, field)
    }
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
      person: entry.map { journal.person($0.post) } ?? "—", isCurrent: isCurrent)
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
  }

  /// The facts that count, field by field, the oldest period first.
  var current: [Current] {
    let current = visible.filter { version, _ in
      counting[[version.field, version.period]] == version.seq
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
        at: entry?.at ?? "")
    }
  }

  /// The files from which the facts came that the reader may see, newest first.
  var sources: [SubjectPage.Source] {
    let counts = Dictionary(grouping: visible, by: \.version.seq).mapValues(\.count)
    return entries.values.sorted { $0.seq > $1.seq }.compactMap { entry in
      guard let facts = counts[entry.seq], entry.command == ImportFacts.name,
        let body = try? CanonicalJSON.value(ImportFacts.Body.self, from: entry.body)
      else { return nil }
      return .init(
        file: body.file, sheet: body.sheet, digest: String(body.digest.prefix(12)), facts: facts,
        evidence: body.evidence, seq: entry.seq, at: DeskVisit.minute(entry.at),
        person: journal.person(entry.post))
    }
  }

  /// The entries that wrote something the reader may see, newest first.
  var lines: [JournalLine] {
    let seqs = Set(visible.map(\.version.seq))
    return journal.lines(entries.values.filter { seqs.contains($0.seq) }.sorted { $0.seq > $1.seq })
  }
}
