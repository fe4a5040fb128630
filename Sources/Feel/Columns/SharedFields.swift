/// One numbered list of the fields that several rules read.
struct SharedFields {
  private struct Identity: Hashable {
    var key: String
    var type: ValueType
  }

  private(set) var names: [Vocabulary.Name] = []
  private var places: [Identity: Int] = [:]

  mutating func place(of name: Vocabulary.Name) -> Int {
    let identity = Identity(key: name.key, type: name.type)
    if let place = places[identity] { return place }
    places[identity] = names.count
    names.append(name)
    return names.count - 1
  }
}
