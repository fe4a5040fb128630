import Quantities

/// What registers are checked against while they are decoded.
struct RegisterContext {
  let codeLists: [String: CodeList]
  /// Registers that have a file, whether or not it has been read yet.
  var registers: Set<String> = []
  /// Objects of the grants that decide about facts.
  var factObjects: Set<String> = []

  func reference(_ entry: Entry) -> String? {
    guard let name = entry.text() else { return nil }
    if !registers.contains(name) {
      entry.error("没有登记簿“\(name)”" + Suggestion.hint(for: name, among: registers))
    }
    return name
  }

  /// Facts whose object no grant speaks of could be written by nobody, and nobody would know why.
  func factObject(_ entry: Entry) -> String? {
    guard let object = entry.text() else { return nil }
    if !factObjects.contains(object) {
      entry.error(
        "权限文件的 objects 里没有“\(object)”" + Suggestion.hint(for: object, among: factObjects))
    }
    return object
  }

  func codeList(_ entry: Entry) -> String? {
    guard let name = entry.text() else { return nil }
    if codeLists[name] == nil {
      entry.error("没有代码表“\(name)”" + Suggestion.hint(for: name, among: codeLists.keys))
    }
    return name
  }

  /// Reads the code of a unit, which must be in the list of units when there is one.
  func keeper(_ entry: Entry) -> String? {
    guard let code = entry.text() else { return nil }
    if let units = codeLists["unit"], !units.contains(code) {
      entry.error(
        "主管单位“\(code)”不在代码表“\(units.title)”里"
          + Suggestion.hint(for: code, among: units.items.map(\.code)))
    }
    return code
  }
}

extension Field {
  /// Decodes a field; every property that a fact must have for its keeping is asked for.
  init?(key: Entry, value: Entry, context: RegisterContext) {
    guard let fields = value.fields() else { return nil }
    defer { fields.close() }
    if !key.key.isSnakeCase {
      key.error("数据项的键“\(key.key)”应当用小写字母、数字和下划线，以字母开头")
    }
    let label = fields.required("label")?.text()
    let aliases = fields.optional("aliases")?.texts() ?? []
    let type = FieldType(fields, context)
    let form = type == nil ? nil : fields.optional("type")?.text().flatMap(TextForm.init)
    let unit = fields.optional("unit").flatMap(Self.unit)
    let places = fields.optional("places")?.integer()
    let time = fields.required("time").flatMap(FieldTime.init)
    let required = fields.optional("required")?.flag() ?? false
    let fieldClass = fields.required("class")?.choice(FieldClass.self)
    let purpose = fields.required("purpose")?.text()
    let keeper = fields.required("keeper").flatMap { context.keeper($0) }
    let freshness = fields.required("freshness").flatMap(Span.init)
    let retention = fields.required("retention").flatMap(Span.init)
    let codes = fields.optional("codes").flatMap { context.codeList($0) }
    let note = fields.optional("note")?.text()
    switch type {
    case .money, .area:
      if fields.optional("unit") == nil { value.error("“\(label ?? key.key)”要写明单位 unit") }
    case .code:
      if fields.optional("codes") == nil { value.error("“\(label ?? key.key)”是代码项，要写明代码表 codes") }
    default: break
    }
    if let places, !(0...8).contains(places) {
      fields.optional("places")?.error("places 应当在 0 到 8 之间")
    }
    guard let label, let type, let time, let fieldClass, let purpose, let keeper, let freshness,
      let retention
    else { return nil }
    self.init(
      key: key.key, label: label, aliases: aliases, type: type, unit: unit,
      places: places ?? type.usualPlaces, time: time, fieldClass: fieldClass, purpose: purpose,
      keeper: keeper, freshness: freshness, retention: retention, required: required,
      codes: codes, form: form, note: note)
  }

  private static func unit(_ entry: Entry) -> MeasureUnit? {
    guard let symbol = entry.text() else { return nil }
    if let unit = MeasureUnit.named(symbol) { return unit }
    entry.error("“\(symbol)”不是认识的计量单位")
    return nil
  }
}

extension FieldType {
  private enum Word: String, CaseIterable {
    case number, money, area, day, text, code, boolean, reference
    // Texts of a form.
    case creditCode = "credit-code"
    case phone, geometry
  }

  fileprivate init?(_ fields: Fields, _ context: RegisterContext) {
    let register = fields.optional("register")
    guard let word = fields.required("type")?.choice(Word.self) else { return nil }
    switch word {
    case .number: self = .number
    case .money: self = .money
    case .area: self = .area
    case .day: self = .day
    case .text, .creditCode, .phone, .geometry: self = .text
    case .code: self = .code
    case .boolean: self = .boolean
    case .reference:
      guard let register else {
        fields.entry.error("引用项要写明 register，即被引用的登记簿")
        return nil
      }
      guard let name = context.reference(register) else { return nil }
      self = .reference(register: name)
    }
  }

  fileprivate var usualPlaces: Int {
    switch self {
    case .money, .area: 4
    default: 0
    }
  }
}

extension FieldTime {
  private enum Word: String, CaseIterable {
    case constant, state, year, quarter, month, day
  }

  fileprivate init?(_ entry: Entry) {
    guard let word = entry.choice(Word.self) else { return nil }
    switch word {
    case .constant: self = .constant
    case .state: self = .state
    case .year: self = .periodic(.year)
    case .quarter: self = .periodic(.quarter)
    case .month: self = .periodic(.month)
    case .day: self = .periodic(.day)
    }
  }
}

extension Span {
  /// Reads “30 days”, “6 months”, “10 years”, “unlimited” or “permanent”.
  fileprivate init?(_ entry: Entry) {
    guard let text = entry.text() else { return nil }
    if text == "unlimited" || text == "permanent" {
      self = .unlimited
      return
    }
    let parts = text.split(separator: " ")
    if parts.count == 2, let count = Int(parts[0]), count > 0 {
      switch parts[1] {
      case "day", "days":
        self = .days(count)
        return
      case "month", "months":
        self = .months(count)
        return
      case "year", "years":
        self = .months(count * 12)
        return
      default: break
      }
    }
    entry.error("“\(entry.key)”写的是“\(text)”，应当像 30 days、6 months、10 years 或 unlimited")
    return nil
  }
}

extension String {
  var isSnakeCase: Bool {
    guard let first, first.isASCII, first.isLowercase else { return false }
    return utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "_")
    }
  }
}
