import Foundation

/// Checks a definition folder: everything in it is read, and every worked case is run.
package enum Checker {
  /// Returns the remarks, in the order of files and lines; none of severity error means it holds.
  ///
  /// A folder that is not the built-in one is read over it, as an installation's own folder is.
  package static func check(_ folder: String) -> [Remark] {
    let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var folders = [folder]
    if let builtIn = Library.builtInFolder(), standard(builtIn) != standard(folder) {
      folders.insert(builtIn, at: 0)
    }
    let (library, remarks) = Library.load(folders: folders)
    let own = remarks.filter { $0.file == folder || $0.file.hasPrefix(folder + "/") }
    return (own + CaseRunner(library: library, folder: folder).run()).sorted()
  }

  private static func standard(_ path: String) -> String {
    URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}

/// Runs the worked cases that lie beside metrics and light rules.
struct CaseRunner {
  let library: Library
  let folder: String

  func run() -> [Remark] {
    var remarks: [Remark] = []
    for path in Loader.files(in: folder, kind: "metrics", suffix: ".cases.yaml") {
      remarks += cases(in: path, of: library.metrics[Loader.stem(of: path)]) { metric, fields in
        let register = metric.measure.registers.first.flatMap { library.registers[$0] }
        MetricCase(
          fields: fields, metric: metric, register: register, codeLists: library.codeLists
        ).run()
      }
    }
    for path in Loader.files(in: folder, kind: "lights", suffix: ".cases.yaml") {
      remarks += cases(in: path, of: library.lights[Loader.stem(of: path)]) { rule, fields in
        LightCase(fields: fields, rule: rule).run()
      }
    }
    for path in Loader.files(in: folder, kind: "tables", suffix: ".cases.yaml") {
      remarks += cases(in: path, of: library.tables[Loader.stem(of: path)]) { table, fields in
        TableCase(
          fields: fields, definition: table, register: library.registers[table.register],
          codeLists: library.codeLists
        ).run()
      }
    }
    return remarks + models() + uncovered()
  }

  /// Decision models in DMN: what is no FEEL is an error, overlaps and gaps of tables a warning.
  private func models() -> [Remark] {
    let models = DmnFolder(folder + "/models")
    return models.remarks.map { remark in
      Remark(
        file: folder + "/models/" + remark.file, line: max(remark.line, 1), column: 1,
        severity: remark.isError ? .error : .warning, summary: remark.message)
    }
  }

  private func cases<Definition>(
    in path: String, of definition: Definition?, _ run: (Definition, Fields) -> Void
  ) -> [Remark] {
    switch SourceFile.read(path: path, name: path) {
    case .failure(let refusal): return [refusal.remark]
    case .success(let source):
      let sink = RemarkSink(source: source)
      guard let definition else {
        sink.add(.error, line: 1, column: 1, "没有可用的定义“\(Loader.stem(of: path))”，算例没有运行")
        return sink.remarks
      }
      guard let root = source.root(sink), let entries = root.items() else { return sink.remarks }
      if entries.isEmpty { root.error("文件里没有算例") }
      for entry in entries {
        guard let fields = entry.fields() else { continue }
        run(definition, fields)
        fields.close()
      }
      return sink.remarks
    }
  }

  /// A rule without a worked case has never been seen to hold.
  private func uncovered() -> [Remark] {
    Loader.files(in: folder, kind: "metrics", suffix: ".yaml").compactMap { path in
      guard let metric = library.metrics[Loader.stem(of: path)] else { return nil }
      switch metric.measure {
      case .series, .difference, .growth, .unavailable: return nil
      case .count, .sum, .share, .milestone: break
      }
      let cases = path.dropLast(".yaml".count) + ".cases.yaml"
      guard !FileManager.default.fileExists(atPath: String(cases)) else { return nil }
      return Remark(
        file: path, line: 1, column: 1, severity: .warning,
        summary: "“\(metric.title)”没有算例，请在旁边写 \(metric.id).cases.yaml")
    }
  }
}
