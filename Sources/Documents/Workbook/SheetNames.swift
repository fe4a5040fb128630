/// Gives sheets names that every spreadsheet program accepts.
struct SheetNames {
  private var taken: Set<String> = []
  private static let longest = 31

  /// Returns the name, changed where it holds forbidden characters, is too long or is taken.
  mutating func claim(_ wanted: String) -> String {
    let mapped = String(wanted.map { #"[]:*?/\"#.contains($0) || $0.isNewline ? "_" : $0 })
    var base = Self.cut(mapped.trimmingApostrophes, to: Self.longest)
    if base.isEmpty { base = "Sheet" }
    var name = base
    var number = 2
    while taken.contains(name.lowercased()) {
      let suffix = "(\(number))"
      name = Self.cut(base, to: Self.longest - suffix.count) + suffix
      number += 1
    }
    taken.insert(name.lowercased())
    return name
  }

  /// Spreadsheet programs count the length in UTF-16.
  private static func cut(_ name: String, to length: Int) -> String {
    var name = name
    while name.utf16.count > length { name.removeLast() }
    return name
  }
}

extension String {
  fileprivate var trimmingApostrophes: String {
    var rest = self[...]
    while rest.first == "'" { rest.removeFirst() }
    while rest.last == "'" { rest.removeLast() }
    return String(rest)
  }
}
