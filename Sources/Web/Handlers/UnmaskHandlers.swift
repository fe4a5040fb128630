import Commands
import Definitions
import Facts
import Frames
import Quantities

/// One masked value about a person shown as it is: asked for with a reason, put on record first.
struct UnmaskHandlers: Sendable {
  func routes(_ site: Site) -> [Route] {
    let masked = site.registers.all.filter { !$0.maskedFields.isEmpty }
    return masked.flatMap { register in
      [
        Route.registers([register.id], Self.path(register)) { try await ask($0, register) },
        Route(
          method: .post, path: Self.path(register), access: .registers([register.id]),
          handler: .desk { try await show($0, register) }),
      ]
    }
  }

  static func path(_ register: Register) -> String { "/unmask/\(register.id)" }

  static func path(_ register: Register, code: String, field: Field) -> String {
    Address(
      path(register),
      [.init(name: "code", value: code), .init(name: "field", value: field.key)]
    ).text
  }

  private func ask(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    guard desk.mayUnmask(register) else { throw Self.denial(desk, register) }
    let wish = try await Wish(
      desk, register, code: desk.address["code"], field: desk.address["field"])
    return .page(wish.page(desk))
  }

  private func show(_ desk: DeskVisit, _ register: Register) async throws -> Answer {
    guard desk.mayUnmask(register) else { throw Self.denial(desk, register) }
    let wish = try await Wish(desk, register, code: desk.form["code"], field: desk.form["field"])
    let reason = desk.form["reason"]
    guard !reason.isEmpty else {
      return .page(wish.page(desk, problem: "没有写明理由，没有显示。请写明为什么要看。"), status: 422)
    }
    let purpose = desk.site.library.grants.conditions[desk.form["purpose"]]
    let visibility = try desk.site.authority.unmaskable(
      of: register, by: desk.actor, on: desk.today, purpose: purpose?.id)
    let seen = try await wish.value(for: visibility)
    let words = [purpose?.title, reason].compactMap(\.self).joined(separator: "：")
    try await desk.site.accesses.write([
      Access(
        register: register.id, code: wish.code, fieldClass: FieldClass.personal.rawValue,
        manner: .unmasked, by: desk.actor, purpose: words)
    ])
    try await desk.site.accounts.note(
      "unmasked", person: desk.actor.person.id, post: desk.actor.post.id,
      detail: "\(register.title) \(wish.code) \(wish.field.label)，理由：\(words)")
    return .page(wish.page(desk, value: seen))
  }

  private static func denial(_ desk: DeskVisit, _ register: Register) -> Denial {
    .notGranted(Authority.unmasking(register), role: desk.actor.post.role)
  }

  /// A value of one field of one subject that somebody wants to see.
  private struct Wish: Sendable {
    let code: String
    let field: Field
    private let full: Snapshot
    private let reading: RegisterReading

    /// The reader sees the subject already, and the field is one that is masked.
    init(
      _ desk: DeskVisit, _ register: Register, code: String?, field: String?
    ) async throws {
      guard let code, let field = field.flatMap({ register.field($0) }),
        register.maskedFields.contains(field)
      else { throw Refusal.notFound }
      reading = try await RegisterReading(desk, register)
      guard reading.snapshot.row(code: code) != nil else {
        throw try await RegisterHandlers.absence(of: code, in: reading)
      }
      full = try await desk.site.snapshots.snapshot(of: register, asOf: desk.asOf)
      self.code = code
      self.field = field
    }

    /// Returns the value, or throws where it lies out of reach or there is none.
    func value(for visibility: Visibility) async throws -> String {
      let snapshot = full.limited(to: visibility)
      guard let row = snapshot.row(code: code), snapshot.hidden[field.key]?[row] != true,
        visibility.mayShow(field)
      else {
        throw Denial.outOfScope(
          Authority.unmasking(reading.register), role: reading.desk.actor.post.role)
      }
      switch snapshot.value(field.key, row: row) {
      case nil: throw Refusal.refused("“\(field.label)”还没有数据，没有可以显示的内容。")
      case .text(let text): return text
      case .some(let value): return reading.words.text(value, of: field)
      }
    }

    func page(_ desk: DeskVisit, value: String? = nil, problem: String? = nil) -> UnmaskPage {
      let register = reading.register
      let row = reading.snapshot.row(code: code)
      let purposes = desk.site.authority.purposes(of: register, for: desk.actor.post)
      return UnmaskPage(
        shell: desk.shell,
        model: .init(
          action: UnmaskHandlers.path(register),
          back: desk.site.registers.subject(register.id, code),
          name: row.map { reading.snapshot.name(row: $0) } ?? code, code: code, field: field.key,
          label: field.label, keptFor: field.purpose,
          purposes: purposes.map { .init(value: $0.id, title: $0.title) }, value: value,
          problem: problem))
    }
  }
}

extension DeskVisit {
  /// Whether the acting post may see anything of a register unmasked, for a purpose or without one.
  func mayUnmask(_ register: Register) -> Bool {
    let purposes = [nil] + site.authority.purposes(of: register, for: actor.post).map(\.id)
    return purposes.contains { purpose in
      let seen = try? site.authority.unmaskable(
        of: register, by: actor, on: today, purpose: purpose)
      return seen != nil
    }
  }
}

extension Register {
  /// Fields of which some values are masked: what is about persons, and in a register with
  /// persons' own businesses what firms give in confidence.
  var maskedFields: [Field] {
    fields.filter { $0.isPersonal || persons != nil && $0.fieldClass == .business }
  }
}
