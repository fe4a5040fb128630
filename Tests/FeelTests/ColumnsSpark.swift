import Feel
import Foundation

/// Spark SQL answering statements over many worlds in one session, because a session takes long to start.
enum SparkProgram {
  /// `HEFU_SPARK` names a Python that has pyspark.
  static let python = ProcessInfo.processInfo.environment["HEFU_SPARK"]

  private struct Work: Encodable {
    var columns: [String]
    var rows: [[String?]]
    var statements: [String]
    var values: [[String]]
  }

  /// Statements over the rows of a world.
  struct Question {
    var statements: [SQLStatement]
    var world: StoredWorld
  }

  /// The answers to each question, row by row; nil when Spark refused a statement.
  static func answers(to questions: [Question]) throws -> [[[Bool?]]]? {
    guard let python else { return nil }
    let file = FileManager.default.temporaryDirectory
      .appending(path: "hefu-spark-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: file) }
    var lines = Data()
    for question in questions {
      lines += try JSONEncoder().encode(work(question)) + Data("\n".utf8)
    }
    try lines.write(to: file)
    guard let output = DatabaseProgram.output(of: python, ["-c", script, file.path]) else {
      return nil
    }
    return output.split(separator: "=\n", omittingEmptySubsequences: false).dropLast()
      .map { DatabaseProgram.answers(String($0)) }
  }

  private static func work(_ question: Question) -> Work {
    let world = question.world
    return Work(
      columns: zip(world.names, world.types).map { "`\($0)` \($1 == "TEXT" ? "string" : $1)" },
      rows: zip(world.rows, repeatElement(world.types, count: world.rows.count)).map { row, types in
        zip(row, types).map { value, type in value.map { SparkProgram.mark(type) + $0 } }
      },
      statements: question.statements.map(\.text),
      values: question.statements.map { $0.values.map(\.marked) })
  }

  private static func mark(_ type: String) -> String {
    switch type {
    case "bigint": "i"
    case "date": "d"
    case "boolean": "b"
    default: "t"
    }
  }

  /// Numbers and days cross as texts with a letter before them; a hundred rows are sooner interpreted
  /// than compiled.
  private static let script = """
    import datetime, json, sys
    from pyspark.sql import SparkSession
    def plain(x):
        if x is None: return None
        kind, text = x[0], x[1:]
        if kind == "i": return int(text)
        if kind == "b": return text == "true"
        if kind == "d": return datetime.date.fromisoformat(text)
        return text
    build = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    build = build.config("spark.driver.host", "127.0.0.1").config("spark.driver.memory", "2g")
    build = build.config("spark.driver.bindAddress", "127.0.0.1")
    build = build.config("spark.sql.codegen.wholeStage", "false")
    build = build.config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    session = build.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for line in open(sys.argv[1], encoding="utf-8"):
        work = json.loads(line)
        rows = [tuple(plain(x) for x in row) for row in work["rows"]]
        frame = session.createDataFrame(rows, ", ".join(work["columns"])).coalesce(1)
        frame.createOrReplaceTempView("facts")
        for text, values in zip(work["statements"], work["values"]):
            for row in session.sql(text, args=[plain(x) for x in values]).collect():
                print(",".join("" if x is None else "t" if x is True else str(x) for x in row))
        print("=")
    session.stop()
    """
}
