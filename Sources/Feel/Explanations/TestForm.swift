/// What a test says of itself whoever it is asked about; all its explanations refer to it.
final class TestForm: Sendable {
  let text: String
  let names: [String]
  let labels: [String]
  let unit: String?
  let parameters: [Parameter]

  init(_ test: Condition, names: [String], labels: [String]) {
    text = test.atom?.text ?? ""
    unit = test.atom?.unit
    parameters = test.parameters.map(\.parameter)
    self.names = names
    self.labels = labels
  }
}

extension TestForm: Hashable {
  static func == (left: TestForm, right: TestForm) -> Bool {
    left === right
      || (left.text == right.text && left.names == right.names && left.labels == right.labels
        && left.unit == right.unit && left.parameters == right.parameters)
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(text)
    hasher.combine(names)
    hasher.combine(unit)
  }
}
