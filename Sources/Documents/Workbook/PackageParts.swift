/// The relations of a package part: which file stands behind an id.
final class RelationsHandler: XMLHandler {
  struct Relation {
    var kind: String
    var target: String
  }

  private(set) var relations: [String: Relation] = [:]
  /// Folder that targets are relative to.
  private let folder: String
  let refusal: XMLReader.Refusal? = nil

  init(folder: String) { self.folder = folder }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
    relations[id] = Relation(kind: kind, target: Self.path(of: target, in: folder))
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeRawBufferPointer) {}

  /// The name of an entry within the package; it is looked up there and never on a disk.
  static func path(of target: String, in folder: String) -> String {
    var steps: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// The list of sheets of a workbook.
final class WorkbookHandler: XMLHandler {
  struct Entry {
    var name: String
    var relation: String
    var isHidden: Bool
  }

  private(set) var sheets: [Entry] = []
  private(set) var days = DaySystem.from1900
  let refusal: XMLReader.Refusal? = nil

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "workbookPr":
      if ["1", "true"].contains(attributes["date1904"] ?? "") { days = .from1904 }
    case "sheet":
      let state = attributes["state"] ?? "visible"
      sheets.append(
        Entry(
          name: attributes["name"] ?? "", relation: attributes["id"] ?? "",
          isHidden: state != "visible"))
    default: break
    }
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// The number formats that the cells of a workbook point to.
final class StylesHandler: XMLHandler {
  private(set) var formats: [NumberFormat] = []
  private var custom: [Int: NumberFormat] = [:]
  private var isInCellFormats = false
  let refusal: XMLReader.Refusal? = nil

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt":
      if let number = attributes.integer("numFmtId"), let code = attributes["formatCode"] {
        custom[number] = NumberFormat(code: code)
      }
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      let number = attributes.integer("numFmtId") ?? 0
      formats.append(custom[number] ?? NumberFormat(builtIn: number))
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// The texts that cells share, without the reading aids that stand above Chinese characters.
final class SharedTextsHandler: XMLHandler {
  private(set) var texts: [String] = []
  private(set) var refusal: XMLReader.Refusal?
  private var buffer: [UInt8] = []
  private var size = 0
  private var isInText = false
  private var aids = 0

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "t": isInText = aids == 0
    case "si": buffer.removeAll(keepingCapacity: true)
    case "rPh": aids += 1
    default: break
    }
  }

  func end(_ name: XMLName) {
    switch name {
    case "t": isInText = false
    case "si": finishText()
    case "rPh": aids -= 1
    default: break
    }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    if isInText { buffer.append(contentsOf: bytes) }
  }

  private func finishText() {
    texts.append(SheetText.decoded(buffer))
    size += buffer.count
    if texts.count > Self.countLimit || size > Self.sizeLimit { refusal = .unreasonable }
  }

  private static let countLimit = 10_000_000
  private static let sizeLimit = 536_870_912
}

/// Text as sheets store it.
enum SheetText {
  /// Reads `_x000D_`, in which sheets write characters that XML cannot hold.
  static func decoded(_ bytes: [UInt8]) -> String {
    guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if let scalar = escape(bytes, at: index) {
        // A carriage return before a line feed adds nothing.
        if scalar.value != 0x0D { result += Array(String(Character(scalar)).utf8) }
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func escape(_ bytes: [UInt8], at index: Int) -> UnicodeScalar? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    let digits = String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self)
    return UInt32(digits, radix: 16).flatMap { UnicodeScalar($0) }
  }
}
