import Documents
import Foundation
import SampleDistrict

/// Writes districts into a folder, several at a time; each file is written row by row.
struct SampleFolder {
  let path: String
  let withWorkbooks: Bool

  func write(_ districts: [CensusDistrict], threads: Int) async throws {
    let progress = SampleProgress(
      total: districts.reduce(0) { $0 + $1.entities }, unit: "户")
    try await withThrowingTaskGroup(of: Void.self) { group in
      var next = districts.makeIterator()
      for _ in 0..<threads {
        if let district = next.next() {
          group.addTask { try await write(district, progress) }
        }
      }
      for try await _ in group {
        if let district = next.next() {
          group.addTask { try await write(district, progress) }
        }
      }
    }
    progress.finish()
  }

  @concurrent
  private func write(_ district: CensusDistrict, _ progress: SampleProgress) async throws {
    let files = CensusFiles(district: district)
    var open: FileHandle?
    do {
      try files.write(
        to: CensusFiles.Sink(
          begin: { open = try begin($0) }, write: { try open?.write(contentsOf: Data($0)) },
          end: { try open?.close() }, progress: { progress.add($0) }))
      if withWorkbooks {
        let file = try files.workbook()
        try begin(file.path).write(contentsOf: Data(file.bytes))
      }
    } catch let error as CocoaError {
      throw InputProblem("写不进目录 \(path)：\(error.localizedDescription)。请检查路径、权限和磁盘空间")
    }
  }

  private func begin(_ name: String) throws -> FileHandle {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
      throw InputProblem("写不进文件 \(url.path)。请检查权限和磁盘空间")
    }
    return try FileHandle(forWritingTo: url)
  }
}
