/// A form that a text must have before it is taken for a value.
package enum TextForm: String, Hashable, Sendable, CaseIterable {
  case creditCode = "credit-code"
  case phone
  case geometry

  /// Returns what is wrong with a text, in words for whoever typed it, or nil when it is right.
  package func problem(with text: String) -> String? {
    switch self {
    case .creditCode: return CreditCode.problem(with: text)
    case .phone: return PhoneNumber.isValid(text) ? nil : Self.wrongPhone
    case .geometry:
      do throws(Geometry.Problem) {
        _ = try Geometry(parsing: text)
        return nil
      } catch {
        return error.description
      }
    }
  }

  /// Characters of the longest text of this form.
  package var longest: Int { self == .geometry ? 60_000 : 40 }

  private static let wrongPhone = "应为 11 位手机号，或带区号的座机，例如 0370-1234567"
}

/// Numbers of telephones as they are dialled inside the country.
enum PhoneNumber {
  /// Whether a text is a mobile number, a number with its area code, or a service number.
  static func isValid(_ text: String) -> Bool {
    text.wholeMatch(of: mobile) != nil || text.wholeMatch(of: fixed) != nil
      || text.wholeMatch(of: service) != nil
  }

  private static var mobile: Regex<Substring> { /1[3-9][0-9]{9}/ }
  private static var fixed: Regex<Substring> { /0[1-9][0-9]{1,2}-?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?/ }
  private static var service: Regex<Substring> {
    /(?:[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{4}|9[56][0-9]{3})/
  }
}
