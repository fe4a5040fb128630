/// The part of a firm's name that is its own: without place, legal form and brackets.
///
/// 澄川砚驰挂车有限公司, 砚驰挂车（澄川）有限公司 and 明砚市澄川区砚驰挂车有限责任公司 have one key.
struct NameKey {
  private let places: [String]
  private let legalForms: [String]

  /// Takes the names of the places around, such as 明砚市澄川区.
  init(places: [String], legalForms: [String]) {
    self.places = Self.shortened(places).sorted { ($1.count, $0) < ($0.count, $1) }
    self.legalForms = legalForms.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  func key(of name: String) -> String {
    var text = name.filter { !"（）()【】[]《》〈〉·. 　\"“”".contains($0) }
    for form in legalForms where text.hasSuffix(form) {
      text.removeLast(form.count)
      break
    }
    for place in places {
      if text.hasPrefix(place) { text.removeFirst(place.count) }
      if text.hasSuffix(place), text.count > place.count { text.removeLast(place.count) }
    }
    return text
  }

  /// Each place with and without 市, 区, 县, 镇.
  private static func shortened(_ places: [String]) -> [String] {
    places.flatMap { place -> [String] in
      guard place.count > 2, let last = place.last, "省市区县镇".contains(last) else { return [place] }
      return [place, String(place.dropLast())]
    }
  }

  /// Whether two keys of one length differ in exactly one character.
  static func isNear(_ left: String, _ right: String) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).count { $0 != $1 } == 1
  }
}
