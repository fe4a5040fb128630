import Definitions
package import Quantities

/// How a sheet of an office's file lines up with a register.
package struct Layout: Hashable, Sendable {
  /// A column of the sheet that holds a field, maybe of one period.
  package struct Mapping: Hashable, Sendable {
    /// Column of the sheet, counted from 0.
    package var column: Int
    package var field: String
    package var period: Period?
    /// Unit in which the cells are written, nil when the field has none.
    package var unit: MeasureUnit?
    /// Head as it is written in the file.
    package var head: String
  }

  /// A column that is known and cannot be read as its head stands.
  package struct Misfit: Hashable, Sendable {
    package var column: Int
    package var head: String
    /// What the head should say.
    package var expected: String
  }

  /// A column whose head belongs to no field of the register; its cells are not read.
  package struct Unknown: Hashable, Sendable {
    package var column: Int
    package var head: String
    /// The head without periods and units, by which a choice made by hand is remembered.
    package var word: String
  }

  package var sheet: String
  /// Rows of the heads, counted from 1 as in the file.
  package var headRows: ClosedRange<Int>
  /// Column of the codes, or nil when no head names it.
  package var codeColumn: Int?
  /// Whether the names stand for the codes, because no column holds those.
  package var isByName = false
  package var columns: [Mapping] = []
  /// Columns whose heads have to be mended; rows with a value in one of them are refused.
  package var misfits: [Misfit] = []
  package var unknown: [Unknown] = []
  /// The heads without periods and units: files of one layout share it, month after month.
  package var fingerprint = ""
  /// How many columns say themselves in which unit they are written.
  private var statedUnits = 0

  package init(sheet: String, headRows: ClosedRange<Int>, fingerprint: String) {
    self.sheet = sheet
    self.headRows = headRows
    self.fingerprint = fingerprint
  }

  /// Row of the lowest heads, to which remarks about heads point.
  package var headRow: Int { headRows.upperBound }
}

extension Layout {
  /// Orders layouts of one sheet by how much of the register they recognise.
  var worth: (Int, Int, Int, Int, Int) {
    (codeColumn == nil ? 0 : 1, columns.count, statedUnits, misfits.count, -headRows.count)
  }

  mutating func take(
    _ field: Field, head: String, reading: Head, column: Int, in surroundings: Surroundings
  ) {
    let period: Period?
    do throws(HeadTime.Unfit) {
      period = try reading.time.period(for: field, in: surroundings.time)
    } catch {
      misfits.append(Misfit(column: column, head: head, expected: error.expected))
      return
    }
    if let expected = misfit(of: field, unit: reading.unit, period: period) {
      misfits.append(Misfit(column: column, head: head, expected: expected))
      return
    }
    if reading.unit != nil { statedUnits += 1 }
    let titleUnit = surroundings.units.first { $0.dimension == field.unit?.dimension }
    columns.append(
      Mapping(
        column: column, field: field.key, period: period,
        unit: reading.unit ?? titleUnit ?? field.unit, head: head))
  }

  private func misfit(of field: Field, unit: MeasureUnit?, period: Period?) -> String? {
    if let unit, unit.dimension != field.unit?.dimension {
      return field.unit.map { "单位应为\($0.symbol)，不能是\(unit.symbol)" }
        ?? "“\(field.label)”没有单位，列名里不要写单位"
    }
    let earlier = columns.first { $0.field == field.key && $0.period == period }
    return earlier.map { "与“\($0.head)”一列重复，请只保留一列" }
  }
}
