import Feel
import Foundation
import Frames
import Quantities

/// A folder of columns: `meta.json`, and for each column its values and a bitmap of the known ones.
struct FactsFolder {
  private struct Meta: Decodable {
    struct Column: Decodable {
      var name: String
      var type: Kind
    }

    var entities: Int
    var columns: [Column]

    enum CodingKeys: String, CodingKey {
      case entities = "E"
      case columns
    }
  }

  /// Little-endian numbers of so many bytes, booleans of one byte, days since 1970-01-01.
  enum Kind: String, Decodable {
    case i8, i4, i2, i1
    case boolean = "b"
    case day = "d"

    var valueType: ValueType {
      switch self {
      case .i8, .i4, .i2, .i1: .number(nil)
      case .boolean: .boolean
      case .day: .day
      }
    }
  }

  private let path: String
  private let meta: Meta

  init(_ path: String) throws {
    self.path = path
    let file = "\(path)/meta.json"
    guard let data = FileManager.default.contents(atPath: file) else {
      throw InputProblem("没有找到 \(file)。--facts 应当是 gen.py facts 写出的目录")
    }
    do {
      meta = try JSONDecoder().decode(Meta.self, from: data)
    } catch {
      throw InputProblem("\(file) 不是列数据的说明：应有 E 和 columns（name、type）")
    }
  }

  var entities: Int { meta.entities }
  var columns: [(name: String, kind: Kind)] { meta.columns.map { ($0.name, $0.type) } }

  var vocabulary: Vocabulary {
    Vocabulary(
      meta.columns.map {
        Vocabulary.Name(key: $0.name, label: $0.name, type: $0.type.valueType)
      })
  }

  /// Reads the columns that the rules use.
  func frame(of names: Set<String>) throws -> Frame {
    var columns: [String: Column] = [:]
    for column in meta.columns where names.contains(column.name) {
      columns[column.name] = try read(column)
    }
    return Frame(subjects: (0..<Int64(meta.entities)).map { $0 }, columns: columns)
  }

  private func read(_ column: Meta.Column) throws -> Column {
    let values = try data("\(column.name).bin")
    let valid = try bitmap(try data("\(column.name).valid"), "\(column.name).valid")
    let storage: Column.Storage =
      switch column.type {
      case .i8: .integers(try widened(values, Int64.self, column), places: 0)
      case .i4: .integers(try widened(values, Int32.self, column), places: 0)
      case .i2: .integers(try widened(values, Int16.self, column), places: 0)
      case .i1: .integers(try widened(values, Int8.self, column), places: 0)
      case .day: .days(try widened(values, Int32.self, column))
      case .boolean: .booleans(try flags(values, column))
      }
    return Column(storage: storage, valid: valid)
  }

  private func data(_ name: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)"), options: .alwaysMapped)
    } catch {
      throw InputProblem("没有找到列文件 \(path)/\(name)")
    }
  }

  private func widened<Stored: FixedWidthInteger, Wide: FixedWidthInteger>(
    _ data: Data, _: Stored.Type, _ column: Meta.Column
  ) throws -> [Wide] {
    let size = MemoryLayout<Stored>.size
    guard data.count == entities * size else { throw wrongLength("\(column.name).bin", data) }
    return [Wide](unsafeUninitializedCapacity: entities) { values, count in
      data.withUnsafeBytes { bytes in
        for row in 0..<entities {
          let stored = bytes.loadUnaligned(fromByteOffset: row * size, as: Stored.self)
          values[row] = Wide(Stored(littleEndian: stored))
        }
      }
      count = entities
    }
  }

  private func flags(_ data: Data, _ column: Meta.Column) throws -> Bitmap {
    guard data.count == entities else { throw wrongLength("\(column.name).bin", data) }
    var words = Array(repeating: UInt64(0), count: Bitmap.wordCount(for: entities))
    data.withUnsafeBytes { (bytes: UnsafeRawBufferPointer) in
      for row in 0..<entities where bytes[row] != 0 { words[row >> 6] |= 1 << UInt64(row & 63) }
    }
    return Bitmap(count: entities, words: words)
  }

  private func bitmap(_ data: Data, _ name: String) throws -> Bitmap {
    guard data.count == (entities + 7) / 8 else { throw wrongLength(name, data) }
    var words = Array(repeating: UInt64(0), count: Bitmap.wordCount(for: entities))
    data.withUnsafeBytes { bytes in
      for (place, byte) in bytes.enumerated() {
        words[place >> 3] |= UInt64(byte) << UInt64(8 * (place & 7))
      }
    }
    return Bitmap(count: entities, words: words)
  }

  private func wrongLength(_ name: String, _ data: Data) -> InputProblem {
    InputProblem("\(path)/\(name) 的长度 \(data.count) 字节与 meta.json 的 \(entities) 行不符")
  }
}
