import Definitions
import Quantities

/// The schemas of the interface, made from the definitions.
struct SchemaBook: Sendable {
  let registers: [Register]
  let library: Library

  /// Every schema by its name.
  var all: [(String, JSON)] {
    [
      ("Problem", problem), ("Fact", fact), ("Series", Self.series), ("LedgerEntry", commitment),
      ("RegisterEntry", entry),
      ("RegisterIndex", Self.answer([("items", Self.list("RegisterEntry"))])),
      (
        "LedgerList",
        Self.answer(Self.counts(["total", "hidden"]) + [("items", Self.list("LedgerEntry"))])
      ),
      ("LedgerFile", Self.answer([("commitment", Self.reference("LedgerEntry"))])),
      ("Light", light),
      ("LightList", Self.answer([("code", Self.text("承诺编号")), ("items", Self.list("Light"))])),
      ("Step", step),
      ("StepList", Self.answer(Self.counts(["total", "hidden"]) + [("items", Self.list("Step"))])),
    ] + asks + IndustryResource.schemas + registers.flatMap(schemas)
  }

  /// Name of the schema of a list or of one subject of a register.
  static func name(_ register: Register, _ part: String) -> String {
    register.id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
      + part
  }

  private func schemas(_ register: Register) -> [(String, JSON)] {
    let row = Self.object([
      ("code", Self.text(register.codeLabel)), ("name", Self.text("名称，没有名称时为编号")),
      ("values", Self.reference(Self.name(register, "Values"))),
    ])
    let values = Self.object(register.fields.map { ($0.key, value($0)) }, required: [])
    let list = Self.answer(
      [("register", Self.constant(register.id))]
        + Self.counts(["total", "hidden", "page", "limit"])
        + [("items", Self.list(Self.name(register, "Row")))])
    let subject = Self.answer([
      ("register", Self.constant(register.id)), ("code", Self.text(register.codeLabel)),
      ("name", Self.text("名称，没有名称时为编号")), ("hidden_fields", Self.count),
      ("facts", Self.list("Fact")), ("series", Self.list("Series")),
    ])
    return [
      (Self.name(register, "Values"), values), (Self.name(register, "Row"), row),
      (Self.name(register, "List"), list), (Self.name(register, "Subject"), subject),
    ]
  }

  /// The schema of a value; null stands for what is not known or not shown.
  private func value(_ field: Field) -> JSON {
    var pairs: [(String, JSON)] = [("title", .text(field.label))]
    func type(_ name: String) -> (String, JSON) { ("type", .list([.text(name), .text("null")])) }
    switch field.type {
    case .number, .money, .area: pairs.append(type("number"))
    case .boolean: pairs.append(type("boolean"))
    case .day: pairs += [type("string"), ("format", .text("date"))]
    case .text, .reference: pairs.append(type("string"))
    case .code:
      pairs.append(type("string"))
      if let codes = field.codes.flatMap({ library.codeLists[$0] }), codes.items.count <= 60 {
        pairs.append(("enum", .list(codes.items.map { .text($0.code) } + [.null])))
      }
    }
    if let unit = field.unit { pairs.append(("x-unit", .text(unit.symbol))) }
    if let target = field.target { pairs.append(("x-register", .text(target))) }
    let notes = [field.note, field.purpose].compactMap(\.self)
    pairs += [
      ("description", .text(notes.joined(separator: "；"))),
      ("x-class", .text(field.fieldClass.rawValue)),
      ("x-keeper", .text(field.keeper)),
    ]
    return .object(pairs)
  }

  // MARK: Schemas that every installation has

  private var problem: JSON {
    Self.object(
      [
        ("type", Self.text("urn:hefu:problem: 加代码")), ("title", Self.text("概要")),
        ("status", Self.count),
        (
          "code",
          .object([
            ("type", .text("string")),
            ("enum", .list(ProblemDetail.codes.keys.sorted().map { .text($0) })),
          ])
        ), ("detail", Self.text("发生了什么、保留了什么、怎么办")),
        ("column", Self.count),
      ], required: ["type", "title", "status", "code", "detail"])
  }

