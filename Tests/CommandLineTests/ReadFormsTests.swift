import Foundation
import Testing

/// One report in every form in which offices keep theirs: the ledger is the same.
struct ReadFormsTests {
  private static let files = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Files/forms")
  private static let hasPDFReader = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/pdftotext")
  }

  @Test(arguments: ["report-gb18030.txt", "report.docx", "report.html"])
  func `every form is read into the same ledger`(name: String) throws {
    try expectSameLedger(name)
  }

  @Test(.enabled(if: hasPDFReader, "pdftotext is not installed"))
  func `a pdf with a text layer is read into the same ledger`() throws {
    try expectSameLedger("report.pdf")
  }

  @Test func `a missing pdftotext is named, with what to install`() throws {
    let answer = try Self.read("report.pdf", path: "/nowhere")
    #expect(answer.status == 1)
    #expect(answer.output.isEmpty)
    #expect(answer.complaint.contains("程序 pdftotext"))
    #expect(answer.complaint.contains("请安装软件包 poppler-utils"))
  }

  private func expectSameLedger(_ name: String) throws {
    let plain = try Self.read("report.txt")
    let other = try Self.read(name)
    #expect(plain.output.split(separator: "\r\n").count == 9)
    #expect(other.output == plain.output)
    #expect(other.complaint.isEmpty)
    #expect(other.status == 0)
  }

  private struct Answer {
    var output: String
    var complaint: String
    var status: Int32
  }

  private static func read(_ name: String, path: String? = nil) throws -> Answer {
    let program = Process()
    program.executableURL = Program.folder.appending(path: "hefu")
    program.arguments = ["read", files.appending(path: name).path, "--format", "csv"]
    var environment = ProcessInfo.processInfo.environment
    environment["HEFU_DEFINITIONS"] = Program.definitions.path
    if let path { environment["PATH"] = path }
    program.environment = environment
    let output = Pipe()
    let complaint = Pipe()
    program.standardOutput = output
    program.standardError = complaint
    try program.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let complained = complaint.fileHandleForReading.readDataToEndOfFile()
    program.waitUntilExit()
    return Answer(
      output: String(decoding: printed, as: UTF8.self),
      complaint: String(decoding: complained, as: UTF8.self), status: program.terminationStatus)
  }
}
