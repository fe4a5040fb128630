import Definitions
import Facts
import Frames
import Quantities

/// The subjects of a register that others refer to, as far as the reader may see them.
struct ReferenceBook: Sendable {
  private let snapshot: Snapshot
  private let list: String

  /// Opens the book of a register; nil when the reader may see nothing of it.
  init?(_ desk: DeskVisit, _ register: String) async throws {
    guard let register = desk.site.library.registers[register], desk.mayOpen(register) else {
      return nil
    }
    snapshot = try await RegisterReading(desk, register).snapshot
    list = desk.site.registers.list(register.id)
  }

  init(snapshot: Snapshot, list: String) {
    self.snapshot = snapshot
    self.list = list
  }

  /// Returns the row of the subject that a value means: by its code, or by its name where the
  /// value cannot be a code.
  func row(of value: String) -> Int? {
    if let row = snapshot.row(code: value) { return row }
    guard snapshot.register.problem(withCode: value) != nil else { return nil }
    return named(value)
  }

  private func named(_ name: String) -> Int? {
    guard let key = snapshot.register.nameField, let column = snapshot.frame.columns[key],
      case .codes(let values, dictionary: let dictionary) = column.storage,
      let wanted = dictionary.firstIndex(of: name)
    else { return nil }
    return values.indices.first { column.valid[$0] && values[$0] == wanted }
  }

  /// Returns for each of many values whether it means a subject; names are gathered once.
  func knows(_ values: [String]) -> [Bool] {
    var names: Set<String>?
    return values.map { value in
      if snapshot.row(code: value) != nil { return true }
      guard snapshot.register.problem(withCode: value) != nil else { return false }
      let known = names ?? Set((0..<snapshot.count).map { snapshot.name(row: $0) })
      names = known
      return known.contains(value)
    }
  }

  func name(of value: String) -> String? { row(of: value).map { snapshot.name(row: $0) } }

  func path(of value: String) -> String? {
    row(of: value).map { "\(list)/\(Address.encoded(snapshot.codes[$0]))" }
  }
}

extension Field {
  /// The register that the field refers to.
  var target: String? {
    if case .reference(let register) = type { register } else { nil }
  }
}
