import Definitions
package import Facts
package import Storage

/// Which firms the names in files mean, as people decided it, and the names that still wait.
///
/// Both lie among the settings and are only ever added: the newest word about a name counts.
package enum FirmMemory {
  /// What was decided about a name.
  package enum Decision: Hashable, Sendable {
    case firm(code: String)
    /// None of the firms in the register.
    case none
    /// Taken back: the name waits again.
    case open
  }

  /// A name that some file used for a firm that was not certain.
  package struct Name: Hashable, Sendable {
    /// As the newest file writes it.
    package var written: String
    package var candidates: [UnsureMatch.Candidate]
    /// Where the newest file has it.
    package var file: String
    package var sheet: String
    package var row: Int
    /// Entry that brought the name, or the decision about it.
    package var seq: Int64
    package var decision: Decision
  }

  private struct Met: Codable {
    struct Candidate: Codable {
      var code: String
      var name: String
    }
    var candidates: [Candidate]
    var file: String
    var name: String
    var row: Int
    var sheet: String
  }

  private struct Decided: Codable {
    /// Code of the firm; empty for none of them, nil for a decision that was taken back.
    var code: String?
    var name: String
  }

  /// Returns the code for each folded name that was decided on; empty for none of the firms.
  static func choices(for register: String, in session: any Session) throws -> [String: String] {
    try names(of: register, in: session).reduce(into: [:]) { choices, name in
      switch name.value.decision {
      case .firm(let code): choices[name.key] = code
      case .none: choices[name.key] = ""
      case .open: break
      }
    }
  }

  /// Returns every name that was ever uncertain, by its folded form.
  package static func names(
    of register: String, in session: any Session
  ) throws -> [String: Name] {
    var names: [String: Name] = [:]
    let prefix = "firm/\(register)/"
    try session.each(
      """
      SELECT key, value, seq FROM setting
      WHERE \(SQL.begins("key", with: prefix)) ORDER BY seq, key
      """
    ) { row in
      let (key, value): (String, String) = (try row.get("key"), try row.get("value"))
      let seq: Int64 = try row.get("seq")
      if key.hasPrefix(prefix + "met/") {
        try meet(CanonicalJSON.value(Met.self, from: value), seq: seq, in: &names)
      } else if key.hasPrefix(prefix + "decided/") {
        try decide(CanonicalJSON.value(Decided.self, from: value), seq: seq, in: &names)
      }
    }
    return names
  }

  private static func meet(_ met: Met, seq: Int64, in names: inout [String: Name]) {
    let key = UnsureMatch.key(of: met.name)
    names[key] = Name(
      written: met.name, candidates: met.candidates.map { .init(code: $0.code, name: $0.name) },
      file: met.file, sheet: met.sheet, row: met.row, seq: seq,
      decision: names[key]?.decision ?? .open)
  }

  private static func decide(_ decided: Decided, seq: Int64, in names: inout [String: Name]) {
    let key = UnsureMatch.key(of: decided.name)
    var name =
      names[key]
      ?? Name(
        written: decided.name, candidates: [], file: "", sheet: "", row: 0, seq: seq,
        decision: .open)
    name.decision = decided.code.map { $0.isEmpty ? .none : .firm(code: $0) } ?? .open
    name.seq = seq
    names[key] = name
  }

  /// Keeps the names of a file that were skipped, so that they can be decided on later.
  static func meet(
    _ preview: ImportPreview, seq: Int64, in transaction: any Transaction
  ) throws {
    var met: Set<String> = []
    for match in preview.unsure where met.insert(UnsureMatch.key(of: match.name)).inserted {
      try keep(
        Met(
          candidates: match.candidates.map { .init(code: $0.code, name: $0.name) },
          file: preview.file, name: match.name, row: match.row, sheet: match.sheet),
        as: "firm/\(preview.register)/met/\(seq)/\(met.count)", seq: seq, in: transaction)
    }
  }

  /// Keeps what was decided about names, each by the code or an empty text for none.
  static func decide(
    _ codes: [String: String?], register: String, seq: Int64, in transaction: any Transaction
  ) throws {
    for (index, name) in codes.keys.sorted().enumerated() {
      try keep(
        Decided(code: codes[name] ?? nil, name: name),
        as: "firm/\(register)/decided/\(seq)/\(index)", seq: seq, in: transaction)
    }
  }

  private static func keep(
    _ value: some Encodable, as key: String, seq: Int64, in transaction: any Transaction
  ) throws {
    let text = try CanonicalJSON.text(value)
    try transaction.execute(
      "INSERT INTO setting (key, value, seq) VALUES (\(key), \(text), \(seq))")
  }
}

/// Says which firm a name in files means; the next file with that name needs nobody to say it again.
package struct DecideFirmName: Command {
  package static let name = "decide-firm-name"
  package static let title = "核对企业名称"

  package struct Body: Codable, Sendable {
    package var register: String
    package var name: String
    /// Empty for none of the firms in the register; nil to take the decision back.
    package var code: String?
  }

  package let body: Body

  package init(register: String, name: String, decision: FirmMemory.Decision) {
    let code: String? =
      switch decision {
      case .firm(let code): code
      case .none: ""
      case .open: nil
      }
    body = Body(register: register, name: name, code: code)
  }

  package static let needed = Permission("import", "C")
  package var permission: Permission { Self.needed }

  package func run(in context: CommandContext) throws {
    guard context.library.registers[body.register] != nil else {
      throw JournalError.invalid("没有登记簿“\(body.register)”，没有改动")
    }
    let known = try FirmMemory.names(of: body.register, in: context.transaction)
    guard known[UnsureMatch.key(of: body.name)] != nil else {
      throw JournalError.invalid("没有等待核对的名称“\(body.name)”，没有改动")
    }
    if let code = body.code, !code.isEmpty {
      let subject = try FactStore.subject(
        register: body.register, region: context.region, code: code, in: context.transaction)
      guard subject != nil else {
        throw JournalError.invalid("登记簿里没有 \(code)，没有改动。请核对统一社会信用代码")
      }
    }
    try FirmMemory.decide(
      [body.name: body.code], register: body.register, seq: context.seq, in: context.transaction)
  }
}
