import Definitions
import Documents
import Facts
import Foundation
import Frames
import Quantities
import SampleDistrict
import Storage
import StorageSQLite
import Testing

@testable import hefu

/// Exports registers of a small census district and reads the files back.
@Suite("The export of facts") struct ExportTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: ["enterprise", "project", "parcel"])
  func `holds the columns of the snapshot, cell for cell`(id: String) async throws {
    let library = Library.load(folders: [Self.root.appending(path: "Definitions").path]).library
    let register = try #require(library.registers[id])
    let district = CensusDistrict(entities: 600, seed: 4)
    let database = try SQLiteDatabase.inMemory()
    try await SampleCensusSetUp(district: district, library: library, database: database)
      .run(until: Day("2022-03-31") ?? Day(number: 0)) { _ in }
    let region = district.place.region
    let snapshot = try await database.read { session in
      try SnapshotBuilder(
        register: register, region: region, asOf: AsOf(Day("2022-03-31") ?? Day(number: 0))
      ).build(in: session)
    }
    #expect(snapshot.count > 0)
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let written = ExportSchema(snapshot: snapshot, region: region, visibility: .engine)
    // Parts of two hundred rows, so that there are several.
    let export = try ExportFolder(path: folder.path, region: region, partRows: 200)
    #expect(try export.write(snapshot, written) == snapshot.count)

    let schema = try #require(try ExportSchema.read(in: folder.path))
    #expect(schema.rows == snapshot.count && schema.head == snapshot.head)
    let rows = try Self.rows(in: folder.appending(path: "facts/region=\(region)"), schema.columns)
    #expect(rows.count == snapshot.count)
    for (row, cells) in rows.enumerated() {
      #expect(cells["subject"] == "\(snapshot.frame.subjects[row])")
      #expect(cells["code"] == snapshot.codes[row])
      for column in schema.columns.dropFirst(3) {
        let value = try Self.value(cells[column.name], column)
        #expect(value == snapshot.value(column.name, row: row), "\(column.name), row \(row)")
      }
    }
    try compareSeries(in: folder.appending(path: "series/region=\(region)"), schema, snapshot)
  }

  private func compareSeries(
    in folder: URL, _ schema: ExportSchema, _ snapshot: Snapshot
  ) throws {
    var expected = 0
    for columns in snapshot.series.values {
      for column in columns.values { expected += column.valid.ones }
    }
    let rows = try Self.rows(in: folder, schema.seriesColumns)
    #expect(rows.count == expected)
    let columns = Dictionary(uniqueKeysWithValues: schema.columns.map { ($0.name, $0) })
    for cells in rows {
      let column = try #require(columns[cells["field"] ?? ""])
      let period = try #require(Period(cells["period"] ?? ""))
      let row = try #require(
        Int64(cells["subject"] ?? "").flatMap { snapshot.frame.row(of: $0) })
      let value = try Self.value(cells["number"] ?? cells["text"], column)
      #expect(value == snapshot.series[column.name]?[period]?.value(row: row), "\(cells)")
    }
  }

  @Test func `refuses a folder with something in it, and leaves it as it is`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("旧".utf8).write(to: folder.appending(path: "old"))
    #expect(throws: InputProblem.self) {
      try ExportFolder(path: folder.path, region: "419802", partRows: 10)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["old"])
  }

  @Test func `leaves out the columns that its reader may not see`() throws {
    let library = Library.load(folders: [Self.root.appending(path: "Definitions").path]).library
    let register = try #require(library.registers["enterprise"])
    let seen = Visibility(scopes: [.open: [.all]])
    let names = ExportSchema.columns(of: register, seenBy: seen).map(\.name)
    #expect(names.contains("name"))
    #expect(!names.contains("revenue") && !names.contains("contact_phone"))
  }

  // MARK: Reading back

  /// The rows of all parts in order, by the names of the columns; an empty cell is no value.
  private static func rows(
    in folder: URL, _ columns: [ExportSchema.Column]
  ) throws -> [[String: String]] {
    let parts = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try parts.flatMap { part -> [[String: String]] in
      let text = try String(contentsOf: folder.appending(path: part), encoding: .utf8)
      var lines = cells(of: text)
      #expect(lines.removeFirst() == columns.map(\.name))
      return lines.map { line in
        Dictionary(
          uniqueKeysWithValues: zip(columns.map(\.name), line).filter { !$0.1.isEmpty })
      }
    }
  }

  /// Reads a text of cells as RFC 4180 has it.
  private static func cells(of text: String) -> [[String]] {
    var lines: [[String]] = [[""]]
    var isQuoted = false
    for scalar in text.unicodeScalars {
      let place = (lines.count - 1, lines[lines.count - 1].count - 1)
      switch scalar {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: lines[place.0].append("")
      case "\n" where !isQuoted: lines.append([""])
      default: lines[place.0][place.1].unicodeScalars.append(scalar)
      }
    }
    return lines.filter { $0 != [""] }
  }

  private static func value(_ text: String?, _ column: ExportSchema.Column) throws -> Value? {
    guard let text else { return nil }
    switch column.type {
    case .number:
      return .number(Number(fixedPoint: try #require(Int64(text)), places: column.places))
    case .date: return .day(try #require(Day(text)))
    case .boolean: return .boolean(text == "true")
    case .text: return .text(text)
    }
  }
}
