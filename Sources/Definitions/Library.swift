import Foundation
package import Quantities
package import Reports

/// Everything the program knows by definition: registers, metrics, lights, grants, calendars.
package struct Library: Sendable {
  package var registers: [String: Register] = [:]
  package var metrics: [String: Metric] = [:]
  package var grants: Grants = .none
  package var calendarYears: [Int: CalendarYear] = [:]
  package var lights: [String: LightRule] = [:]
  package var alerts: [String: AlertRule] = [:]
  package var briefs: [String: BriefRule] = [:]
  package var parameters: [String: ParameterDefinition] = [:]
  package var tables: [String: TableDefinition] = [:]
  package var detectors: [String: Detector] = [:]
  package var codeLists: [String: CodeList] = [:]
  package var lexicon: Lexicon

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  /// The working days of all years that are known.
  package var calendar: WorkingCalendar {
    WorkingCalendar(years: calendarYears.mapValues(\.days))
  }

  /// Returns the name of a unit by its code, as the definitions know it.
  package func unitName(_ code: String) -> String {
    codeLists["unit"]?.name(of: code) ?? code
  }

  /// Returns a proposer of metrics for commitments.
  package var binder: MetricBinder { MetricBinder(metrics: metrics.values) }

  /// Finds the definitions that come with the program.
  ///
  /// `HEFU_DEFINITIONS` names them; otherwise `Definitions` or `share/hefu/Definitions` is looked
  /// for upward from the program and from the working directory.
  package static func builtInFolder() -> String? {
    let environment = ProcessInfo.processInfo.environment["HEFU_DEFINITIONS"] ?? ""
    if !environment.isEmpty { return environment }
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    let here = URL(filePath: FileManager.default.currentDirectoryPath)
    for start in [program, here].compactMap(\.self) {
      var folder = start.standardizedFileURL
      for _ in 0..<12 {
        for name in ["Definitions", "share/hefu/Definitions"] {
          let candidate = folder.appending(path: name)
          let registers = candidate.appending(path: "registers").path
          if FileManager.default.fileExists(atPath: registers) { return candidate.path }
        }
        let parent = folder.deletingLastPathComponent().standardizedFileURL
        if parent.path == folder.path { break }
        folder = parent
      }
    }
    return nil
  }

  /// Loads the first folder and each further one over it.
  ///
  /// A definition with the same id replaces the one before it. A file with an error is refused
  /// and what was there stays in force.
  package static func load(folders: [String]) -> (library: Library, remarks: [Remark]) {
    var loader = Loader(folders: folders)
    let library = loader.load()
    return (library, loader.remarks.sorted())
  }
}
