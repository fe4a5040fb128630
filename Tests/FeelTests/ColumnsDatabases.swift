import Feel
import Foundation
import Frames
import Quantities

/// A database that answers statements over the world's rows, run as a program of its own.
enum DatabaseProgram {
  static let isSQLiteHere = output(of: "python3", ["-c", "import sqlite3"]) != nil
  static let isPostgreSQLHere = output(of: "psql", psql + ["-c", "SELECT 1"]) != nil

  /// `HEFU_POSTGRES` names a server by a connection string; else libpq's own defaults hold.
  private static let psql: [String] =
    ["-X", "-w", "-q", "-At", "-F", ",", "-v", "ON_ERROR_STOP=1", "-d"]
    + [ProcessInfo.processInfo.environment["HEFU_POSTGRES"] ?? "connect_timeout=2"]

  /// Runs a program on some input; nil when it is not there or fails.
  static func output(
    of program: String, _ arguments: [String], input: String = ""
  ) -> String? {
    let process = Process()
    let (stdin, stdout) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    stdin.fileHandleForWriting.write(Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let data = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }

  // MARK: SQLite

  private struct Work: Encodable {
    var columns: [String]
    var rows: [[String?]]
    var statements: [String]
    var values: [[String]]
  }

  /// Numbers cross as texts with a letter before them, so that no reader turns them into reals.
  private static let script = """
    import json, sqlite3, sys
    work = json.load(sys.stdin)
    def plain(x): return None if x is None else int(x[1:]) if x[0] == "i" else x[1:]
    con = sqlite3.connect(":memory:")
    con.execute("CREATE TABLE facts (" + ", ".join(work["columns"]) + ") STRICT")
    marks = ",".join("?" * len(work["columns"]))
    con.executemany(f"INSERT INTO facts VALUES ({marks})", ([plain(x) for x in r] for r in work["rows"]))
    for text, values in zip(work["statements"], work["values"]):
        for row in con.execute(text, [plain(x) for x in values]):
            print(",".join("" if x is None else str(x) for x in row))
    """

  static func sqlite(_ statements: [SQLStatement], _ world: StoredWorld) -> [[Bool?]]? {
    let types = world.types.map { $0 == "TEXT" ? "TEXT" : "INTEGER" }
    let work = Work(
      columns: zip(world.names, types).map { "\"\($0)\" \($1)" },
      rows: world.rows.map { row in
        zip(row, types).map { value, type in value.map { (type == "TEXT" ? "t" : "i") + $0 } }
      },
      statements: statements.map(\.text),
      values: statements.map { $0.values.map(\.marked) })
    let input = (try? JSONEncoder().encode(work)).map { String(decoding: $0, as: UTF8.self) }
    return input.flatMap { output(of: "python3", ["-c", script], input: $0) }.map(answers)
  }

  // MARK: PostgreSQL

  static func postgresql(_ statements: [SQLStatement], _ world: StoredWorld) -> [[Bool?]]? {
    let columns = zip(world.names, world.types).map { "\"\($0)\" \($1)" }
    var script = "CREATE TEMPORARY TABLE facts (\(columns.joined(separator: ", ")));\n"
    for row in world.rows {
      let values = row.map { $0.map { "'\($0)'" } ?? "NULL" }
      script += "INSERT INTO facts VALUES (\(values.joined(separator: ",")));\n"
    }
    for (place, statement) in statements.enumerated() {
      script += "PREPARE s\(place) AS \(statement.text);\n"
      let values = statement.values.map { value in
        switch value {
        case .integer(let number): "\(number)"
        case .text(let text): "'\(text)'"
        }
      }
      let list = values.isEmpty ? "" : "(\(values.joined(separator: ", ")))"
      script += "EXECUTE s\(place)\(list);\n"
    }
    return output(of: "psql", psql, input: script).map(answers)
  }

  /// Rows of answers, without the key before them.
  static func answers(_ text: String) -> [[Bool?]] {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).dropFirst().map { word in
        word.isEmpty ? nil : word == "1" || word == "t"
      }
    }
  }
}

extension SQLStatement.Value {
  /// The value with a letter before it that says what it is.
  var marked: String {
    switch self {
    case .integer(let number): "i\(number)"
    case .text(let text): "t\(text)"
    }
  }
}

/// The world's rows as a table of a database stores them.
struct StoredWorld {
  private(set) var names = ["id"]
  private(set) var types = ["bigint"]
  private(set) var rows: [[String?]]
  private(set) var table = FactTable(name: "facts", key: "id", columns: [:])

  init(_ frame: Frame, dialect: SQLDialect, daysAsNumbers: Bool) {
    rows = frame.subjects.map { ["\($0)"] }
    for (key, column) in frame.columns.sorted(by: { $0.key < $1.key }) {
      let storage: FactTable.Storage
      switch column.storage {
      case .integers(_, let places): storage = .number(places: places)
      case .days: storage = daysAsNumbers ? .dayNumber : .date
      case .codes: storage = .text
      case .booleans: storage = .boolean
      }
      table.columns[key] = FactTable.Column(name: key, storage: storage)
      names.append(key)
      types.append(StoredWorld.type(of: storage, dialect))
      for row in rows.indices {
        rows[row].append(StoredWorld.text(column, row, storage, dialect))
      }
    }
  }

  private static func type(of storage: FactTable.Storage, _ dialect: SQLDialect) -> String {
    switch storage {
    case .number, .dayNumber: "bigint"
    case .date: dialect == .sqlite ? "TEXT" : "date"
    case .text: "TEXT"
    case .boolean: dialect == .sqlite ? "bigint" : "boolean"
    }
  }

  private static func text(
    _ column: Column, _ row: Int, _ storage: FactTable.Storage, _ dialect: SQLDialect
  ) -> String? {
    guard column.valid[row] else { return nil }
    switch column.storage {
    case .integers(let values, places: _): return "\(values[row])"
    case .days(let values):
      return storage == .date ? Day(number: values[row]).description : "\(values[row])"
    case .codes(let codes, let words): return words[Int(codes[row])]
    case .booleans(let bits): return dialect == .sqlite ? (bits[row] ? "1" : "0") : "\(bits[row])"
    }
  }
}
