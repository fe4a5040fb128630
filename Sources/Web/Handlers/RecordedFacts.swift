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
        versions, try FactStore.fields(of: register.id, in: session), entries
      )
    }
    versions = stored.0
    fields = Dictionary(
      stored.1.compactMap { key, id in register.field(key).map { (id, $0) } },
      uniquingKeysWith: { first, _ in first })
    entries = Dictionary(stored.2.map { ($0.seq, $0) }, uniquingKeysWith: { first, _ in first })
    journal = try await JournalReading(reading.desk)
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

  /// The facts, newest first; of each field and period the latest version counts.
  var facts: [SubjectPage.Fact] {
    var latest: [[Int64]: Int64] = [:]
    for version in versions {
      latest[[version.field, version.period]] = max(
        latest[[version.field, version.period]] ?? 0, version.seq)
    }
    return visible.sorted {
      ($1.version.seq, $0.version.field) < ($0.version.seq, $1.version.field)
    }
    .map { version, field in
      fact(version, field, isCurrent: latest[[version.field, version.period]] == version.seq)
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
    let file = try? CanonicalJSON.value(ImportFacts.Body.self, from: entry.body).file
    guard entry.command == ImportFacts.name, let file else {
      return CommandTitles.title(of: entry.command)
    }
    return version.sourceRow.map { "\(file) 第 \($0) 行" } ?? file
  }

  /// The entries that wrote something the reader may see, newest first.
  var lines: [JournalLine] {
    let seqs = Set(visible.map(\.version.seq))
    return journal.lines(entries.values.filter { seqs.contains($0.seq) }.sorted { $0.seq > $1.seq })
  }
}
