import CExpat

/// The name of an element or attribute, compared without its prefix.
///
/// It points into the parser and is good only while its event lasts.
struct XMLName {
  private let local: UnsafeBufferPointer<UInt8>

  init(_ name: UnsafePointer<CChar>) {
    var start = 0
    var end = 0
    while name[end] != 0 {
      if name[end] == 0x3A { start = end + 1 }
      end += 1
    }
    local = UnsafeBufferPointer(
      start: UnsafeRawPointer(name + start).assumingMemoryBound(to: UInt8.self),
      count: end - start)
  }

  static func == (name: XMLName, word: StaticString) -> Bool {
    guard name.local.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<name.local.count where name.local[index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  static func ~= (word: StaticString, name: XMLName) -> Bool { name == word }
}

/// The attributes of an element; good only while its event lasts.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<XML_Char>?>) { self.pairs = pairs }

  /// Returns the text of an attribute.
  subscript(name: StaticString) -> String? {
    bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
  }

  func integer(_ name: StaticString) -> Int? {
    guard let bytes = bytes(of: name), !bytes.isEmpty, bytes.count < 18 else { return nil }
    var value = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  /// Whether an attribute says yes, as sheets write it.
  func flag(_ name: StaticString) -> Bool {
    guard let bytes = bytes(of: name) else { return false }
    return bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8)
  }

  func bytes(of name: StaticString) -> UnsafeBufferPointer<UInt8>? {
    var index = 0
    while let key = pairs[index], let value = pairs[index + 1] {
      if XMLName(key) == name {
        var count = 0
        while value[count] != 0 { count += 1 }
        return UnsafeBufferPointer(
          start: UnsafeRawPointer(value).assumingMemoryBound(to: UInt8.self), count: count)
      }
      index += 2
    }
    return nil
  }
}
