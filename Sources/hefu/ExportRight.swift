import Commands
import Definitions
import Facts
import Quantities
import Storage

/// What a post may take away of a register for a stated purpose, and the record of it.
struct ExportRight {
  /// The purpose in words, as it goes on record.
  let purpose: String
  let fields: [Field]
  /// Fields of protected classes that the post may see and that do not go out.
  let leftOut: [Field]
  private let register: Register
  private let actor: Actor
  private let seen: Visibility
  private let taken: Visibility

  /// Survey answers and negotiations go out only where they are named one by one; what is about
  /// persons never does.
  init(
    _ register: Register, for actor: Actor, purpose: String, including named: [String],
    in opened: Installation, on day: Day
  ) throws {
    let condition = opened.library.grants.conditions[purpose].flatMap {
      $0.holds == .purpose ? $0 : nil
    }
    for key in named where register.field(key) == nil {
      throw InputProblem("登记簿“\(register.title)”没有数据项“\(key)”，没有导出")
    }
    let seen = opened.authority.visibility(
      of: register, for: actor, on: day, purpose: condition?.id)
    let taken: Visibility
    do throws(Denial) {
      taken = try opened.authority.exportable(
        of: register, by: actor, on: day, purpose: condition?.id)
    } catch {
      let role = opened.library.grants.title(ofRole: actor.post.role)
      throw InputProblem(
        "岗位“\(actor.post.id)”（\(role)）没有导出登记簿“\(register.title)”的权限，没有写出文件")
    }
    let right = register.fields.filter {
      !seen.scopes(reaching: $0).isEmpty && !taken.scopes(reaching: $0).isEmpty
    }
    let wanted = Set(named)
    if let refused = register.fields.first(where: {
      wanted.contains($0.key) && !right.contains($0)
    }) {
      throw InputProblem(
        "“\(refused.label)”是\(refused.fieldClass.title)数据，岗位“\(actor.post.id)”不能导出，没有写出文件")
    }
    fields = right.filter { !$0.isGuarded || wanted.contains($0.key) }
    leftOut = register.fields.filter {
      $0.isGuarded && !wanted.contains($0.key) && !seen.scopes(reaching: $0).isEmpty
    }
    guard !fields.isEmpty else {
      throw InputProblem("岗位“\(actor.post.id)”没有登记簿“\(register.title)”可导出的数据项，没有写出文件")
    }
    self.purpose = condition?.title ?? purpose
    self.register = register
    self.actor = actor
    self.seen = seen
    self.taken = taken
  }

  /// What of a register goes out.
  func limit(_ snapshot: Snapshot) -> Snapshot {
    snapshot.limited(to: seen).limited(to: taken)
  }

  /// Why a field does not go out, and what to do where it is wanted.
  func words(_ field: Field) -> String {
    let kind = "“\(field.label)”是\(field.fieldClass.title)数据，没有导出"
    return field.isPersonal || taken.scopes(reaching: field).isEmpty
      ? kind : kind + "；确实需要的，加 --include \(field.key)"
  }

  /// Puts on record what goes out: for the subjects, and for the audit.
  func record(_ snapshot: Snapshot, in opened: Installation) async throws {
    let accesses = accesses(to: snapshot)
    let moment = opened.clock.moment()
    if !accesses.isEmpty {
      try await opened.database.write { try AccessLog.write(accesses, at: moment, in: $0) }
    }
    try await Accounts(database: opened.database, clock: opened.clock).note(
      "exported", person: actor.person.id, post: actor.post.id,
      detail: "命令行：\(register.title) \(snapshot.count) 行，用途：\(purpose.prefix(100))")
  }

  private func accesses(to snapshot: Snapshot) -> [Access] {
    var accesses: [Access] = []
    let told = Dictionary(grouping: fields.filter(\.isConfidential), by: \.fieldClass)
    for (fieldClass, fields) in told.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for row in 0..<snapshot.count
      where fields.contains(where: { snapshot.value($0.key, row: row) != nil }) {
        accesses.append(
          Access(
            register: register.id, code: snapshot.codes[row], fieldClass: fieldClass.rawValue,
            manner: .file, by: actor, purpose: purpose))
      }
    }
    return accesses
  }
}

extension Field {
  /// Whether it goes out only where somebody names it.
  fileprivate var isGuarded: Bool {
    switch fieldClass {
    case .personal, .statistical, .negotiation: true
    case .open, .office, .business: false
    }
  }
}
