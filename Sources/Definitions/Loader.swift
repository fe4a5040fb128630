import Foundation
import Reports
import Yams

/// Reads the definition folders kind by kind, so that later kinds can be checked against earlier.
struct Loader {
  static let kinds = [
    "alerts", "briefs", "calendars", "codes", "detectors", "grants", "lexicon", "lights", "metrics",
    "models",
    "parameters", "registers", "tables",
  ]

  let folders: [String]
  private(set) var remarks: [Remark] = []

  init(folders: [String]) { self.folders = folders }

  mutating func load() -> Library {
    for folder in folders { noteUnknownFolders(in: folder) }
    var library = Library(lexicon: loadLexicon())
    library.codeLists = loadCodeLists()
    library.grants = load("grants", \.head) { Grants($0) }["grants"] ?? .none
    let registerContext = RegisterContext(
      codeLists: library.codeLists, registers: names(of: "registers"),
      factObjects: Set(library.grants.objects.keys))
    library.parameters = load("parameters", \.head) { ParameterDefinition($0) }
    let parameters = library.parameters.sorted { $0.key < $1.key }.map(\.value.parameter)
    library.registers = load("registers", \.head) {
      Register($0, context: registerContext)?.knowing(parameters, at: $0)
    }
    let context = MetricContext(registers: library.registers, codeLists: library.codeLists)
    library.metrics = load("metrics", \.head) { Metric($0, context: context) }
    library.lights = load("lights", \.head) { LightRule($0, parameters: parameters) }
    library.alerts = load("alerts", \.head) { AlertRule($0) }
    library.briefs = load("briefs", \.head) { BriefRule($0) }
    let detectors = DetectorContext(registers: library.registers)
    library.detectors = load("detectors", \.head) { Detector($0, context: detectors) }
    library.tables = load("tables", \.head) {
      TableDefinition($0, registers: library.registers)
    }
    for calendar in load("calendars", \.head, { CalendarYear($0) }).values {
      library.calendarYears[calendar.year] = calendar
    }
    return library
  }

  // MARK: Kinds

  private mutating func loadCodeLists() -> [String: CodeList] {
    var lists: [String: CodeList] = load("codes", \.head) { CodeList($0) }
    for folder in folders {
      for path in Self.files(in: folder, kind: "codes", suffix: ".tsv") {
        guard let sink = open(path, keeping: lists[Self.stem(of: path)] != nil) else { continue }
        let list = CodeList.table(sink)
        take(list, \.head, from: sink, path: path, into: &lists)
      }
    }
    return lists
  }

  /// Reads all definitions of a kind; a later folder replaces what an earlier one defined.
  private mutating func load<Definition>(
    _ kind: String, _ head: KeyPath<Definition, Head>, _ decode: (Fields) -> Definition?
  ) -> [String: Definition] {
    var found: [String: Definition] = [:]
    for folder in folders {
      for path in Self.files(in: folder, kind: kind, suffix: ".yaml") {
        guard let sink = open(path, keeping: found[Self.stem(of: path)] != nil) else { continue }
        let definition = sink.source.root(sink)?.fields().flatMap(decode)
        take(definition, head, from: sink, path: path, into: &found)
      }
    }
    return found
  }

  private mutating func take<Definition>(
    _ definition: Definition?, _ head: KeyPath<Definition, Head>, from sink: RemarkSink,
    path: String, into found: inout [String: Definition]
  ) {
    let name = Self.stem(of: path)
    if let id = definition?[keyPath: head].id, id != name {
      sink.add(.error, line: 1, column: 1, Self.wrongName(name, id: id, path: path))
    }
    if let definition, !sink.hasErrors {
      found[name] = definition
    } else if found[name] != nil {
      sink.add(.note, line: 1, column: 1, Self.kept(name))
    }
    remarks += sink.remarks
  }

  private static func wrongName(_ name: String, id: String, path: String) -> String {
    let owner = URL(filePath: path).deletingLastPathComponent().appending(path: id + ".yaml")
    return FileManager.default.fileExists(atPath: owner.path)
      ? "id“\(id)”重复：旁边的 \(id).yaml 已经用了，请改成“\(name)”"
      : "文件名“\(name)”与 id“\(id)”不同，请改成一样"
  }

  private static func kept(_ id: String) -> String {
    "这个文件有错误，没有采用；原有的“\(id)”仍然有效"
  }

  /// Merges the parts of the lexicon, which are spread over files by subject.
  private mutating func loadLexicon() -> Lexicon {
    let parts: [String: LexiconPart] = load("lexicon", \.head) { LexiconPart($0) }
    return Lexicon(entries: parts.sorted { $0.key < $1.key }.flatMap(\.value.entries))
  }

  // MARK: Files

  private mutating func open(_ path: String, keeping old: Bool = false) -> RemarkSink? {
    switch SourceFile.read(path: path, name: path) {
    case .success(let source): return RemarkSink(source: source)
    case .failure(let refusal):
      remarks.append(refusal.remark)
      if old {
        remarks.append(
          Remark(
            file: path, line: 1, column: 1, severity: .note, summary: Self.kept(Self.stem(of: path))
          ))
      }
      return nil
    }
  }

  private mutating func noteUnknownFolders(in folder: String) {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      remarks.append(
        Remark(
          file: folder, line: 1, column: 1, severity: .error, summary: "定义文件夹打不开，没有读入"))
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") && !Self.kinds.contains(name) {
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
      else { continue }
      remarks.append(
        Remark(
          file: path, line: 1, column: 1, severity: .warning,
          summary: "不认识的文件夹“\(name)”，没有读入" + Suggestion.hint(for: name, among: Self.kinds)))
    }
  }

  /// Returns the definition files of a kind in a folder, in the order of their names.
  static func files(in folder: String, kind: String, suffix: String) -> [String] {
    let place = folder + "/" + kind
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    return names.sorted()
      .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }
      .filter { suffix == ".cases.yaml" || !$0.hasSuffix(".cases.yaml") }
      .map { place + "/" + $0 }
  }

  /// Returns the names of the files of a kind in all folders.
  private func names(of kind: String) -> Set<String> {
    Set(folders.flatMap { Self.files(in: $0, kind: kind, suffix: ".yaml").map(Self.stem) })
  }

  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}
