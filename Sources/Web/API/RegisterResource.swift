import Commands
import Definitions
import Facts
import Frames
import Quantities

/// A register and its subjects as JSON.
struct RegisterResource: Sendable {
  private let reading: RegisterReading
  static let mostRows = 1_000
  private static let usualRows = 100

  init(_ reading: RegisterReading) { self.reading = reading }

  private var register: Register { reading.register }
  private var snapshot: Snapshot { reading.snapshot }
  private var address: Address { reading.desk.address }

  // MARK: Lists

  func list() async throws -> [(String, JSON)] {
    try checkNames()
    let list = try await RegisterList(reading)
    if let problem = list.problem { throw ProblemError(.condition(problem)) }
    let rows = list.ordered
    let limit = try count("limit", else: Self.usualRows, upTo: Self.mostRows)
    let page = try count("page", else: 1, upTo: .max)
    let start = (page - 1).multipliedReportingOverflow(by: limit)
    let shown = rows.dropFirst(start.overflow ? rows.count : start.partialValue).prefix(limit)
    let fields = columns
    try await reading.note(
      fields, rows: shown, as: .interface, purpose: address["why"])
    return [
      ("register", .text(register.id)), ("total", .number(rows.count)),
      ("hidden", .number(snapshot.hiddenSubjects)), ("page", .number(page)),
      ("limit", .number(limit)),
      ("items", .list(shown.map { row in item(row, fields) })),
    ]
  }

  private func item(_ row: Int, _ fields: [Field]) -> JSON {
    .object([
      ("code", .text(snapshot.codes[row])), ("name", .text(snapshot.name(row: row))),
      (
        "values",
        .object(fields.map { ($0.key, Self.value(snapshot.value($0.key, row: row))) })
      ),
    ])
  }

  /// The columns that were asked for, or everything that the reader may see.
  private var columns: [Field] {
    let asked = Set(address.items.filter { $0.name == "column" }.map(\.value))
    return reading.visibleFields.filter { asked.isEmpty || asked.contains($0.key) }
  }

  /// Names in an address that are no field for this reader are mistakes, not wishes for nothing.
  private func checkNames() throws {
    let known = Set(reading.visibleFields.map(\.key))
    for item in address.items {
      let name: String? =
        switch item.name {
        case "column": item.value
        case "sort":
          ["", "name", "code", "-name", "-code"].contains(item.value)
            ? nil : String(item.value.drop { $0 == "-" })
        case let name where name.hasPrefix("f."): String(name.dropFirst(2))
        case let name where name.hasPrefix("state."): String(name.dropFirst(6))
        default: nil
        }
      if let name, !known.contains(name) {
        throw ProblemError(
          .invalid(item.name, item.value, expected: "“\(register.title)”里您能查看的数据项的键"))
      }
    }
  }

  private func count(_ name: String, else usual: Int, upTo most: Int) throws -> Int {
    guard let asked = address[name] else { return usual }
    guard let count = Int(asked), (1...most).contains(count) else {
      let range = most == .max ? "1 或更大的整数" : " 1 到 \(most) 的整数"
      throw ProblemError(.invalid(name, asked, expected: range))
    }
    return count
  }

  static func value(_ value: Value?) -> JSON {
    switch value {
    case nil: .null
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .day(let day): .text(day.description)
    case .text(let text): .text(text)
    }
  }

  // MARK: One subject

  func subject(_ row: Int) async throws -> [(String, JSON)] {
    let recorded = try await RecordedFacts(reading, row: row)
    let hidden = register.fields.count { reading.isHidden($0, row: row) }
    return [
      ("register", .text(register.id)), ("code", .text(snapshot.codes[row])),
      ("name", .text(snapshot.name(row: row))), ("hidden_fields", .number(hidden)),
      ("facts", .list(recorded.current.map(fact))),
      ("series", .list(recorded.vintages.map(\.json))),
    ]
  }

  private func fact(_ fact: RecordedFacts.Current) -> JSON {
    .object([
      ("field", .text(fact.field.key)), ("label", .text(fact.field.label)),
      ("unit", .text(fact.field.unit?.symbol)),
      ("period", .text(fact.period)), ("value", Self.value(fact.value)),
      ("evidence", .text(fact.evidence.code)), ("act", .text(fact.act.rawValue)),
      ("days_late", fact.daysLate.map { .number($0) } ?? .null),
      (
        "source",
        .object([
          ("seq", .number(fact.seq)), ("at", .text(fact.at)), ("title", .text(fact.source)),
        ])
      ),
    ])
  }
}
