import Foundation

/// Reads the text layer of a PDF through the program pdftotext, which is run and never linked.
package enum PDFText {
  /// Runs a program within limits of time, memory and output: a hostile file may make it spin.
  private static let limited =
    #"ulimit -t 120; ulimit -v 4194304; ulimit -f 524288; exec "$0" "$@""#

  package static func read(
    _ bytes: [UInt8], name: String, program: String = "pdftotext"
  ) throws(DocumentError) -> TextDocument {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("hefu-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let run: Run
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      run = try Self.run(program, on: bytes, in: folder)
    } catch {
      throw .failedProgram(file: name, program: program, detail: "临时文件夹不能使用")
    }
    switch run.status {
    case 0: break
    case 127: throw .missingProgram(file: name, program: program, package: "poppler-utils")
    default:
      if run.complaint.lowercased().contains("password") { throw .encrypted(file: name) }
      let first = run.complaint.split(whereSeparator: \.isNewline).first.map(String.init)
      throw .failedProgram(
        file: name, program: program, detail: first ?? "退出码 \(run.status)")
    }
    let text = PageText(run.text).flowing
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw .noContent(file: name, wanted: "文字层，可能是扫描件")
    }
    return TextDocument(text: text)
  }

  private struct Run {
    var status: Int32
    var text: String
    var complaint: String
  }

  private static func run(
    _ program: String, on bytes: [UInt8], in folder: URL
  ) throws -> Run {
    let input = folder.appendingPathComponent("in.pdf")
    let output = folder.appendingPathComponent("out.txt")
    let complaint = folder.appendingPathComponent("err.txt")
    try Data(bytes).write(to: input)
    try Data().write(to: complaint)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [
      "-c", limited, program, "-layout", "-enc", "UTF-8", input.path, output.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: complaint)
    try process.run()
    process.waitUntilExit()
    let text = (try? Data(contentsOf: output)) ?? Data()
    let words = (try? Data(contentsOf: complaint)) ?? Data()
    return Run(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      text: String(decoding: text, as: UTF8.self),
      complaint: String(decoding: words, as: UTF8.self))
  }
}
