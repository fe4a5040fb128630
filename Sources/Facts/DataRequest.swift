package import Definitions
import Feel
package import Quantities

/// One fact that somebody wants to know: a subject, a field, and a period where the field has them.
package struct FactCell: Hashable, Sendable {
  package var code: String
  package var field: String
  /// Code of the period; 0 for a constant, and for a state that is asked as it stands.
  package var period: Int64

  package init(code: String, field: String, period: Int64 = 0) {
    self.code = code
    self.field = field
    self.period = period
  }
}

/// Facts that are wanted: these fields of the subjects of a register for which a condition holds.
package struct DataRequest: Hashable, Sendable, Codable {
  package var register: String
  /// FEEL over the register; empty asks about every subject.
  package var condition: String
  /// Code of the one subject that is meant; empty when the condition chooses.
  package var subject: String
  package var fields: [String]
  /// Period of the fields that have periods of its length; the others give the latest.
  package var period: Period?

  package init(
    register: String, condition: String = "", subject: String = "", fields: [String],
    period: Period? = nil
  ) {
    self.register = register
    self.condition = condition
    self.subject = subject
    self.fields = fields
    self.period = period
  }

  /// Returns the period that is asked of a field on a day: the one that is named, where it fits,
  /// otherwise the last that had ended.
  package func period(of field: Field, on day: Day) -> Period? {
    guard case .periodic(let length) = field.time else { return nil }
    if let period, period.length == length { return period }
    return Period(length, containing: day).previous
  }

  /// Whether the period of a field is named, so that an older one is no answer.
  package func namesPeriod(of field: Field) -> Bool {
    guard case .periodic(let length) = field.time else { return false }
    return period?.length == length
  }

  /// Reads the condition in the words of the fields that the asker may see.
  ///
  /// A field that he may not see is a word that does not exist for him.
  func rule(
    over register: Register, for visibility: Visibility
  ) throws(RuleError) -> Rule? {
    guard subject.isEmpty, !condition.isEmpty else { return nil }
    let seen = Set(
      register.fields.filter { !visibility.scopes(reaching: $0).isEmpty }.map(\.key)
        + [Vocabulary.asOf])
    return try Rule(
      condition, vocabulary: Vocabulary(register.vocabulary.names.filter { seen.contains($0.key) }),
      expecting: .boolean)
  }
}

extension Field {
  /// Returns the last day on which a fact of a period is fresh; nil when it never ages.
  ///
  /// A state ages from the day it is told; a period is told in the one after it, and only then
  /// does its field's span begin. What is true for ever does not age.
  package func freshUntil(_ period: Period?) -> Day? {
    guard let period else { return nil }
    switch time {
    case .constant: return nil
    case .state: return freshness.end(from: period.last)
    case .periodic: return freshness.end(from: period.next.last)
    }
  }
}

extension Register {
  /// Returns the register with only some of its fields, which is quick to read.
  ///
  /// The day from which a subject is there stays: on a past day it says which subjects there were.
  package func narrowed(to keys: Set<String>) -> Register {
    let keys = keys.union([begins].compactMap(\.self))
    var narrow = Register(
      head: head, domain: domain, codeLabel: codeLabel, codeAliases: codeAliases,
      codeRule: codeRule, nameField: nameField.flatMap { keys.contains($0) ? $0 : nil },
      factObject: factObject, fields: fields.filter { keys.contains($0.key) })
    narrow.parameters = parameters
    narrow.begins = begins
    return narrow
  }
}

extension Visibility {
  /// Keys of the fields by which its rows are told.
  package var rowFields: Set<String> {
    var keys: Set<String> = []
    for scope in scopes.values.joined() {
      if case .holding(let field, value: _) = scope.rows { keys.insert(field) }
    }
    return keys
  }
}
