import Foundation

/// Makes a PDF of a paper through the program rsvg-convert, which embeds the fonts it uses.
package enum PaperPDF {
  /// Where PDF is made: the programs by name, so that a test can name one that is missing.
  package struct Tools: Hashable, Sendable {
    package var converter = "rsvg-convert"
    package var fontFinder = "fc-match"

    package init(converter: String = "rsvg-convert", fontFinder: String = "fc-match") {
      self.converter = converter
      self.fontFinder = fontFinder
    }
  }

  /// Why no PDF could be made, in words for the person who asked for it.
  package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
    case missingProgram(String, package: String)
    case missingFont(String)
    case failed(String)

    package var description: String {
      switch self {
      case .missingProgram(let program, let package):
        "生成 PDF 要用程序 \(program)，这台服务器上没有装，没有生成。请管理员安装软件包 \(package)；Word 文件（.docx）仍可下载"
      case .missingFont(let family):
        "生成 PDF 要用字体 \(family)，这台服务器上没有装，没有生成。请管理员安装软件包 fonts-noto-cjk；Word 文件（.docx）仍可下载"
      case .failed(let detail):
        "生成 PDF 没有成功（\(detail)）。Word 文件（.docx）仍可下载"
      }
    }
  }

  /// Returns the PDF of a paper.
  ///
  /// `seconds` is the moment that the file states as its making: with it, the same paper gives the
  /// same bytes wherever the same program and fonts are installed.
  package static func bytes(
    of paper: Paper, madeAt seconds: Int64, tools: Tools = Tools()
  ) throws(Problem) -> [UInt8] {
    try check(tools)
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hefu-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let names = try write(PaperLayout.pages(of: paper), to: folder)
    let run = try run(
      tools.converter, ["-f", "pdf", "-o", "out.pdf"] + names, in: folder,
      environment: ["SOURCE_DATE_EPOCH": String(max(0, seconds))])
    guard run.status == 0 else { throw .failed(run.firstComplaint) }
    guard
      let made = FileManager.default.contents(
        atPath: folder.appendingPathComponent("out.pdf").path), !made.isEmpty
    else { throw .failed("没有得到文件") }
    return [UInt8](made)
  }

  /// The families without which Chinese would come out as boxes.
  private static let needed = [Typeface.serif, Typeface.sans]

  private static func check(_ tools: Tools) throws(Problem) {
    for family in needed {
      let run = try run(tools.fontFinder, ["-f", "%{family}", family], in: nil)
      if run.status == 127 {
        throw .missingProgram(tools.fontFinder, package: "fontconfig")
      }
      guard run.output.contains(family) else { throw .missingFont(family) }
    }
  }

  private static func write(
    _ pages: [PlacedPage], to folder: URL
  ) throws(Problem) -> [String] {
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return try pages.enumerated().map { index, page in
        let name = "\(index + 1).svg"
        try Data(page.drawing.utf8).write(to: folder.appendingPathComponent(name))
        return name
      }
    } catch {
      throw .failed("临时文件夹不能使用")
    }
  }

  private struct Run {
    var status: Int32
    var output: String
    var complaint: String

    var firstComplaint: String {
      complaint.split(whereSeparator: \.isNewline).first.map(String.init) ?? "退出码 \(status)"
    }
  }

  /// Runs a program within limits of time and memory; 127 says that it is not there.
  private static func run(
    _ program: String, _ arguments: [String], in folder: URL?,
    environment: [String: String] = [:]
  ) throws(Problem) -> Run {
    let process = Process()
    let (output, complaint) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      [
        "-c", #"ulimit -t 120; ulimit -v 4194304; exec "$0" "$@""#, program,
      ] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = complaint
    do {
      try process.run()
    } catch {
      throw .failed("不能启动 /bin/sh")
    }
    // The shell says little and the programs say less, so neither pipe can fill while it is waited.
    let said = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let result = Run(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      output: String(decoding: said, as: UTF8.self),
      complaint: String(decoding: complained, as: UTF8.self))
    if result.status == 127, program.contains("rsvg") || folder != nil {
      throw .missingProgram(program, package: "librsvg2-bin")
    }
    return result
  }
}
