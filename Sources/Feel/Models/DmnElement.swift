/// An element of a model's XML with everything below it, as whoever reads the file hands it in.
package struct DmnElement: Sendable {
  package var namespace: String
  /// The name without its prefix.
  package var name: String
  package var attributes: [String: String]
  package var children: [DmnElement]
  /// The text between the tags, of this element only.
  package var text: String
  package var line: Int

  package init(
    namespace: String, name: String, attributes: [String: String] = [:],
    children: [DmnElement] = [], text: String = "", line: Int = 0
  ) {
    self.namespace = namespace
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
    self.line = line
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  func child(_ name: String) -> DmnElement? { children.first { $0.name == name } }
  func all(_ name: String) -> [DmnElement] { children.filter { $0.name == name } }
}
