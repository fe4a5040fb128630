import Documents

/// Reads the parts of a form with files (RFC 7578) out of a body that lies in memory or on the disk.
struct Multipart {
  /// The line that stands before each part, without its line end.
  private let delimiter: [UInt8]
  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]
  /// More parts than any form of ours has; a body of nothing but delimiters ends here.
  private static let mostParts = 100

  init(boundary: String) { delimiter = Array("--\(boundary)".utf8) }

  /// Returns the boundary named by a content type.
  static func boundary(in type: String) -> String? {
    guard let written = parameter("boundary", of: type), (1...70).contains(written.utf8.count)
    else { return nil }
    return written
  }

  func form(_ body: ByteSource) throws(Form.Problem) -> Form {
    do {
      return try parts(of: body)
    } catch let problem as Form.Problem {
      throw problem
    } catch {
      throw .brokenMultipart
    }
  }

  private func parts(of body: ByteSource) throws -> Form {
    var form = Form()
    guard try body.matches(delimiter, at: 0) else { throw Form.Problem.brokenMultipart }
    var place = delimiter.count
    let between = ByteSearch(Self.lineEnd + delimiter)
    let head = ByteSearch(Self.headEnd)
    for _ in 0..<Self.mostParts {
      if try body.matches([45, 45], at: place) { return form }
      guard try body.matches(Self.lineEnd, at: place),
        let headEnd = try head.first(in: body, from: place),
        headEnd - place < Self.longestHead,
        let end = try between.first(in: body, from: headEnd + 2)
      else { throw Form.Problem.brokenMultipart }
      let heads = try body.bytes(at: place + 2, count: headEnd - place - 2)
      let start = headEnd + Self.headEnd.count
      try add(heads: heads, content: body.part(start..<max(start, end), name: ""), to: &form)
      place = end + 2 + delimiter.count
    }
    throw Form.Problem.brokenMultipart
  }

  private static let longestHead = 65_536

  private func add(
    heads: [UInt8], content: ByteSource, to form: inout Form
  ) throws(Form.Problem) {
    guard let text = String(validating: heads, as: UTF8.self) else { throw .notText }
    let lines = text.split(separator: "\r\n")
    guard
      let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = Self.parameter("name", of: String(disposition))
    else { throw .brokenMultipart }
    if let file = Self.parameter("filename", of: String(disposition)) {
      form.files[name] = Form.File(
        content: content.part(0..<content.count, name: Self.baseName(file)))
      return
    }
    guard let value = String(validating: try Form.text(of: content), as: UTF8.self) else {
      throw .notText
    }
    form.items.append(Address.Item(name: name, value: value))
  }

  /// Returns a parameter such as `name="file"`; browsers write a quote in a name as %22.
  private static func parameter(_ name: String, of line: String) -> String? {
    for part in line.split(separator: ";").dropFirst() {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingBlanks.lowercased() == name else { continue }
      var value = pair[1].trimmingBlanks
      if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.dropFirst().dropLast())
      }
      return value.replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
    }
    return nil
  }

  /// Drops the folders that some browsers send along.
  private static func baseName(_ path: String) -> String {
    String(path.split { $0 == "/" || $0 == "\\" }.last ?? "")
  }
}

/// Looks for a short run of bytes in a long one (Horspool's rule).
struct ByteSearch {
  private let wanted: [UInt8]
  private var skips: [Int]

  init(_ wanted: [UInt8]) {
    self.wanted = wanted
    skips = Array(repeating: wanted.count, count: 256)
    for (place, byte) in wanted.dropLast().enumerated() {
      skips[Int(byte)] = wanted.count - 1 - place
    }
  }

  /// Returns where the run first stands at or after a place of a file.
  func first(in source: ByteSource, from start: Int) throws(DocumentError) -> Int? {
    var place = start
    while place + wanted.count <= source.count {
      let piece = try source.bytes(at: place, count: ByteSource.piece)
      if let found = first(in: piece, from: 0) { return place + found }
      // The run may begin in the last bytes of a piece.
      place += piece.count - wanted.count + 1
    }
    return nil
  }

  /// Returns where the run first stands at or after a place.
  func first(in bytes: [UInt8], from start: Int) -> Int? {
    var place = start
    let last = wanted.count - 1
    while place + last < bytes.count {
      var step = last
      while bytes[place + step] == wanted[step] {
        if step == 0 { return place }
        step -= 1
      }
      place += skips[Int(bytes[place + last])]
    }
    return nil
  }
}
