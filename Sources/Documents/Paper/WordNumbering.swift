/// One level of an automatic list of a Word paper.
struct ListLevel: Hashable, Sendable {
  /// Name of the way of counting, such as `decimal` or `chineseCountingThousand`.
  var counting = "decimal"
  /// Text with places for the numbers of the levels: `（%1）`.
  var pattern = ""
  var start = 1
}

/// Reads the automatic lists of a Word paper: headings of reports are often numbered by them, and
/// then 一、 stands nowhere in the text.
final class NumberingHandler: XMLHandler {
  let refusal: XMLReader.Refusal? = nil
  private var patterns: [String: [ListLevel]] = [:]
  private var uses: [String: String] = [:]
  private var abstract: String?
  private var list: String?
  private var level: Int?

  /// Levels of each list, by the id that paragraphs name.
  var lists: [String: [ListLevel]] { uses.compactMapValues { patterns[$0] } }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "abstractNum": abstract = attributes["abstractNumId"]
    case "num": list = attributes["numId"]
    case "abstractNumId":
      if let list, let value = attributes["val"] { uses[list] = value }
    case "lvl": startLevel(attributes.integer("ilvl") ?? 0)
    case "start": change { $0.start = attributes.integer("val") ?? 1 }
    case "numFmt": change { $0.counting = attributes["val"] ?? "decimal" }
    case "lvlText": change { $0.pattern = String((attributes["val"] ?? "").prefix(32)) }
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "abstractNum": abstract = nil
    case "num": list = nil
    case "lvl": level = nil
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}

  private func startLevel(_ number: Int) {
    // A paper has nine levels; overrides of single lists are not followed.
    guard let abstract, (0..<9).contains(number) else { return }
    var levels = patterns[abstract] ?? []
    while levels.count <= number { levels.append(ListLevel()) }
    patterns[abstract] = levels
    level = number
  }

  private func change(_ edit: (inout ListLevel) -> Void) {
    guard let abstract, let level, var levels = patterns[abstract] else { return }
    edit(&levels[level])
    patterns[abstract] = levels
  }
}

/// Reads which styles of a Word paper number their paragraphs, as styles of headings may.
final class ListStylesHandler: XMLHandler {
  struct Use: Hashable {
    var list: String?
    var level = 0
  }

  let refusal: XMLReader.Refusal? = nil
  private(set) var uses: [String: Use] = [:]
  private var style: String?

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "style":
      style = attributes["type"] == "paragraph" ? attributes["styleId"] : nil
    case "numId": change { $0.list = attributes["val"] }
    case "ilvl": change { $0.level = attributes.integer("val") ?? 0 }
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "style" { style = nil }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}

  private func change(_ edit: (inout Use) -> Void) {
    guard let style else { return }
    edit(&uses[style, default: Use()])
  }
}

/// Counts the paragraphs of automatic lists.
struct ListCounter {
  let lists: [String: [ListLevel]]
  private var counts: [String: [Int]] = [:]

  init(lists: [String: [ListLevel]]) { self.lists = lists }

  /// Returns the number of the next paragraph of a list as the paper shows it, such as （二）.
  mutating func next(in list: String, level: Int) -> String {
    guard let levels = lists[list], levels.indices ~= level else { return "" }
    var count = counts[list] ?? levels.map { $0.start - 1 }
    count[level] += 1
    for deeper in (level + 1)..<max(levels.count, level + 1) {
      count[deeper] = levels[deeper].start - 1
    }
    counts[list] = count
    guard levels[level].counting != "bullet", levels[level].counting != "none" else { return "" }
    var shown = levels[level].pattern
    for (index, each) in levels.enumerated() where index <= level {
      // A level above that has no paragraph of its own yet counts as its first.
      let number = max(count[index], each.start)
      shown = shown.replacing("%\(index + 1)", with: Self.numeral(number, each.counting))
    }
    return shown
  }

  private static func numeral(_ number: Int, _ counting: String) -> String {
    switch counting {
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
      "ideographDigital", "taiwaneseCountingThousand":
      chinese(number)
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      (1...20).contains(number)
        ? UnicodeScalar(0x2460 + UInt32(number) - 1).map { String(Character($0)) } ?? "\(number)"
        : "\(number)"
    case "upperLetter": letter(number, from: UInt8(ascii: "A"))
    case "lowerLetter": letter(number, from: UInt8(ascii: "a"))
    default: "\(number)"
    }
  }

  private static func letter(_ number: Int, from first: UInt8) -> String {
    (1...26).contains(number)
      ? String(Character(UnicodeScalar(first + UInt8(number) - 1))) : "\(number)"
  }

  /// Writes 1 to 99 as headings count: 一, 十, 十二, 二十三.
  private static func chinese(_ number: Int) -> String {
    let digits = Array("〇一二三四五六七八九")
    guard (1...99).contains(number) else { return "\(number)" }
    let (tens, ones) = (number / 10, number % 10)
    let head = tens == 0 ? "" : tens == 1 ? "十" : "\(digits[tens])十"
    return head + (ones == 0 ? "" : String(digits[ones]))
  }
}
