import Definitions
package import Documents
package import Quantities

/// Writes the files of a census district row by row, so that its size costs no memory.
package struct CensusFiles {
  private let district: CensusDistrict

  package init(district: CensusDistrict) { self.district = district }

  /// Takes a file's bytes as they come: a name, then its pieces, then the end of it.
  package struct Sink {
    package var begin: (_ path: String) throws -> Void
    package var write: (_ bytes: [UInt8]) throws -> Void
    package var end: () throws -> Void
    /// Told now and then how many entities have been written.
    package var progress: (_ entities: Int) -> Void

    package init(
      begin: @escaping (String) throws -> Void, write: @escaping ([UInt8]) throws -> Void,
      end: @escaping () throws -> Void, progress: @escaping (Int) -> Void
    ) {
      self.begin = begin
      self.write = write
      self.end = end
      self.progress = progress
    }
  }

  /// Folder of the district's files; the truth lies apart, where no detector looks.
  package var folder: String { "region=\(district.place.region)" }

  /// Writes all files: the register, the history of the firms above scale, loans, projects, land,
  /// supply, and the truth of the planted errors.
  package func write(to sink: Sink) throws {
    let (aboveScale, parties) = try writeEnterprises(to: sink)
    try writeHistory(of: aboveScale, to: sink)
    let projects = CensusProjects(district: district)
    try writeTable(
      projects.plan.joined(with: projects.contracts).joined(with: projects.parks), "project", sink)
    try writeTable(projects.attraction, "project-attraction", sink)
    let land = CensusLand(district: district, aboveScale: aboveScale)
    for park in Place.parks {
      try writeTable(land.table(of: park.code), "parcel-\(park.code)", sink)
    }
    for file in DealingBatches(parties, land, seed: district.seed).census {
      try writeTable(file.table, file.name, sink)
    }
    try writeTruth(to: sink)
  }

  /// The register of enterprises as a workbook, which has to be held whole.
  package func workbook() throws(DocumentError) -> SampleFile {
    let columns = CensusSheets.whole
    let rows = (0..<district.entities).compactMap { index in
      CensusSheets.row(ReportedEntity(district.entity(index), in: district), columns)
    }
    let twins = TwinEntities(district: district).all.compactMap { twin, _ in
      CensusSheets.row(ReportedEntity(twin, in: district), columns)
    }
    let table = SampleTable(
      heads: [EnterpriseTables.code] + columns.map(\.head), rows: rows + twins)
    return SampleFile(
      path: "\(folder)/enterprise.xlsx",
      bytes: try table.xlsx(sheet: "企业", made: CensusDistrict.newYear))
  }

  private func writeEnterprises(to sink: Sink) throws -> (
    aboveScale: [Entity], parties: [DealingParty]
  ) {
    var aboveScale: [Entity] = []
    var parties: [DealingParty] = []
    var count = 0
    var loans = CsvRows(heads: CensusLoans.heads)
    let columns = CensusSheets.whole
    var rows = CsvRows(heads: [EnterpriseTables.code] + columns.map(\.head))
    try sink.begin("\(folder)/enterprise.csv")
    let bank = CensusLoans(district: district)
    for index in 0..<district.entities {
      let entity = district.entity(index)
      if entity.isAboveScale { aboveScale.append(entity) }
      if let party = DealingParty(entity) { parties.append(party) }
      if let loan = bank.loan(of: entity, after: count) {
        loans.append(loan)
        count += 1
      }
      guard let row = CensusSheets.row(ReportedEntity(entity, in: district), columns) else {
        continue
      }
      rows.append(row)
      if index % 5_000 == 4_999 {
        try sink.write(rows.drain())
        sink.progress(5_000)
      }
    }
    for (twin, _) in TwinEntities(district: district).all {
      let row = CensusSheets.row(ReportedEntity(twin, in: district), columns)
      if let row { rows.append(row) }
    }
    sink.progress(district.entities % 5_000)
    try sink.write(rows.drain())
    try sink.end()
    try writeRows(&loans, "loan", sink)
    return (aboveScale, parties)
  }

  /// What the firms above scale reported month by month, a file for each year.
  private func writeHistory(of aboveScale: [Entity], to sink: Sink) throws {
    let reports = aboveScale.map { ReportedEntity($0, in: district) }
    for year in CensusDistrict.firstYear...CensusDistrict.year {
      let columns = CensusSheets.months(of: year)
      var rows = CsvRows(heads: [EnterpriseTables.code] + columns.map(\.head))
      for report in reports {
        if let row = CensusSheets.row(report, columns) { rows.append(row) }
      }
      try writeRows(&rows, "enterprise-months-\(year)", sink)
    }
  }

  private func writeTruth(to sink: Sink) throws {
    var rows = CsvRows(heads: ["kind", "register", "code", "field", "period", "other", "manner"])
    for flaw in district.flaws {
      rows.append(
        [
          flaw.kind.rawValue, flaw.register, flaw.code, flaw.field, flaw.period, flaw.other,
          flaw.manner,
        ].map { $0.isEmpty ? nil : .text($0) })
    }
    try sink.begin("truth/\(folder).csv")
    try sink.write(rows.drain())
    try sink.end()
  }

  private func writeTable(_ table: SampleTable, _ name: String, _ sink: Sink) throws {
    var rows = CsvRows(heads: table.heads)
    for row in table.rows { rows.append(row) }
    try writeRows(&rows, name, sink)
  }

  private func writeRows(_ rows: inout CsvRows, _ name: String, _ sink: Sink) throws {
    try sink.begin("\(folder)/\(name).csv")
    try sink.write(rows.drain())
    try sink.end()
  }
}

/// Rows of a text file, gathered as bytes until they are handed on.
package struct CsvRows {
  private var bytes: [UInt8] = [0xef, 0xbb, 0xbf]

  package init(heads: [String]) { append(heads.map { .text($0) }) }

  package mutating func append(_ row: [Value?]) {
    for (place, value) in row.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      guard let value else { continue }
      append(value.written)
    }
    bytes.append(UInt8(ascii: "\r"))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Quotes a cell where the separator, a quote or a line end would be misread (RFC 4180).
  private mutating func append(_ cell: String) {
    let special: Set<UInt8> = [
      UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
    ]
    guard cell.utf8.contains(where: special.contains) else {
      bytes.append(contentsOf: cell.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: cell.replacing("\"", with: "\"\"").utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Returns what has been gathered and begins anew.
  package mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
