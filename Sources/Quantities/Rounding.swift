/// How a number is cut to fewer digits; always written in a definition, never assumed.
package enum Rounding: String, Hashable, Sendable, CaseIterable, Codable {
  case halfEven, halfUp, halfDown
  /// Away from zero, and towards zero.
  case up, down
  case ceiling, floor
}
