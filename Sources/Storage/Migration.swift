/// A step in the history of the schema: a name that begins with its number, and plain SQL.
///
/// Once released it stays as it is, and the next one corrects it. It uses no type of ours, so
/// nothing we rename can change the past.
package struct Migration: Hashable, Sendable {
  /// Such as “0002 subjects and facts”.
  package var name: String
  package var statements: [String]

  package init(name: String, statements: [String]) {
    self.name = name
    self.statements = statements
  }
}

/// What opening a database did to it.
package struct MigrationReport: Hashable, Sendable {
  /// Names of the migrations that ran, in order.
  package var applied: [String]
  /// Whether the database was empty before.
  package var isNew: Bool

  package init(applied: [String], isNew: Bool) {
    self.applied = applied
    self.isNew = isNew
  }
}
