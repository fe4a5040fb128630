/// The texts of the sample models: as they are, or with an attack in front of each of them.
struct Words: Sendable {
  var attack = ""

  static let plain = Words()
  static let hostile = Words(attack: #""'><script>alert(1)</script>&"#)

  func callAsFunction(_ text: String) -> String { attack + text }
}