  private var fact: JSON {
    Self.object([
      ("field", Self.text("数据项的键")), ("label", Self.text("数据项")), ("unit", Self.optional("string")),
      ("period", Self.optional("string")),
      (
        "value",
        .object([
          ("type", .list(["string", "number", "boolean", "null"].map { .text($0) }))
        ])
      ), ("evidence", .object([("type", .text("string")), ("pattern", .text("^E[0-4]$"))])),
      ("act", Self.act), ("days_late", Self.optional("integer")),
      (
        "source",
        Self.object([
          ("seq", Self.count), ("at", Self.text("记录时间")), ("title", Self.text("来源")),
        ])
      ),
    ])
  }

  private var entry: JSON {
    Self.object([
      ("id", Self.text("登记簿的代码")), ("title", Self.text("登记簿")), ("domain", Self.text("类别")),
      ("count", Self.count), ("href", Self.text("清单的地址")),
    ])
  }

  private var commitment: JSON {
    let number = Self.optional("number")
    let word = Self.optional("string")
    return Self.object([
      ("code", Self.text("承诺编号")), ("report", Self.text("报告编号")), ("text", Self.text("报告原文")),
      ("section", .object([("type", .text("array")), ("items", Self.text("标题"))])),
      ("kind", Self.text("类型")), ("state", Self.text("是否确认")), ("metric", word), ("unit", word),
      ("from", Self.day), ("due", Self.day),
      (
        "target",
        Self.object([
          ("title", Self.text("目标")), ("value", number), ("upper", number), ("unit", word),
          ("reference", word),
        ])
      ), ("claimed", number), ("verified", number), ("expected", number), ("measure", word),
      (
        "light",
        .object([
          ("type", .text("string")),
          ("enum", .list(Light.allCases.map { .text($0.rawValue) })),
        ])
      ), ("reason", Self.text("亮灯的理由")), ("href", Self.text("这项承诺的地址")),
    ])
  }

  private var light: JSON {
    let number = Self.optional("number")
    return Self.object([
      ("day", Self.day), ("known_at", Self.optional("integer")),
      (
        "light",
        .object([
          ("type", .text("string")),
          ("enum", .list(Light.allCases.map { .text($0.rawValue) })),
        ])
      ), ("reason", Self.text("亮灯的理由")), ("target", Self.text("当时的目标")), ("claimed", number),
      ("verified", number), ("expected", number), ("measure", Self.optional("string")),
    ])
  }

  private var step: JSON {
    let number = Self.optional("number")
    let word = Self.optional("string")
    func words(_ title: String) -> JSON {
      .object([("type", .text("array")), ("items", Self.text(title))])
    }
    return Self.object([
      ("register", Self.text("登记簿的代码")), ("code", Self.text("对象编号")), ("name", Self.text("对象")),
      ("step", Self.text("下一步")), ("because", Self.text("为什么")), ("reached", words("已具备")),
      ("wanting", words("还差")), ("commitment", Self.text("承诺编号")), ("due", Self.day),
      ("chance", number), ("chance_after", number), ("chance_without", number),
      ("own_chance", number), ("points", number), ("insufficient", word),
      ("keepers", words("主管单位代码")), ("chain", word), ("park", word),
      ("href", Self.text("这个对象的地址")),
    ])
  }

  // MARK: Pieces

  /// An answer carries the time it speaks of.
  static func answer(_ members: [(String, JSON)]) -> JSON {
    object([("as_of", day), ("known_at", count)] + members)
  }

  static func object(_ members: [(String, JSON)], required: [String]? = nil) -> JSON {
    let names = required ?? members.map(\.0)
    let list: [(String, JSON)] =
      names.isEmpty ? [] : [("required", .list(names.map { .text($0) }))]
    return .object(
      [("type", .text("object")), ("properties", .object(members))] + list
        + [("additionalProperties", .boolean(false))])
  }

  static let day = JSON.object([("type", .text("string")), ("format", .text("date"))])
  static let count = JSON.object([("type", .text("integer")), ("minimum", .number(0))])

  static func counts(_ names: [String]) -> [(String, JSON)] { names.map { ($0, count) } }

  static func text(_ description: String) -> JSON {
    .object([("type", .text("string")), ("description", .text(description))])
  }

  static func optional(_ type: String) -> JSON {
    .object([("type", .list([.text(type), .text("null")]))])
  }

  private static func constant(_ text: String) -> JSON { .object([("const", .text(text))]) }

  static func reference(_ name: String) -> JSON {
    .object([("$ref", .text("#/components/schemas/\(name)"))])
  }

  static func list(_ name: String) -> JSON {
    .object([("type", .text("array")), ("items", reference(name))])
  }
}
