/// Why a file cannot be read or written at all, in the words of the person who has to mend it.
package enum DocumentError: Error, Hashable, Sendable {
  /// The file cannot be opened, or fails while it is read.
  case unreadable(file: String, detail: String)
  /// The bytes are of a kind that this reading does not understand.
  case wrongKind(file: String, FileKind, wanted: String)
  /// The bytes are neither text nor a known kind of file.
  case notText(file: String)
  /// A workbook that asks for a password before it shows anything.
  case encrypted(file: String)
  /// The file ends early or contradicts itself.
  case damaged(file: String, detail: String)
  /// The content would unfold to more than is reasonable for a document.
  case tooLarge(file: String, detail: String)
  /// A part of the file declares a document type, which office programs never write.
  case forbidden(file: String, part: String)
  /// A package without the part that makes it a workbook or a paper.
  case noContent(file: String, wanted: String)
  /// A program that reads this kind of file is not installed.
  case missingProgram(file: String, program: String, package: String)
  /// A program that reads this kind of file gave up.
  case failedProgram(file: String, program: String, detail: String)
  /// The file could not be written.
  case unwritable(file: String, detail: String)
}

extension DocumentError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file, let detail):
      "打不开“\(file)”（\(detail)），没有读入。请检查路径、权限和磁盘后再试"
    case .wrongKind(let file, let kind, let wanted):
      "“\(file)”是\(kind.title)，不是\(wanted.first?.isASCII == true ? " " : "")\(wanted)，没有读入。\(kind.remedy)"
    case .notText(let file):
      "“\(file)”不是文本文件，没有读入。请选择 txt、csv 或 xlsx 文件"
    case .encrypted(let file):
      "“\(file)”设了打开密码，没有读入。请在 WPS 或 Excel 里取消密码后再试"
    case .damaged(let file, let detail):
      "“\(file)”已损坏或不完整（\(detail)），没有读入。请重新取得文件，或用 WPS、Excel 打开后另存再试"
    case .tooLarge(let file, let detail):
      "“\(file)”内容过大（\(detail)），没有读入。请拆成几个文件再试"
    case .forbidden(let file, let part):
      "“\(file)”的 \(part) 带有文档类型声明，办公软件不会写这样的内容，为安全起见没有读入。请用 WPS 或 Excel 另存后再试"
    case .noContent(let file, let wanted):
      "“\(file)”里没有找到\(wanted)，没有读入。请确认文件类型，或用办公软件打开后另存再试"
    case .missingProgram(let file, let program, let package):
      "读取“\(file)”要用程序 \(program)，这台机器上没有装。请安装软件包 \(package)，或把内容另存为 txt、docx 再试"
    case .failedProgram(let file, let program, let detail):
      "程序 \(program) 读不了“\(file)”（\(detail)），没有读入。请检查文件能否正常打开，或把内容另存为 txt、docx 再试"
    case .unwritable(let file, let detail):
      "写不了“\(file)”（\(detail)），没有留下文件。请检查文件夹权限和剩余空间"
    }
  }
}
