extension ZipArchive {
  /// Reads a part of the package through a handler; returns false when there is no such part.
  @discardableResult
  func parse(
    _ part: String, _ handler: any XMLHandler, progress: (Int, Int) -> Void = { _, _ in }
  ) throws(DocumentError) -> Bool {
    guard let entry = entry(part) else { return false }
    guard let reader = XMLReader(handler) else {
      throw .tooLarge(file: file, detail: "内存不足")
    }
    var done = 0
    try unfold(entry) { piece in
      done += piece.count
      progress(done, entry.size)
      return reader.feed(piece)
    }
    do throws(XMLReader.Refusal) {
      try reader.finish()
    } catch {
      switch error {
      case .enough: return true
      case .malformed(let line):
        throw .damaged(file: file, detail: "\(part) 第 \(line) 行不是正确的 XML")
      case .documentType: throw .forbidden(file: file, part: part)
      case .unreasonable: throw .tooLarge(file: file, detail: "\(part) 的结构不合常理")
      case .disorder(let row):
        throw .damaged(file: file, detail: "\(part) 的行列次序不对，在第 \(row) 行")
      }
    }
    return true
  }
}
