package import Quantities

/// The head that every definition file has: what it is, on what it rests, when it holds.
package struct Head: Hashable, Sendable {
  /// Whether a definition is law, a local rule, or a sample to be edited before use.
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    case law, local, sample

    package var title: String {
      switch self {
      case .law: "法定"
      case .local: "本地规定"
      case .sample: "样例，使用前请修改"
      }
    }
  }

  /// A document that a definition follows.
  package struct Basis: Hashable, Sendable {
    package var document: String
    package var title: String?
    package var clause: String?
  }

  package var id: String
  package var title: String
  package var note: String?
  package var basis: [Basis]
  package var standing: Standing
  package var validFrom: Day?
  package var validTo: Day?
}

extension Head {
  /// Decodes the head; nil when something that must be there is missing.
  init?(_ fields: Fields) {
    let id = fields.required("id")?.text()
    let title = fields.required("title")?.text()
    note = fields.optional("note")?.text()
    let basisEntry = fields.required("basis")
    let basis = basisEntry?.items()?.compactMap(Basis.init)
    if basis?.isEmpty == true { basisEntry?.error("basis 至少要写一份依据的文件") }
    let standing = fields.required("standing")?.choice(Standing.self)
    let valid = fields.optional("valid")?.fields()
    validFrom = valid?.optional("from")?.day()
    validTo = valid?.optional("to")?.day()
    valid?.close()
    if let validFrom, let validTo, validTo < validFrom {
      valid?.entry.error("valid 的 to 在 from 之前")
    }
    guard let id, let title, let basis, let standing else { return nil }
    self.id = id
    self.title = title
    self.basis = basis
    self.standing = standing
  }
}

extension Head.Basis {
  init?(_ entry: Entry) {
    guard let fields = entry.fields() else { return nil }
    defer { fields.close() }
    title = fields.optional("title")?.text()
    clause = fields.optional("clause")?.text()
    guard let document = fields.required("document")?.text() else { return nil }
    self.document = document
  }
}
