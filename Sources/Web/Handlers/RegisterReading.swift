import Commands
import Definitions
import Facts
import Frames
import Quantities

/// One register as the acting post may see it on the day of the page.
struct RegisterReading: Sendable {
  let desk: DeskVisit
  let register: Register
  let visibility: Visibility
  /// Rows and values out of the reader's reach are taken out already.
  private(set) var snapshot: Snapshot
  /// What of it goes out as a file or in bulk; nil while it is only read.
  private var export: Visibility?
  private(set) var words: FieldWords

  init(_ desk: DeskVisit, _ register: Register) async throws {
    self.desk = desk
    self.register = register
    visibility = desk.visibility(of: register)
    let full = try await desk.site.snapshots.snapshot(of: register, asOf: desk.asOf)
    snapshot = await desk.site.sights.sight(of: full, for: visibility)
    words = FieldWords(desk: desk, register: register)
  }

  /// Returns the same reading with the names of the subjects that some fields refer to.
  func naming(_ fields: some Sequence<Field>) async throws -> RegisterReading {
    var reading = self
    for target in Set(fields.compactMap(\.target)) {
      reading.words.books[target] = try await ReferenceBook(desk, target)
    }
    return reading
  }

  /// Returns the same reading without what the reader may see and not take away; a denial when
  /// nothing is left.
  func exporting() throws -> RegisterReading {
    let export = try desk.site.authority.exportable(
      of: register, by: desk.actor, on: desk.today, purpose: desk.purpose?.id)
    var reading = self
    reading.export = export
    reading.snapshot = snapshot.limited(to: export)
    return reading
  }

  /// Fields of which the reader may see at least some values.
  var visibleFields: [Field] {
    register.fields.filter { visibility.mayShow($0) && export?.mayShow($0) != false }
  }

  /// Names of the subjects by code.
  var names: [String: String] {
    var names: [String: String] = [:]
    for (row, code) in snapshot.codes.enumerated() { names[code] = snapshot.name(row: row) }
    return names
  }

  /// Rows of the subjects by code.
  var rows: [String: Int] {
    Dictionary(
      snapshot.codes.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Whether a value is known and not shown to this reader.
  func isHidden(_ field: Field, row: Int) -> Bool {
    !visibility.mayShow(field) || snapshot.hidden[field.key]?[row] == true
  }
}

extension Visibility {
  /// Whether some values of a field may be shown at all.
  func mayShow(_ field: Field) -> Bool {
    !scopes(reaching: field).isEmpty
  }
}

extension DeskVisit {
  /// What the acting post may see of a register, by the grants file.
  func visibility(of register: Register) -> Visibility {
    site.authority.visibility(of: register, for: actor, on: today, purpose: purpose?.id)
  }

  /// Whether the acting post may take anything of a register away as a file.
  func mayExport(_ register: Register) -> Bool {
    let export = try? site.authority.exportable(
      of: register, by: actor, on: today, purpose: purpose?.id)
    return export != nil
  }

  /// Whether there is anything in a register that the acting post may see.
  func mayOpen(_ register: Register) -> Bool {
    let visibility = visibility(of: register)
    return register.fields.contains(where: visibility.mayShow)
  }
}

extension Register {
  /// What a denial names when nothing of the register may be seen.
  var reading: Permission { Permission(factObject, "R") }
}
