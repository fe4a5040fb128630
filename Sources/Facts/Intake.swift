package import Definitions
package import Documents
package import Quantities
package import Storage

/// Compares a file with the register it belongs to and says what would change.
///
/// Reading never fails half-way: a row that cannot be read becomes a remark, and the other rows
/// are understood all the same. Whether anything is written is decided afterwards.
package struct Intake {
  package let register: Register
  package let region: String
  /// Day from which states in the file are valid.
  package let validFrom: Day
  let codeLists: [String: CodeList]
  /// The columns and rows that the acting post may write.
  let writable: [Visibility.Scope]

  package init(
    register: Register, region: String, validFrom: Day, codeLists: [String: CodeList],
    writable: [Visibility.Scope] = [.all]
  ) {
    self.register = register
    self.region = region
    self.validFrom = validFrom
    self.codeLists = codeLists
    self.writable = writable
  }

  /// Reads a workbook against the store.
  package func preview(
    _ workbook: Workbook, file: String, in session: any Session
  ) throws -> ImportPreview {
    var preview = ImportPreview(file: file, register: register.id)
    preview.head = try FactStore.head(in: session)
    for remark in workbook.remarks { preview.add(.ofFile(remark, file: file)) }
    let recogniser = LayoutRecogniser(register: register)
    let found = workbook.sheets.lazy.filter { !$0.isHidden }.compactMap { sheet in
      recogniser.recognise(sheet).map { (sheet, $0) }
    }.first
    guard let (sheet, layout) = found else {
      preview.add(.noHeads(file: file, workbook: workbook, register: register))
      return preview
    }
    preview.layout = layout
    var reading = try SheetReading(
      intake: self, sheet: sheet, layout: layout,
      isCutOff: workbook.remarks.contains(where: \.isCutOff), preview: preview, in: session)
    reading.readHeads()
    reading.readRows()
    return reading.preview
  }
}
