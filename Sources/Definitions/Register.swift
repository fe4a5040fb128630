package import Feel
import Quantities

/// A kind of subject and what is known about each of them: enterprises, projects, parcels.
package struct Register: Hashable, Sendable {
  /// What the code of a subject looks like.
  package enum CodeRule: Hashable, Sendable {
    case any
    case creditCode
    /// Lower-case letters, digits and hyphens.
    case slug
    /// Templates in which # stands for a digit.
    case forms([String])
    case oneOf([String])
  }

  /// A part of the work of a district, in the order in which registers are listed.
  package enum Domain: String, Hashable, Sendable, CaseIterable {
    case chains, projects, enterprises, services, parks, innovation, policies, office

    package var title: String {
      switch self {
      case .chains: "产业链"
      case .projects: "招商与项目"
      case .enterprises: "企业"
      case .services: "企业服务"
      case .parks: "园区与土地"
      case .innovation: "科技与人才"
      case .policies: "政策与资金"
      case .office: "单位、指标与承诺"
      }
    }
  }

  /// Which subjects are a person's own business, whose data are about a person.
  package struct Persons: Hashable, Sendable {
    package var field: String
    package var value: String

    package init(field: String, value: String) {
      self.field = field
      self.value = value
    }
  }

  package var head: Head
  /// Part of the work under which it stands among the other registers.
  package var domain: Domain
  /// Head of the code column in files, such as 统一社会信用代码.
  package var codeLabel: String
  package var codeAliases: [String]
  package var codeRule: CodeRule
  /// Key of the field that names a subject.
  package var nameField: String?
  /// Object of the grants that decides who may write facts of this register.
  package var factObject: String
  package var fields: [Field]
  /// Nil where no subject is a person's own business.
  package var persons: Persons?
  /// Key of the field that tells the day from which a subject is there; nil where none does.
  package var begins: String?
  /// Parameters that rules over the register may use by name.
  package var parameters: [Parameter] = []
  private var byKey: [String: Int]

  package var id: String { head.id }
  package var title: String { head.title }

  package init(
    head: Head, domain: Domain = .office, codeLabel: String, codeAliases: [String] = [],
    codeRule: CodeRule,
    nameField: String?, factObject: String, fields: [Field]
  ) {
    self.head = head
    self.domain = domain
    self.codeLabel = codeLabel
    self.codeAliases = codeAliases
    self.codeRule = codeRule
    self.nameField = nameField
    self.factObject = factObject
    self.fields = fields
    byKey = Dictionary(
      fields.enumerated().map { ($0.element.key, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  package func field(_ key: String) -> Field? { byKey[key].map { fields[$0] } }

  /// Finds a field by its key, its label or another word for it.
  package func field(named word: String) -> Field? {
    field(word) ?? fields.first { $0.label == word || $0.aliases.contains(word) }
  }

  /// Returns the code of a subject as the register spells it, whichever way it was typed.
  package func spelled(code: String) -> String {
    codeRule == .creditCode ? CreditCode.spelled(code) : code
  }

  /// Returns what is wrong with the code of a subject, or nil when it is right.
  package func problem(withCode code: String) -> String? {
    switch codeRule {
    case .any: return nil
    case .creditCode: return CreditCode.problem(with: code)
    case .slug:
      let isSlug = code.utf8.allSatisfy {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
      }
      return isSlug && !code.isEmpty ? nil : "\(codeLabel)只能用小写字母、数字和连字符"
    case .forms(let forms):
      if forms.contains(where: { Self.matches(code, form: $0) }) { return nil }
      let examples = forms.map { $0.replacing("#", with: "1") }
      return "\(codeLabel)应当像 \(examples.joined(separator: " 或 "))"
    case .oneOf(let codes):
      return codes.contains(code) ? nil : "\(codeLabel)应当是 \(codes.joined(separator: "、")) 之一"
    }
  }

  private static func matches(_ code: String, form: String) -> Bool {
    code.utf8.count == form.utf8.count
      && zip(code.utf8, form.utf8).allSatisfy { character, template in
        template == UInt8(ascii: "#")
          ? (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) : character == template
      }
  }
}

extension Register {
  /// Names that every rule over a register may use besides its fields: the day it is asked about,
  /// and the first day of the commitment's period.
  package static let contextNames = [
    Vocabulary.Name(key: Vocabulary.asOf, label: "时点", type: .day),
    Vocabulary.Name(key: "period_from", label: "时段起", type: .day),
  ]

  /// The words that rules over this register may use.
  package var vocabulary: Vocabulary {
    Vocabulary(
      fields.map { Vocabulary.Name(key: $0.key, label: $0.label, type: $0.valueType) }
        + Self.contextNames, parameters: parameters)
  }
}

extension Field {
  package var valueType: ValueType {
    switch type {
    case .number, .money, .area: .number(unit)
    case .day: .day
    case .text, .reference: .text
    case .code: .code
    case .boolean: .boolean
    }
  }
}

extension Register {
  /// Decodes a register.
  init?(_ fields: Fields, context: RegisterContext) {
    let head = Head(fields)
    let domain = fields.optional("domain")?.choice(Domain.self) ?? .office
    let code = fields.required("code")?.fields()
    let label = code?.required("label")?.text()
    let aliases = code?.optional("aliases")?.texts() ?? []
    let rule = code.flatMap(CodeRule.init)
    code?.close()
    let nameEntry = fields.optional("name")
    let persons = fields.optional("persons")?.fields()
    let personField = persons?.required("field")
    let personValue = persons?.required("value")?.text()
    persons?.close()
    let beginsEntry = fields.optional("begins")
    let facts = fields.required("facts").flatMap { context.factObject($0) }
    let pairs = fields.required("fields")?.pairs()
    fields.close()
    guard let head, let label, let rule, let facts, let pairs else { return nil }
    let decoded = pairs.compactMap { Field(key: $0.key, value: $0.value, context: context) }
    guard decoded.count == pairs.count else { return nil }
    self.init(
      head: head, domain: domain, codeLabel: label, codeAliases: aliases, codeRule: rule,
      nameField: nameEntry?.text(), factObject: facts, fields: decoded)
    if let key = personField?.text(), let personValue {
      self.persons = Persons(field: key, value: personValue)
      if field(key) == nil { personField?.error("没有键为“\(key)”的数据项") }
    }
    if let beginsEntry {
      begins = beginsEntry.text()
      if begins.flatMap({ field($0) })?.type != .day {
        beginsEntry.error("“begins”要写一个日期类数据项的键")
      }
    }
    if let nameField, field(nameField) == nil {
      nameEntry?.error("没有键为“\(nameField)”的数据项")
    }
    reportDoubleWords(pairs.map(\.key))
  }

  /// Two fields that answer to the same head could not be told apart in an import.
  private func reportDoubleWords(_ keys: [Entry]) {
    var owners: [String: String] = [:]
    for word in [codeLabel] + codeAliases { owners[word] = codeLabel }
    for (field, key) in zip(fields, keys) {
      for word in [field.label] + field.aliases {
        if let owner = owners[word], owner != field.label {
          key.error("“\(word)”同时是“\(owner)”和“\(field.label)”的列名，导入时无法区分")
        }
        owners[word] = field.label
      }
    }
  }
}

extension Register.CodeRule {
  private enum Check: String, CaseIterable {
    case creditCode = "credit-code"
    case slug
  }

  fileprivate init?(_ fields: Fields) {
    let check = fields.optional("check")
    let forms = fields.optional("forms")
    let words = fields.optional("one-of")
    if let check {
      guard let check = check.choice(Check.self) else { return nil }
      self = check == .slug ? .slug : .creditCode
    } else if let forms = forms?.texts() {
      self = .forms(forms)
    } else if let words = words?.texts() {
      self = .oneOf(words)
    } else {
      self = .any
    }
  }
}
