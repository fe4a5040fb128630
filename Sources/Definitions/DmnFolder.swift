package import Documents
package import Feel
import Foundation

/// The DMN models and kit test files of one folder.
package struct DmnFolder: Sendable {
  /// Path below the folder that was asked for; empty for that folder itself.
  package let path: String
  package let library: DmnLibrary
  package let tests: [(name: String, kit: DmnKit)]
  /// Files that are no well-formed XML, with the reason.
  package let unreadable: [(name: String, line: Int, message: String)]

  /// Reads one folder, without those below it.
  package init(_ folder: String, path: String = "") {
    self.path = path
    var models: [(name: String, tree: DmnElement)] = []
    var tests: [(name: String, kit: DmnKit)] = []
    var unreadable: [(name: String, line: Int, message: String)] = []
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names.sorted() where name.hasSuffix(".dmn") || name.hasSuffix(".xml") {
      do throws(XMLProblem) {
        let tree = try DmnElement(file: folder + "/" + name)
        if name.hasSuffix(".dmn") {
          models.append((name, tree))
        } else if let kit = DmnKit(tree) {
          tests.append((name, kit))
        }
      } catch {
        unreadable.append((name, error.line, error.message))
      }
    }
    library = DmnLibrary(models)
    self.tests = tests
    self.unreadable = unreadable
  }

  /// Something odd in one of the folder's models.
  package struct FileRemark: Hashable, Sendable {
    package var file: String
    package var line: Int
    package var message: String
    /// Whether something cannot be read or run; overlaps and gaps of tables are no errors.
    package var isError: Bool
  }

  /// Everything that is odd in the folder's models, by file and line.
  package var remarks: [FileRemark] {
    var remarks = unreadable.map {
      FileRemark(file: $0.name, line: $0.line, message: $0.message, isError: true)
    }
    for (file, found) in library.remarks.sorted(by: { $0.key < $1.key }) {
      remarks += found.map {
        FileRemark(file: file, line: $0.line, message: $0.message, isError: true)
      }
    }
    for file in library.files {
      remarks += library.tableRemarks(file: file).map {
        FileRemark(file: file, line: $0.line, message: $0.message, isError: false)
      }
    }
    return remarks
  }

  /// Reads a folder and all below it that hold models, in the order of their paths.
  package static func all(below root: String) -> [DmnFolder] {
    var paths = [""]
    let inside = FileManager.default.enumerator(atPath: root)
    while let path = inside?.nextObject() as? String {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: root + "/" + path, isDirectory: &isFolder),
        isFolder.boolValue
      {
        paths.append(path)
      }
    }
    return paths.sorted().map { DmnFolder($0.isEmpty ? root : root + "/" + $0, path: $0) }
      .filter { !$0.library.files.isEmpty || !$0.unreadable.isEmpty }
  }
}

extension DmnElement {
  /// Reads an XML file as the tree that models are made of.
  package init(file: String) throws(XMLProblem) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw XMLProblem(line: 0, message: "文件打不开")
    }
    try self.init(bytes: Array(data))
  }

  /// Reads the bytes of an XML file as the tree that models are made of.
  package init(bytes: [UInt8]) throws(XMLProblem) {
    self.init(try XMLTree.read(bytes))
  }

  private init(_ tree: XMLTree) {
    self.init(
      namespace: tree.namespace, name: tree.name, attributes: tree.attributes,
      children: tree.children.map { DmnElement($0) }, text: tree.text, line: tree.line)
  }
}
