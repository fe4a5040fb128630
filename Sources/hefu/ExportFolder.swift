import Facts
import Foundation
import Frames
import Quantities

/// Writes an export part by part, so that one row at a time is in memory.
struct ExportFolder {
  private let path: String
  private let region: String
  private let partRows: Int

  /// Makes the folder; one with something in it is refused, as old parts would be read with the new.
  init(path: String, region: String, partRows: Int) throws {
    self.path = path
    self.region = region
    self.partRows = partRows
    let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard present.isEmpty else {
      throw InputProblem("目录 \(path) 里已有内容，没有导出。请换一个空目录")
    }
  }

  /// Writes a snapshot and returns the number of its rows.
  func write(_ snapshot: Snapshot, _ schema: ExportSchema) throws -> Int {
    do {
      try writeFacts(snapshot, schema)
      try writeSeries(snapshot, schema)
      try schema.written().write(to: URL(filePath: path).appending(path: "schema.json"))
    } catch let error as CocoaError {
      throw InputProblem("写不进目录 \(path)：\(error.localizedDescription)。请检查路径、权限和磁盘空间")
    }
    return snapshot.count
  }

  private func writeFacts(_ snapshot: Snapshot, _ schema: ExportSchema) throws {
    var parts = try ExportParts(
      folder: "\(path)/facts/region=\(region)", heads: schema.columns.map(\.name), rows: partRows)
    let day = snapshot.asOf.day.description
    let columns = schema.columns.dropFirst(ExportSchema.leading.count).map { column in
      snapshot.frame.columns[column.name]
    }
    for row in 0..<snapshot.count {
      let leading: [String?] = ["\(snapshot.frame.subjects[row])", snapshot.codes[row], day]
      try parts.append(leading + columns.map { $0?.exported(row: row) })
    }
    try parts.finish()
  }

  private func writeSeries(_ snapshot: Snapshot, _ schema: ExportSchema) throws {
    var parts = try ExportParts(
      folder: "\(path)/series/region=\(region)", heads: schema.seriesColumns.map(\.name),
      rows: partRows)
    let seen = Set(schema.columns.map(\.name))
    for (key, periods) in snapshot.series.sorted(by: { $0.key < $1.key }) where seen.contains(key) {
      for (period, column) in periods.sorted(by: { $0.key < $1.key }) {
        for row in 0..<snapshot.count {
          guard let value = column.exported(row: row) else { continue }
          let isText = if case .codes = column.storage { true } else { false }
          try parts.append([
            "\(snapshot.frame.subjects[row])", key, period.description, isText ? nil : value,
            isText ? value : nil,
          ])
        }
      }
    }
    try parts.finish()
  }
}

extension Column {
  /// The value as a cell of an export; nil when it is unknown.
  fileprivate func exported(row: Int) -> String? {
    guard valid[row] else { return nil }
    return switch storage {
    case .integers(let values, places: _): "\(values[row])"
    case .days(let values): Day(number: values[row]).description
    case .codes(let codes, let dictionary): dictionary[Int(codes[row])]
    case .booleans(let bits): bits[row] ? "true" : "false"
    }
  }
}

/// The parts of one table, each a text file of so many rows with heads of its own.
private struct ExportParts {
  private let folder: String
  private let heads: [String]
  private let rows: Int
  private var part = 0
  private var written = 0
  private var file: FileHandle?
  private var bytes: [UInt8] = []

  init(folder: String, heads: [String], rows: Int) throws {
    self.folder = folder
    self.heads = heads
    self.rows = rows
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  mutating func append(_ cells: [String?]) throws {
    if file == nil || written == rows { try begin() }
    line(cells)
    written += 1
    if bytes.count > 1 << 16 { try flush() }
  }

  mutating func finish() throws {
    if file == nil { try begin() }
    try flush()
    try file?.close()
  }

  private mutating func begin() throws {
    try flush()
    try file?.close()
    let number = String(100_000 + part).dropFirst()
    let url = URL(filePath: folder).appending(path: "part-\(number).csv")
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
      throw InputProblem("写不进文件 \(url.path)。请检查权限和磁盘空间")
    }
    file = try FileHandle(forWritingTo: url)
    part += 1
    written = 0
    line(heads)
  }

  private mutating func flush() throws {
    try file?.write(contentsOf: Data(bytes))
    bytes.removeAll(keepingCapacity: true)
  }

  /// Characters with which a cell must be quoted (RFC 4180).
  private static let special = Array(",\"\r\n".utf8)

  private mutating func line(_ cells: [String?]) {
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      guard let cell else { continue }
      if cell.utf8.contains(where: { Self.special.contains($0) }) {
        bytes.append(contentsOf: "\"\(cell.replacing("\"", with: "\"\""))\"".utf8)
      } else {
        bytes.append(contentsOf: cell.utf8)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }
}
