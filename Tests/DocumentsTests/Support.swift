import Documents
import Quantities

/// A generator of the same values on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// An xlsx package put together part by part, as other programs write it.
struct PackageBuilder {
  var book = #"<sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets>"#
  var sheets: [String]
  var texts: String?
  var styles: String?
  var extraParts: [(String, String)] = []

  init(sheet: String) { sheets = ["<sheetData>\(sheet)</sheetData>"] }

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

  /// The parts with their names, in the order in which they are stored.
  var parts: [(name: String, content: String)] {
    var relations = sheets.indices.map {
      relation("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml")
    }
    relations.append(relation("rId98", "styles", "styles.xml"))
    relations.append(relation("rId99", "sharedStrings", "/xl/sharedStrings.xml"))
    var parts = [
      ("_rels/.rels", relationships([relation("rId1", "officeDocument", "xl/workbook.xml")])),
      ("xl/workbook.xml", element("workbook", book)),
      ("xl/_rels/workbook.xml.rels", relationships(relations)),
    ]
    if let styles { parts.append(("xl/styles.xml", element("styleSheet", styles))) }
    if let texts { parts.append(("xl/sharedStrings.xml", element("sst", texts))) }
    for (index, sheet) in sheets.enumerated() {
      parts.append(("xl/worksheets/sheet\(index + 1).xml", element("worksheet", sheet)))
    }
    return parts + extraParts
  }

  var bytes: [UInt8] {
    var zip = ZipWriter()
    for part in parts { zip.add(part.name, Array(part.content.utf8)) }
    return zip.finish()
  }

  private func element(_ name: String, _ content: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
      + "<\(name) xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(content)</\(name)>"
  }

  private func relation(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(Self.office)/\(kind)\" Target=\"\(target)\"/>"
  }

  private func relationships(_ relations: [String]) -> String {
    "<Relationships xmlns=\"\(Self.package)\">\(relations.joined())</Relationships>"
  }
}

/// Returns the only sheet of a file.
func onlySheet(of bytes: [UInt8], name: String = "表.xlsx") throws -> Sheet {
  let workbook = try WorkbookReader.read(bytes, name: name)
  guard let sheet = workbook.sheets.first, workbook.sheets.count == 1 else {
    throw DocumentError.noContent(file: name, wanted: "一张工作表")
  }
  return sheet
}

func number(_ text: String) -> Cell {
  Number(text).map { .number($0, written: text) } ?? .error("不是数字 \(text)")
}

func day(_ text: String) -> Cell { Day(text).map { .day($0) } ?? .error("不是日期 \(text)") }
