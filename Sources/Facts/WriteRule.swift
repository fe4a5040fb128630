import Definitions

/// What one grant lets the acting post write, with what is needed to tell its rows.
struct WriteRule {
  private let scope: Visibility.Scope
  private let present: PresentColumn

  init(
    _ scope: Visibility.Scope, register: Register,
    present: (Field) throws -> PresentColumn
  ) rethrows {
    self.scope = scope
    if case .holding(let key, value: _) = scope.rows, let field = register.field(key) {
      self.present = try present(field)
    } else {
      self.present = PresentColumn()
    }
  }

  /// Whether it reaches every column of every row.
  var isEverything: Bool { scope == .all }

  func reaches(_ field: Field) -> Bool { scope.reaches(field) }

  /// Whether it reaches a row, by what is known of the subject or, for a new one, by what the file
  /// says.
  func includes(
    _ code: String, place: Int?, stated: (_ field: String) -> StoredValue?
  ) -> Bool {
    switch scope.rows {
    case .all: true
    case .subject(let own): own == code
    case .holding(let field, let value):
      (place.map { present[$0]?.value } ?? stated(field)) == StoredValue(text: value)
    }
  }
}
