import Definitions
import Facts
import Feel
import Foundation
import Quantities

/// What the columns of an export mean; `schema.json` beside them.
struct ExportSchema: Codable {
  struct Column: Codable {
    var name: String
    var label: String
    /// number, date, boolean or text.
    var type: Kind
    /// A number is a whole number of its last place: 12345 with 2 places is 123.45.
    var places: Int
    var unit: String?
    /// Type of the column in Spark SQL.
    var spark: String
  }

  enum Kind: String, Codable {
    case number, date, boolean, text
  }

  var format = Self.format
  var register: String
  var title: String
  var asOf: String
  /// The last journal entry that is included.
  var head: Int64
  var region: String
  var rows: Int
  /// Column that tells the subjects apart.
  var key = Self.key
  var columns: [Column]
  var seriesColumns: [Column] = [
    Column(name: Self.key, label: "主体编号", type: .number, places: 0, spark: "BIGINT"),
    Column(name: "field", label: "数据项", type: .text, places: 0, spark: "STRING"),
    Column(name: "period", label: "时段", type: .text, places: 0, spark: "STRING"),
    Column(name: "number", label: "数", type: .number, places: 0, spark: "BIGINT"),
    Column(name: "text", label: "文字", type: .text, places: 0, spark: "STRING"),
  ]
  /// The columns as Spark reads them, for `spark.read.schema(…)`.
  var sparkSchema: String
  var sparkSeriesSchema: String
  /// Options with which Spark reads the files.
  var sparkOptions = ["header": "true", "multiLine": "true", "quote": "\"", "escape": "\""]

  static let format = "hefu-facts-1"
  static let key = "subject"
  /// Columns that every register has besides its fields.
  static let leading = [
    Column(name: key, label: "主体编号", type: .number, places: 0, spark: "BIGINT"),
    Column(name: "code", label: "代码", type: .text, places: 0, spark: "STRING"),
    Column(name: "as_of", label: "时点", type: .date, places: 0, spark: "DATE"),
  ]

  /// Describes the columns of a snapshot that its reader may see.
  init(snapshot: Snapshot, region: String, visibility: Visibility) {
    self.init(
      snapshot: snapshot, region: region, fields: Self.fields(of: snapshot.register, visibility))
  }

  init(snapshot: Snapshot, region: String, fields: [Field]) {
    register = snapshot.register.id
    title = snapshot.register.title
    asOf = snapshot.asOf.day.description
    head = snapshot.head
    self.region = region
    rows = snapshot.count
    columns = Self.leading + fields.map(Column.init)
    sparkSchema = Self.list(columns)
    sparkSeriesSchema = ""
    sparkSeriesSchema = Self.list(seriesColumns)
  }

  /// The columns of a register's export; a field that the reader may not see has none.
  static func columns(of register: Register, seenBy visibility: Visibility) -> [Column] {
    leading + fields(of: register, visibility).map(Column.init)
  }

  private static func fields(of register: Register, _ visibility: Visibility) -> [Field] {
    register.fields.filter { !visibility.scopes(reaching: $0).isEmpty }
  }

  private static func list(_ columns: [Column]) -> String {
    columns.map { "`\($0.name)` \($0.spark)" }.joined(separator: ", ")
  }

  /// Reads the schema of a folder, or returns nil when there is none.
  static func read(in folder: String) throws -> ExportSchema? {
    let path = "\(folder)/schema.json"
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    guard let schema = try? JSONDecoder().decode(ExportSchema.self, from: data),
      schema.format == format
    else { throw InputProblem("\(path) 不是 hefu export facts 写出的说明，请重新导出") }
    return schema
  }

  func written() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  /// The table of the export as rules in SQL know it; days and truth have types of their own.
  func table(named name: String) -> FactTable {
    let columns = columns.map { column in
      let storage: FactTable.Storage =
        switch column.type {
        case .number: .number(places: column.places)
        case .date: .date
        case .boolean: .boolean
        case .text: .text
        }
      return (column.name, FactTable.Column(name: column.name, storage: storage))
    }
    return FactTable(
      name: name, key: key, columns: Dictionary(columns, uniquingKeysWith: { first, _ in first }))
  }
}

extension ExportSchema.Column {
  fileprivate init(_ field: Field) {
    let (kind, spark): (ExportSchema.Kind, String) =
      switch field.type {
      case .number, .money, .area: (.number, "BIGINT")
      case .day: (.date, "DATE")
      case .boolean: (.boolean, "BOOLEAN")
      case .text, .code, .reference: (.text, "STRING")
      }
    self.init(
      name: field.key, label: field.label, type: kind,
      places: kind == .number ? field.places : 0, unit: field.unit?.symbol, spark: spark)
  }
}
