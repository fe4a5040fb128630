import ArgumentParser
import Commands
import Definitions
import Documents
import Facts
import Foundation
import Quantities

/// Takes a file of an office into a register.
struct Import: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "把表格（CSV、xlsx）导入登记簿",
    discussion: "先比对再写入：--preview 只看差别。有一行读不懂就整份不写，除非加 --partial。")

  @Argument(help: "表格文件") var file: String
  @Option(help: "登记簿，例如 enterprise") var register: String
  @Option(name: .customLong("as"), help: "以哪个岗位办理") var post: String
  @Flag(help: "只看会改动什么，不写入") var preview = false
  @Flag(help: "跳过读不懂的行，写入其余各行") var partial = false
  @Option(name: .customLong("valid-from"), help: "状态类内容从哪一天起有效，默认今天") var validFrom: Day?
  @Option(help: "证据等级 E1–E4，默认 E2") var evidence = "E2"
  @Option(help: "办理缘由，写入变更记录") var reason = ""
  @Option(help: "把未通过的行写成标注了问题的 xlsx，改好后可再导入") var problems: String?
  @Flag(help: "输出一行 JSON") var json = false
  @OptionGroup var installation: InstallationOptions

  private struct Output: Encodable {
    var rows: Int
    var added: Int
    var changed: Int
    var unchanged: Int
    var refused: Int
    var remarks: [ImportRemark]
    var entry: Int64?
    /// Why nothing was written although there was something to write.
    var refusal: String?
  }

  func validate() throws {
    guard let grade = Evidence(code: evidence), grade > .none, grade < .verified else {
      throw ValidationError("--evidence 只能是 E1、E2 或 E3；E4 由督查核验给出")
    }
  }

  func run() async throws {
    let opened = try await Installation.open(installation)
    let actor = try await opened.actor(post: post)
    let line = ProgressLine()
    let desk = ImportDesk(
      journal: opened.journal, authority: opened.authority, actor: actor, watch: line.show)
    do {
      let request = ImportRequest(
        content: try Self.content(of: file), register: register,
        validFrom: validFrom ?? opened.clock.today(),
        evidence: Evidence(code: evidence) ?? .documented)
      let checked = try await desk.preview(request)
      var entry: Int64?
      let isWhole = checked.preview.refused == 0 && checked.preview.isUnderstood
      var refusal: String?
      if !preview, checked.preview.hasSomethingToTell, isWhole || partial {
        do {
          entry = try await desk.commit(checked, reason: reason)
        } catch let error as JournalError {
          refusal = error.description
        }
      }
      line.clear()
      if let problems { try give(back: checked.preview, to: problems, opened) }
      try report(checked.preview, entry: entry, refusal: refusal)
      if !isWhole || refusal != nil { throw ExitCode(1) }
    } catch let error as DocumentError {
      throw InputProblem(error.description)
    } catch let error as Denial {
      throw InputProblem(error.description)
    } catch let error as JournalError {
      throw InputProblem(error.description)
    }
  }

  static func bytes(of file: String) throws -> [UInt8] {
    if file == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
    guard let data = FileManager.default.contents(atPath: file) else {
      throw InputProblem("打不开文件 \(file)，请检查路径和权限")
    }
    return [UInt8](data)
  }

  /// Opens a file without reading it; what comes through a pipe is laid aside first.
  private static func content(of file: String) throws -> ByteSource {
    let name = URL(fileURLWithPath: file).lastPathComponent
    guard file == "-" else { return try ByteSource(path: file, name: name) }
    let spool = try SpoolFile()
    while let piece = try FileHandle.standardInput.read(upToCount: ByteSource.piece),
      !piece.isEmpty
    {
      try spool.append([UInt8](piece))
    }
    return ByteSource(spool, name: name)
  }

  /// Writes the rows that were not taken into a workbook for whoever mends them.
  private func give(
    back preview: ImportPreview, to path: String, _ opened: Installation
  ) throws {
    guard let register = opened.library.registers[preview.register],
      !preview.refusedRows.isEmpty
    else { return }
    let bytes = try RefusedRowsSheet(preview: preview, register: register)
      .workbook(on: opened.clock.today())
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      throw InputProblem("写不了文件 \(path)，请检查路径和权限")
    }
  }

  private func report(
    _ preview: ImportPreview, entry: Int64?, refusal: String?
  ) throws {
    if json {
      try Terminal.json(
        Output(
          rows: preview.rows, added: preview.added.count, changed: preview.changed.count,
          unchanged: preview.unchanged, refused: preview.refused, remarks: preview.remarks,
          entry: entry, refusal: refusal))
      return
    }
    for remark in preview.remarks {
      let isNamed = preview.layouts.count > 1 && !remark.sheet.isEmpty
      print((isNamed ? "工作表“\(remark.sheet)”：" : "") + remark.message)
    }
    if preview.furtherRemarks > 0 { print("另有 \(preview.furtherRemarks) 处问题没有逐条列出") }
    print(
      "共 \(preview.rows) 行：新增 \(preview.added.count)，变更 \(preview.changed.count)，"
        + "不变 \(preview.unchanged)，未通过 \(preview.refused)；涉及 \(preview.values) 个数据"
        + (preview.besides == 0 ? "" : "，其中 \(preview.besides) 个与另一来源并存，不改变现行数据")
        + (preview.confirmations == 0 ? "" : "；\(preview.confirmations) 个与现有相同，记为确认"))
    if let refusal {
      print(refusal)
    } else if let entry {
      print("已写入，记录号 \(entry)")
    } else if preview.rows == 0 {
      print("没有数据行，没有改动")
    } else if !preview.hasSomethingToTell, preview.refused == 0 {
      print("与已有数据相同，没有改动")
    } else if self.preview {
      print("仅预览，未写入")
    } else {
      print("未写入。改正上述各行后再导入，或加 --partial 先写入其余各行")
    }
  }
}
