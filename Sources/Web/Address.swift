/// Path and query of a page, from which views make the links for filters, sorting, paging and as-of.
struct Address: Hashable, Sendable {
  struct Item: Hashable, Sendable {
    var name: String
    var value: String
  }

  var path: String
  var items: [Item]

  init(_ path: String, _ items: [Item] = []) {
    self.path = path
    self.items = items
  }

  /// Returns the value of the first item of a name.
  subscript(name: String) -> String? { items.first { $0.name == name }?.value }

  /// Returns the same address with one item set, or taken away when the value is nil.
  func setting(_ name: String, to value: String?) -> Address {
    var address = self
    let place = items.firstIndex { $0.name == name }
    address.items.removeAll { $0.name == name }
    if let value {
      let item = Item(name: name, value: value)
      address.items.insert(item, at: min(place ?? address.items.count, address.items.count))
    }
    return address
  }

  /// The address as it stands in a link.
  var text: String {
    guard !items.isEmpty else { return path }
    let query = items.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }
    return path + "?" + query.joined(separator: "&")
  }

  /// Returns text as one component of a path or a query, percent-encoded.
  static func encoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(contentsOf: [
          UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
        ])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
