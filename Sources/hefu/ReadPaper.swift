import Documents
import Foundation
import Reports

/// The text of a report's file, with what was odd about it said on the error stream.
struct ReadPaper {
  let name: String
  let text: String

  init(_ file: String) throws {
    let bytes = try Import.bytes(of: file)
    name = file == "-" ? "标准输入" : URL(fileURLWithPath: file).lastPathComponent
    let document: TextDocument
    do {
      document = try DocumentReader.text(of: bytes, name: name)
    } catch {
      throw InputProblem(error.description)
    }
    text = document.text
    for remark in document.remarks { Terminal.complain(remark.message) }
    if text.allSatisfy(\.isWhitespace) {
      Terminal.complain("“\(file)”里没有文字，没有读出内容。请确认选对了文件")
    }
  }

  /// Says what the reader remarked, with the file's name where two are read.
  func complain(of understanding: Understanding, isOneOfTwo: Bool = false) {
    for remark in understanding.remarks {
      Terminal.complain("\(isOneOfTwo ? "“\(name)”" : "")第 \(remark.line) 行：\(remark.summary)")
    }
  }
}
