package import Storage

/// One reading of what is confidential about a subject: who, in which way, what for; no values.
package struct Access: Hashable, Sendable {
  /// The way in which something was read, as the store names it.
  package enum Manner: String, Hashable, Sendable, CaseIterable {
    case page, list, file, interface, unmasked

    package var title: String {
      switch self {
      case .page: "看档案"
      case .list: "看清单"
      case .file: "导出清单"
      case .interface: "接口读取"
      case .unmasked: "看个人信息明文"
      }
    }
  }

  package var register: String
  package var code: String
  /// Class of the fields, such as P2.
  package var fieldClass: String
  package var manner: Manner
  package var person: String
  package var post: String
  package var unit: String
  package var purpose: String

  package init(
    register: String, code: String, fieldClass: String, manner: Manner, by actor: Actor,
    purpose: String
  ) {
    self.register = register
    self.code = code
    self.fieldClass = fieldClass
    self.manner = manner
    person = actor.person.id
    post = actor.post.id
    unit = actor.post.unit
    self.purpose = purpose
  }
}

/// Reads and writes the log of accesses, which lies beside the journal as the security log does.
package enum AccessLog {
  /// A line of the log as a firm reads it: no names, no hours.
  package struct Line: Hashable, Sendable {
    package var day: String
    package var unit: String
    package var fieldClass: String
    package var manner: Access.Manner
    package var purpose: String
  }

  /// Returns who read about a subject, the latest first, each unit once a day and purpose.
  package static func lines(
    register: String, code: String, limit: Int, in session: any Session
  ) throws -> [Line] {
    try session.rows(
      """
      SELECT substr(at, 1, 10) AS day, unit, class, manner, purpose FROM access_log
      WHERE register = \(register) AND code = \(code)
      GROUP BY substr(at, 1, 10), unit, class, manner, purpose
      ORDER BY MAX(id) DESC LIMIT \(limit)
      """
    ).compactMap { row in
      guard let manner = Access.Manner(rawValue: try row.get("manner")) else { return nil }
      return Line(
        day: try row.get("day"), unit: try row.get("unit"), fieldClass: try row.get("class"),
        manner: manner, purpose: try row.get("purpose"))
    }
  }

  package static func write(
    _ accesses: some Sequence<Access>, at moment: String, in transaction: any Transaction
  ) throws {
    try transaction.insert(
      into: "access_log",
      columns: [
        "at", "register", "code", "class", "manner", "person_id", "post_id", "unit", "purpose",
      ],
      rows: accesses.lazy.map { access in
        [
          .text(moment), .text(access.register), .text(access.code), .text(access.fieldClass),
          .text(access.manner.rawValue), .text(access.person), .text(access.post),
          .text(access.unit), .text(access.purpose),
        ]
      })
  }
}
